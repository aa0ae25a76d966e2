// A text of a policy with variables and wildcards in it: `arn:aws:s3:::home/${aws:username}/*`.

/// What a pattern is made of: a byte, or a wildcard. A substituted value gives bytes only, so that
/// nobody widens a policy by what they are called.
///
/// EVIDENCE: IAM user guide, "IAM policy elements: Variables and tags".
package enum PatternSymbol {
  /// Any text, and any one character; above every byte.
  static let anyText: UInt16 = 256
  static let anyCharacter: UInt16 = 257
}

/// What compares a text with symbols.
package protocol SymbolPattern: Sendable {
  init(symbols: [UInt16])
  func matches(_ text: Span<UInt8>) -> Bool
}

/// `${key}` or `${key, 'default'}`.
package struct PolicyVariable: Sendable {
  /// In lower case: names of keys are written in either.
  package let key: [UInt8]
  let fallback: [UInt8]?

  /// Nil for a key the request lacks and for one of many values: neither can stand in a text.
  func value(in context: RequestContext) -> [UInt8]? {
    guard let entry = context.entry(of: key) else { return fallback }
    return entry.isList ? nil : entry.values.first
  }
}

/// Why a text is no template.
struct VariableFault: Error {
  let message: String
  let help: String
}

package struct PolicyTemplate<Pattern: SymbolPattern>: Sendable {
  private enum Piece: Sendable {
    case symbols([UInt16])
    case variable(PolicyVariable)
  }

  private let fixed: Pattern?
  private let pieces: [Piece]

  var variables: [PolicyVariable] {
    pieces.compactMap { piece in
      guard case .variable(let variable) = piece else { return nil }
      return variable
    }
  }

  init(
    _ text: some Collection<UInt8>, hasVariables: Bool, hasWildcards: Bool
  ) throws(VariableFault) {
    var scanner = TemplateScanner(
      rest: Array(text)[...], hasVariables: hasVariables, hasWildcards: hasWildcards)
    var pieces: [Piece] = []
    var symbols: [UInt16] = []
    while let next = try scanner.next() {
      switch next {
      case .symbol(let symbol): symbols.append(symbol)
      case .variable(let variable):
        pieces += [.symbols(symbols), .variable(variable)]
        symbols = []
      }
    }
    if pieces.isEmpty {
      fixed = Pattern(symbols: symbols)
      self.pieces = []
    } else {
      fixed = nil
      self.pieces = pieces + [.symbols(symbols)]
    }
  }

  init(fixed: Pattern) {
    self.fixed = fixed
    pieces = []
  }

  /// With the same in the place of every variable.
  func filled(_ filling: [UInt16]) -> PolicyTemplate {
    if fixed != nil { return self }
    let symbols = pieces.flatMap { piece in
      switch piece {
      case .symbols(let written): written
      case .variable: filling
      }
    }
    return PolicyTemplate(fixed: Pattern(symbols: symbols))
  }

  /// Whether the text is what is meant, in this context; nil where a variable has no value.
  func matches(_ text: Span<UInt8>, in context: RequestContext) -> Bool? {
    if let fixed { return fixed.matches(text) }
    var symbols: [UInt16] = []
    for piece in pieces {
      switch piece {
      case .symbols(let written): symbols += written
      case .variable(let variable):
        guard let value = variable.value(in: context) else { return nil }
        symbols += value.map(UInt16.init)
      }
    }
    return Pattern(symbols: symbols).matches(text)
  }
}

private struct TemplateScanner {
  enum Found {
    case symbol(UInt16)
    case variable(PolicyVariable)
  }

  var rest: ArraySlice<UInt8>
  let hasVariables: Bool
  let hasWildcards: Bool

  mutating func next() throws(VariableFault) -> Found? {
    guard let byte = rest.popFirst() else { return nil }
    switch byte {
    case UInt8(ascii: "*") where hasWildcards: return .symbol(PatternSymbol.anyText)
    case UInt8(ascii: "?") where hasWildcards: return .symbol(PatternSymbol.anyCharacter)
    case UInt8(ascii: "$") where hasVariables && rest.first == UInt8(ascii: "{"):
      rest.removeFirst()
      return try variable()
    default: return .symbol(UInt16(byte))
    }
  }

  /// `rest` begins after `${`.
  private mutating func variable() throws(VariableFault) -> Found {
    let start = rest
    if let first = rest.first, "*?$".utf8.contains(first),
      rest.dropFirst().first == UInt8(ascii: "}")
    {
      rest.removeFirst(2)
      return .symbol(UInt16(first))
    }
    let key = rest.prefix(while: TemplateScanner.isOfName)
    rest = rest[key.endIndex...]
    var fallback: [UInt8]?
    if rest.first == UInt8(ascii: ",") { fallback = try defaultValue(from: start) }
    guard rest.popFirst() == UInt8(ascii: "}") else { throw fault(from: start) }
    guard !key.isEmpty else {
      throw VariableFault(
        message: "a policy variable has no name", help: "write `${key}`, or `${$}{` for `${`")
    }
    return .variable(PolicyVariable(key: ASCIICase.lowered(key), fallback: fallback))
  }

  /// `, 'text'`.
  private mutating func defaultValue(
    from start: ArraySlice<UInt8>
  ) throws(VariableFault) -> [UInt8] {
    rest = rest.dropFirst().drop { $0 == 0x20 }
    guard rest.popFirst() == UInt8(ascii: "'") else { throw fault(from: start) }
    let value = rest.prefix { $0 != UInt8(ascii: "'") }
    rest = rest[value.endIndex...]
    guard rest.popFirst() == UInt8(ascii: "'") else { throw fault(from: start) }
    return Array(value)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    ASCIICase.isLetter(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
      || ":/._-+=@".utf8.contains(byte)
  }

  private func fault(from start: ArraySlice<UInt8>) -> VariableFault {
    let written = String(decoding: start.prefix(40), as: UTF8.self)
    return VariableFault(
      message: "`${\(written)` is no policy variable",
      help: "write `${key}` or `${key, 'default'}`")
  }
}

/// Letters of ASCII in either case; others are left alone.
enum ASCIICase {
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  static func lowered(_ text: some Sequence<UInt8>) -> [UInt8] { text.map { lowered($0) } }
}
