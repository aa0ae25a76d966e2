// Reads JSON as RFC 8259 defines it, nothing more, into the tree that YAML is read into as well.

package import Diagnostics
package import Provenance

/// Appends the text's nodes to the tree and makes the first of them the root of the text.
///
/// A text that is JSON but repeats a key also gets its root, so that the findings can say where.
package func parseJSON(
  _ file: SourceFile, into tree: inout Tree, sink: inout Sink
) throws(Reported) -> NodeID {
  let source = tree.add(file)
  // An eighth of the bytes is what a node takes in ordinary documents.
  tree.reserve(nodes: file.bytes.count / 8, text: file.bytes.count)
  let errorsBefore = sink.errorCount
  var parser = JSONParser(bytes: file.bytes, source: source, tree: tree, sink: sink)
  // Two owners of one tree would copy it at the first append.
  tree = Tree()
  sink = Sink()
  defer {
    tree = parser.tree
    sink = parser.sink
  }
  let root = try parser.parseText()
  parser.tree.setRoot(root, of: source)
  try parser.sink.demandNoErrors(since: errorsBefore)
  return root
}

struct JSONParser {
  /// Deeper than any document people write, shallow enough for the smallest thread's stack.
  static let depthMax = 200

  static let malformed = Code("JSON001", "malformed-json", .error)
  static let duplicateKey = Code("JSON002", "duplicate-json-key", .error)
  static let tooDeep = Code("JSON003", "json-too-deep", .error)

  let bytes: [UInt8]
  let source: SourceID
  var tree: Tree
  var sink: Sink
  var index = 0
  /// Bytes before `index` that continue a character: spans count characters, not bytes.
  var continuationCount = 0

  init(bytes: [UInt8], source: SourceID, tree: Tree, sink: Sink) {
    self.bytes = bytes
    self.source = source
    self.tree = tree
    self.sink = sink
  }

  var position: UInt32 { UInt32(truncatingIfNeeded: index - continuationCount) }

  var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  func span(from start: UInt32) -> Span { Span(source: source, start: start, end: position) }

  mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    index += 1
    return true
  }
}

// MARK: - Structure

extension JSONParser {
  mutating func parseText() throws(Reported) -> NodeID {
    skipSpace()
    let root = try parseValue(depth: 0)
    skipSpace()
    if current != nil { throw unexpected("the end of the text") }
    return root
  }

  private mutating func parseValue(depth: Int) throws(Reported) -> NodeID {
    guard let byte = current else { throw unexpected("a value") }
    switch byte {
    case UInt8(ascii: "{"): return try parseObject(depth: depth + 1)
    case UInt8(ascii: "["): return try parseArray(depth: depth + 1)
    case UInt8(ascii: "\""): return try parseString(isKey: false)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return try parseWord()
    default: throw unexpected("a value")
    }
  }

  private mutating func parseArray(depth: Int) throws(Reported) -> NodeID {
    let node = try openCollection(.sequence, depth: depth)
    var count = 0
    skipSpace()
    if !take(UInt8(ascii: "]")) {
      repeat {
        skipSpace()
        if count > 0, current == UInt8(ascii: "]") { throw trailingComma() }
        _ = try parseValue(depth: depth)
        count += 1
        skipSpace()
      } while take(UInt8(ascii: ","))
      if !take(UInt8(ascii: "]")) { throw unexpected("`,` or `]`") }
    }
    tree.close(node, count: count, end: position)
    return node
  }

  private mutating func parseObject(depth: Int) throws(Reported) -> NodeID {
    let node = try openCollection(.mapping, depth: depth)
    var keys = KeyIndex()
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        if !keys.isEmpty, current == UInt8(ascii: "}") { throw trailingComma() }
        guard current == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
        let key = try parseString(isKey: true)
        if let first = keys.insert(key, in: tree) { reportDuplicate(key, of: first) }
        skipSpace()
        if !take(UInt8(ascii: ":")) { throw unexpected("`:` after the key") }
        skipSpace()
        _ = try parseValue(depth: depth)
        skipSpace()
      } while take(UInt8(ascii: ","))
      if !take(UInt8(ascii: "}")) { throw unexpected("`,` or `}`") }
    }
    tree.close(node, count: keys.count, end: position)
    return node
  }

  private mutating func openCollection(
    _ kind: NodeKind, depth: Int
  ) throws(Reported) -> NodeID {
    let start = position
    index += 1
    guard depth <= JSONParser.depthMax else {
      throw sink.report(
        Finding(
          JSONParser.tooDeep, at: .span(span(from: start)),
          "the text nests deeper than \(JSONParser.depthMax) levels",
          help: "flatten the document"))
    }
    return tree.open(kind, span(from: start))
  }

  private mutating func reportDuplicate(_ key: NodeID, of first: NodeID) {
    sink.report(
      Finding(
        JSONParser.duplicateKey, at: .key(key),
        "the key `\(tree.text(of: key))` is given twice",
        help: "keep one of the two",
        related: [Related(.key(first), "first given here")]))
  }
}

/// The keys of one object, by their bytes: strings would count `é` in one or two characters as one.
private struct KeyIndex {
  /// Most objects are smaller, and comparing a few keys costs less than hashing them.
  private static let scanMax = 8

  private var nodes: [NodeID] = []
  private var firsts: [[UInt8]: NodeID] = [:]
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// The key that was there before, if any.
  mutating func insert(_ key: NodeID, in tree: Tree) -> NodeID? {
    count += 1
    if count <= KeyIndex.scanMax {
      if let first = nodes.first(where: { tree.textEquals($0, key) }) { return first }
      nodes.append(key)
      return nil
    }
    if firsts.isEmpty {
      for node in nodes { firsts[Array(tree.bytes[tree.textRange(of: node)])] = node }
    }
    let text = Array(tree.bytes[tree.textRange(of: key)])
    if let first = firsts[text] { return first }
    firsts[text] = key
    return nil
  }
}
