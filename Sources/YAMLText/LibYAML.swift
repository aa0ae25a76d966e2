// The border to libyaml: its events, one at a time, as Swift values. No other file imports it.

internal import CLibYAML

#if canImport(Glibc)
  internal import Glibc
#endif

enum EventKind {
  case streamStart, streamEnd
  case documentStart, documentEnd
  case alias, scalar
  case sequenceStart, sequenceEnd
  case mappingStart, mappingEnd
}

/// What libyaml says when it cannot go on.
struct SyntaxFault: Error {
  let problem: String
  let context: String
  /// Where, in characters; nil when the bytes themselves are at fault.
  let character: UInt32?
  let contextCharacter: UInt32?
  /// Where, in bytes, when the bytes are not text.
  let byteOffset: Int?
}

/// A walk over the events of one text. The text outlives it: see `walk`.
@safe struct EventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private var holdsEvent = false

  /// Runs `body` over the events of `bytes`, which stay in place meanwhile.
  static func walk<Failure: Error>(
    _ bytes: [UInt8], _ body: (inout EventStream) throws(Failure) -> Void
  ) throws(Failure) {
    try unsafe bytes.withUnsafeBufferPointer { buffer throws(Failure) in
      var stream = unsafe EventStream(buffer)
      try body(&stream)
    }
  }

  private init(_ buffer: UnsafeBufferPointer<UInt8>) {
    unsafe parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    unsafe event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    let started = unsafe yaml_parser_initialize(parser)
    precondition(started == 1, "libyaml could not allocate its buffers")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
  }

  deinit {
    if holdsEvent { unsafe yaml_event_delete(event) }
    unsafe yaml_parser_delete(parser)
    unsafe event.deallocate()
    unsafe parser.deallocate()
  }

  mutating func advance() throws(SyntaxFault) -> EventKind {
    if holdsEvent { unsafe yaml_event_delete(event) }
    holdsEvent = unsafe yaml_parser_parse(parser, event) == 1
    guard holdsEvent else { throw fault() }
    switch unsafe event.pointee.type {
    case YAML_STREAM_START_EVENT: return .streamStart
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_ALIAS_EVENT: return .alias
    case YAML_SCALAR_EVENT: return .scalar
    case YAML_SEQUENCE_START_EVENT: return .sequenceStart
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT: return .mappingStart
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return .streamEnd
    }
  }

  /// Characters from the start of the text, a byte order mark excluded.
  var start: UInt32 { unsafe UInt32(truncatingIfNeeded: event.pointee.start_mark.index) }

  var end: UInt32 { unsafe UInt32(truncatingIfNeeded: event.pointee.end_mark.index) }

  /// Of a scalar: neither quoted nor a block, so that the core schema decides what it is.
  var isPlain: Bool { unsafe event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE }

  /// Appends a scalar's text.
  func appendText(to bytes: inout [UInt8]) {
    let scalar = unsafe event.pointee.data.scalar
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
  }

  /// Whether a scalar's text holds a `$`: asked of every scalar, so asked of the C library.
  var holdsDollar: Bool {
    let scalar = unsafe event.pointee.data.scalar
    return unsafe memchr(scalar.value, Int32(UInt8(ascii: "$")), scalar.length) != nil
  }

  /// The anchor of a scalar or collection, the name of an alias.
  func anchor(of kind: EventKind) -> String? {
    switch kind {
    case .alias: return unsafe text(event.pointee.data.alias.anchor)
    case .scalar: return unsafe text(event.pointee.data.scalar.anchor)
    case .sequenceStart: return unsafe text(event.pointee.data.sequence_start.anchor)
    case .mappingStart: return unsafe text(event.pointee.data.mapping_start.anchor)
    default: return nil
    }
  }

  func tag(of kind: EventKind) -> String? {
    switch kind {
    case .scalar: return unsafe text(event.pointee.data.scalar.tag)
    case .sequenceStart: return unsafe text(event.pointee.data.sequence_start.tag)
    case .mappingStart: return unsafe text(event.pointee.data.mapping_start.tag)
    default: return nil
    }
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe String(cString: pointer)
  }

  private func fault() -> SyntaxFault {
    let state = unsafe parser.pointee
    let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "unreadable text"
    let context = unsafe state.context.map { unsafe String(cString: $0) } ?? ""
    if unsafe state.error == YAML_READER_ERROR {
      return SyntaxFault(
        problem: problem, context: context, character: nil, contextCharacter: nil,
        byteOffset: unsafe state.problem_offset)
    }
    return SyntaxFault(
      problem: problem, context: context,
      character: unsafe UInt32(truncatingIfNeeded: state.problem_mark.index),
      contextCharacter: context.isEmpty
        ? nil : unsafe UInt32(truncatingIfNeeded: state.context_mark.index), byteOffset: nil)
  }
}
