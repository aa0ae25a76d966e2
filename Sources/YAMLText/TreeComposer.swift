// Builds the tree from libyaml's events, keeping every node's place, within bounds.

package import Diagnostics
package import Provenance

/// Reads one YAML document. Reports all it can before it gives up; a syntax error ends the reading,
/// a doubled or non-string key does not.
package func parseYAML(
  _ file: SourceFile, tags: TagReading = .standard, into tree: inout Tree, sink: inout Sink
) throws(Reported) -> NodeID {
  let file = file.withoutByteOrderMark
  let source = tree.add(file)
  // Moved, not copied: the composer is the tree's only holder while it works.
  var composer = TreeComposer(tree: tree, sink: sink, source: source, tags: tags)
  tree = Tree()
  sink = Sink()
  let outcome = Result { () throws(Reported) -> NodeID in try composer.compose(file) }
  tree = composer.tree
  sink = composer.sink
  let root = try outcome.get()
  tree.setRoot(root, of: source)
  return root
}

struct TreeComposer {
  struct Frame {
    let node: NodeID
    let isMapping: Bool
    let anchor: String?
    /// The mapping of an intrinsic whose argument this is.
    let intrinsic: NodeID?
    /// Where this mapping's keys begin in `keys`.
    let firstKey: Int
    var count = 0
    var key: NodeID?
    /// Keys by their bytes, once there are too many to compare one by one.
    var index: [[UInt8]: NodeID]?
    /// Values of `<<`.
    var merges: [NodeID] = []
    var isMerging = false
  }

  /// Up to here, comparing a key with each before it is cheaper than hashing.
  static let comparedKeysMax = 12

  var tree: Tree
  var sink: Sink
  let source: SourceID
  let tags: TagReading
  var frames: [Frame] = []
  var keys: [NodeID] = []
  var anchors: [String: NodeID] = [:]
  var copiedNodes = 0
  var root: NodeID?

  init(tree: Tree, sink: Sink, source: SourceID, tags: TagReading) {
    self.tree = tree
    self.sink = sink
    self.source = source
    self.tags = tags
  }

  mutating func compose(_ file: SourceFile) throws(Reported) -> NodeID {
    try checkEncoding(file)
    // One node for about every ten bytes, and no more text than the file has.
    tree.reserve(nodes: file.bytes.count / 9 + 16, text: file.bytes.count * 3 / 4 + 64)
    let mark = sink.errorCount
    do throws(Halt) {
      try EventStream.walk(file.bytes) { (stream) throws(Halt) in
        try composeDocument(&stream)
      }
    } catch {
      switch error {
      case .syntax(let fault): throw report(fault, in: file)
      case .reported(let reported): throw reported
      }
    }
    guard let root else {
      throw sink.report(
        Finding(
          YAMLCodes.empty, at: .span(Span(source: source, start: 0, end: 0)),
          "there is no document here",
          help: "write at least `service:` and one entry under `components:`"))
    }
    try sink.demandNoErrors(since: mark)
    return root
  }

  private enum Halt: Error {
    case syntax(SyntaxFault)
    case reported(Reported)
  }

  private mutating func composeDocument(_ stream: inout EventStream) throws(Halt) {
    while true {
      let kind: EventKind
      do throws(SyntaxFault) { kind = try stream.advance() } catch { throw .syntax(error) }
      if kind == .streamEnd { return }
      do throws(Reported) { try take(kind, stream) } catch { throw .reported(error) }
    }
  }

  private mutating func take(
    _ kind: EventKind, _ stream: borrowing EventStream
  ) throws(Reported) {
    switch kind {
    case .streamStart, .streamEnd, .documentEnd: break
    case .documentStart: try startDocument(stream)
    case .scalar: try scalar(stream)
    case .alias: try alias(stream)
    case .sequenceStart, .mappingStart: try open(kind, stream)
    case .sequenceEnd, .mappingEnd: try close(stream)
    }
  }

  func span(_ stream: borrowing EventStream) -> Span {
    Span(source: source, start: stream.start, end: stream.end)
  }

  private mutating func startDocument(_ stream: borrowing EventStream) throws(Reported) {
    guard root != nil else { return }
    throw sink.report(
      Finding(
        YAMLCodes.severalDocuments, at: .span(span(stream)),
        "a second document starts here, and only one is read from a file",
        help: "put each spec into a file of its own"))
  }
}

// MARK: - Nodes

extension TreeComposer {
  private mutating func scalar(_ stream: borrowing EventStream) throws(Reported) {
    let tag = stream.tag(of: .scalar)
    let intrinsic = openIntrinsic(tag, span(stream))
    // `!Ref name` stands for a mapping, and that is no key.
    if intrinsic != nil, awaitsKey {
      throw sink.report(
        Finding(
          YAMLCodes.keyNotString, at: .span(span(stream)),
          "a function of CloudFormation stands where a key belongs",
          help: "write a name before the colon; functions give values"))
    }
    let text = tree.writeText { stream.appendText(to: &$0) }
    let isPlain = stream.isPlain
    var kind = isPlain ? CoreSchema.kind(of: tree.bytes[text]) : .string
    if intrinsic != nil {
      kind = .string
    } else if let tag {
      kind = taggedKind(kind, tag, text, span(stream))
    }
    let scalar = tree.appendScalar(
      kind, textAt: text,
      flags: flags(of: text, isPlain: isPlain, holdsDollar: stream.holdsDollar),
      span: span(stream))
    if let intrinsic { tree.close(intrinsic, count: 1, end: stream.end) }
    let node = intrinsic ?? scalar
    if let anchor = stream.anchor(of: .scalar) { anchors[anchor] = node }
    try finish(node)
  }

  /// What comes next is a key.
  private var awaitsKey: Bool { frames.last.map { $0.isMapping && $0.key == nil } ?? false }

  private func flags(of text: Range<Int>, isPlain: Bool, holdsDollar: Bool) -> NodeFlags {
    var flags: NodeFlags = isPlain ? .plain : .quoted
    guard holdsDollar else { return flags }
    var index = text.lowerBound
    while index + 1 < text.upperBound {
      if tree.bytes[index] == UInt8(ascii: "$"), tree.bytes[index + 1] == UInt8(ascii: "{") {
        flags.insert(.reference)
        break
      }
      index += 1
    }
    return flags
  }

  private mutating func open(
    _ kind: EventKind, _ stream: borrowing EventStream
  ) throws(Reported) {
    if awaitsKey { throw reportKey(at: .span(span(stream))) }
    guard frames.count < YAMLLimits.depthMax else {
      throw sink.report(
        Finding(
          YAMLCodes.tooDeep, at: .span(span(stream)),
          "nested more than \(YAMLLimits.depthMax) levels deep",
          help: "no setting is nested deeper than about ten levels"))
    }
    let tag = stream.tag(of: kind)
    let intrinsic = openIntrinsic(tag, span(stream))
    if let tag, intrinsic == nil { checkCollectionTag(tag, kind, span(stream)) }
    let isMapping = kind == .mappingStart
    let node = tree.open(isMapping ? .mapping : .sequence, span(stream))
    frames.append(
      Frame(
        node: node, isMapping: isMapping, anchor: stream.anchor(of: kind), intrinsic: intrinsic,
        firstKey: keys.count))
  }

  private mutating func close(_ stream: borrowing EventStream) throws(Reported) {
    guard let frame = frames.popLast() else { return }
    keys.removeLast(keys.count - frame.firstKey)
    tree.close(frame.node, count: frame.count, end: stream.end)
    if !frame.merges.isEmpty { try merge(frame) }
    if let intrinsic = frame.intrinsic { tree.close(intrinsic, count: 1, end: stream.end) }
    let node = frame.intrinsic ?? frame.node
    // Only now: a collection that contains itself has no finite meaning.
    if let anchor = frame.anchor { anchors[anchor] = node }
    try finish(node)
  }

  private mutating func alias(_ stream: borrowing EventStream) throws(Reported) {
    let name = stream.anchor(of: .alias) ?? ""
    let place = Place.span(span(stream))
    guard let anchored = anchors[name] else {
      let isOpen = frames.contains { $0.anchor == name }
      throw sink.report(
        Finding(
          YAMLCodes.unknownAlias, at: place,
          isOpen
            ? "alias `*\(name)` stands inside the value it names"
            : "no anchor `&\(name)` comes before this alias",
          help: isOpen
            ? "a value cannot contain itself"
            : Suggestion.nearest(to: name, among: anchors.keys.sorted()).map {
              "did you mean `*\($0)`?"
            } ?? "a value that begins with `*` needs quotes"))
    }
    try countCopied(tree.extent(of: anchored), at: place)
    let node = NodeID(UInt32(truncatingIfNeeded: tree.records.count))
    if let top = frames.last, top.isMapping, top.key == nil {
      try appendKey(tree.content(of: anchored), usedAt: span(stream))
    } else {
      tree.appendAlias(of: anchored, span: span(stream))
    }
    try finish(node)
  }

  /// A key that is an alias is a scalar of its own, written where it is used.
  private mutating func appendKey(_ meaning: NodeID, usedAt span: Span) throws(Reported) {
    switch tree.kind(of: meaning) {
    case .sequence, .mapping: throw reportKey(at: .span(span))
    case .null, .boolean, .integer, .float, .string, .alias, .link:
      tree.appendScalar(
        tree.kind(of: meaning), textAt: tree.textRange(of: meaning), flags: tree.flags(of: meaning),
        span: span)
    }
  }

  private mutating func reportKey(at place: Place) -> Reported {
    sink.report(
      Finding(
        YAMLCodes.keyNotString, at: place, "a list or a mapping stands where a key belongs",
        help: "a value that begins with `{` or `[` needs quotes"))
  }

  mutating func countCopied(_ nodes: Int, at place: Place) throws(Reported) {
    copiedNodes += nodes
    guard copiedNodes > YAMLLimits.copiedNodesMax else { return }
    throw sink.report(
      Finding(
        YAMLCodes.aliasesExplode, at: place,
        "aliases stand for more than \(YAMLLimits.copiedNodesMax) values",
        help: "write out what is meant, or use fewer aliases of aliases"))
  }

  /// A scalar, an alias or a closed collection: the next key, value, element, or the root.
  private mutating func finish(_ node: NodeID) throws(Reported) {
    guard let top = frames.indices.last else {
      root = node
      return
    }
    guard frames[top].isMapping else {
      frames[top].count += 1
      return
    }
    guard frames[top].key == nil else {
      if frames[top].isMerging {
        frames[top].merges.append(node)
        frames[top].isMerging = false
      }
      frames[top].key = nil
      frames[top].count += 1
      return
    }
    try finishKey(node, top)
  }
}
