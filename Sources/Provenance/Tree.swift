// The one JSON-shaped value: every node of every text of a compilation, in one flat store.
//
// Nodes stand in document order, a collection before its contents, so a subtree is a range and a
// walk is a scan. A node is 24 bytes and names its place; text lies in one shared buffer.

/// Names a node of a `Tree`. Also the origin of the value that stands there: the tree knows its
/// text, its span, its pointer, and, for an alias, the place of use and the place of definition.
public struct NodeID: Hashable, Sendable, Comparable {
  public let raw: UInt32

  @inlinable public init(_ raw: UInt32) {
    self.raw = raw
  }

  @inlinable public static func < (left: NodeID, right: NodeID) -> Bool {
    left.raw < right.raw
  }
}

public enum NodeKind: UInt8, Sendable {
  case null, boolean, integer, float, string
  case sequence, mapping
  /// Stands where `*name` was written, or for a mapping that merged others (`<<`); holds a copy of
  /// what that means, so that every use is a value of its own.
  case alias
  /// Stands for a node elsewhere in the tree: a merged layer, or an environment value in use.
  case link
}

package struct NodeFlags: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// None of the others; named, since an empty literal is built element by element at run time.
  package static var plain: NodeFlags { NodeFlags(rawValue: 0) }
  package static var quotedReference: NodeFlags { NodeFlags(rawValue: 3) }
  /// Written with quotes or as a block: a string whatever it looks like.
  package static var quoted: NodeFlags { NodeFlags(rawValue: 1) }
  /// The text holds a `$` before a brace.
  package static var reference: NodeFlags { NodeFlags(rawValue: 2) }
  /// Already reported: nothing else is to be concluded from this value.
  package static var broken: NodeFlags { NodeFlags(rawValue: 4) }
  /// An alias or link that a person wrote (`*name`, `${env:KEY}`): worth showing both the place of
  /// use and the place of definition.
  package static var use: NodeFlags { NodeFlags(rawValue: 8) }
}

public struct Tree: Sendable {
  package struct Record: Sendable {
    package var kind: NodeKind
    package var flags: NodeFlags
    package var source: UInt16
    /// Scalars: offset of the text. Collections, aliases: the index after the subtree. Links: the
    /// target.
    package var first: UInt32
    /// Scalars: length of the text. Collections: how many elements or entries. Aliases: the target.
    package var second: UInt32
    package var start: UInt32
    package var end: UInt32
    /// Keys: which property of its shape this is, once the shape was checked. Merged mappings: the
    /// strongest mapping they were made from.
    package var ordinal: UInt32
  }

  package private(set) var sources: [SourceFile] = []
  package private(set) var roots: [NodeID?] = []
  package private(set) var records: [Record] = []
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func reserve(nodes: Int, text: Int) {
    records.reserveCapacity(records.count + nodes)
    bytes.reserveCapacity(bytes.count + text)
  }
}

// MARK: - Reading

extension Tree {
  public func kind(of node: NodeID) -> NodeKind { records[Int(node.raw)].kind }

  package func flags(of node: NodeID) -> NodeFlags { records[Int(node.raw)].flags }

  public func isBroken(_ node: NodeID) -> Bool {
    flags(of: node).contains(.broken)
  }

  package func ordinal(of key: NodeID) -> UInt32 { records[Int(key.raw)].ordinal }

  /// How many nodes there are: each has a number below this.
  package var nodeCount: Int { records.count }

  /// How many elements or entries a collection has; not for aliases and links.
  public func count(of node: NodeID) -> Int {
    Int(records[Int(node.raw)].second)
  }

  /// The node that is not an alias or a link: where the value itself stands.
  public func content(of node: NodeID) -> NodeID {
    var index = Int(node.raw)
    while true {
      switch records[index].kind {
      case .alias: index = Int(records[index].second)
      case .link: index = Int(records[index].first)
      case .null, .boolean, .integer, .float, .string, .sequence, .mapping:
        return NodeID(UInt32(truncatingIfNeeded: index))
      }
    }
  }

  /// Where a value was written: through the links that merging made, but not past a use that a
  /// person wrote; for a merged mapping, the strongest of those it was merged from.
  public func origin(of node: NodeID) -> NodeID {
    var index = Int(node.raw)
    while records[index].kind == .link, !records[index].flags.contains(.use) {
      index = Int(records[index].first)
    }
    return NodeID(UInt32(truncatingIfNeeded: index))
  }

  /// Where to point at for a node: a merged mapping is nobody's text, what it came from is.
  package func writtenNode(of node: NodeID) -> NodeID {
    let origin = origin(of: node)
    let record = records[Int(origin.raw)]
    return record.kind == .mapping && record.ordinal != 0 ? NodeID(record.ordinal) : origin
  }

  /// The node after this one's subtree.
  public func after(_ node: NodeID) -> NodeID {
    let record = records[Int(node.raw)]
    switch record.kind {
    case .sequence, .mapping, .alias: return NodeID(record.first)
    case .null, .boolean, .integer, .float, .string, .link: return NodeID(node.raw + 1)
    }
  }

  public func firstChild(of node: NodeID) -> NodeID { NodeID(node.raw + 1) }

  /// Whether some text of the subtree holds a `${`: one look at each record, in order.
  package func holdsReference(in node: NodeID) -> Bool {
    let range = Int(node.raw)..<Int(after(node).raw)
    return records[range].contains { $0.flags.contains(.reference) }
  }

  /// How many records the subtree takes.
  package func extent(of node: NodeID) -> Int { Int(after(node).raw - node.raw) }

  /// The elements of a sequence, or the keys and values of a mapping in turn.
  package func children(of node: NodeID) -> Children {
    Children(tree: self, parent: node)
  }

  /// The entries of a mapping in the order written.
  package func entries(of node: NodeID) -> Entries { Entries(tree: self, parent: node) }

  package func span(of node: NodeID) -> Span {
    let record = records[Int(node.raw)]
    return Span(source: SourceID(record.source), start: record.start, end: record.end)
  }

  package func source(of node: NodeID) -> SourceFile { sources[Int(records[Int(node.raw)].source)] }

  package struct Children: Sequence, IteratorProtocol {
    /// Of the tree only what a walk needs: each array held is a reference counted at every walk.
    let records: [Record]
    var upcoming: Int
    let end: Int

    init(tree: Tree, parent: NodeID) {
      records = tree.records
      upcoming = Int(parent.raw) + 1
      end = Int(tree.after(parent).raw)
    }

    package mutating func next() -> NodeID? {
      guard upcoming < end else { return nil }
      let node = NodeID(UInt32(truncatingIfNeeded: upcoming))
      let record = records[upcoming]
      switch record.kind {
      case .sequence, .mapping, .alias: upcoming = Int(record.first)
      case .null, .boolean, .integer, .float, .string, .link: upcoming += 1
      }
      return node
    }
  }

  package struct Entries: Sequence, IteratorProtocol {
    var children: Children

    init(tree: Tree, parent: NodeID) {
      children = Children(tree: tree, parent: parent)
    }

    package mutating func next() -> (key: NodeID, value: NodeID)? {
      guard let key = children.next(), let value = children.next() else { return nil }
      return (key, value)
    }
  }
}

// MARK: - Building

extension Tree {
  package mutating func add(_ source: SourceFile) -> SourceID {
    precondition(sources.count < Int(UInt16.max), "more texts than a source number can name")
    sources.append(source)
    roots.append(nil)
    return SourceID(UInt16(sources.count - 1))
  }

  package mutating func setRoot(_ node: NodeID, of source: SourceID) {
    roots[Int(source.raw)] = node
  }

  package func root(of source: SourceID) -> NodeID? { roots[Int(source.raw)] }

  /// Lets a reader put text straight into the shared buffer; what it added is the next scalar's.
  package mutating func writeText(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
    let start = bytes.count
    write(&bytes)
    return start..<bytes.count
  }

  mutating func appendText(of other: Tree) { bytes.append(contentsOf: other.bytes) }

  /// Adds text to the shared buffer and says where it begins.
  package mutating func addText(_ text: some Sequence<UInt8>) -> UInt32 {
    let offset = UInt32(bytes.count)
    bytes.append(contentsOf: text)
    return offset
  }

  @discardableResult
  mutating func append(_ record: Record) -> NodeID {
    let node = NodeID(UInt32(truncatingIfNeeded: records.count))
    records.append(record)
    return node
  }

  /// Opens a collection; `close` must follow once its contents are appended.
  package mutating func open(_ kind: NodeKind, _ span: Span) -> NodeID {
    append(
      Record(
        kind: kind, flags: .plain, source: span.source.raw, first: 0, second: 0, start: span.start,
        end: span.end, ordinal: 0))
  }

  package mutating func close(_ node: NodeID, count: Int, end: UInt32) {
    let index = Int(node.raw)
    records[index].first = UInt32(truncatingIfNeeded: records.count)
    records[index].second = UInt32(truncatingIfNeeded: count)
    records[index].end = end
  }

  /// Appends what `*name` means: a copy of the anchored subtree, used here, defined there.
  package mutating func appendAlias(of anchored: NodeID, span: Span) {
    let alias = open(.alias, span)
    let copy = NodeID(alias.raw + 1)
    appendCopy(of: anchored)
    records[Int(alias.raw)].flags = .use
    endAlias(alias, meaning: copy)
  }

  /// Turns a finished mapping into an alias of another that was appended right behind it.
  package mutating func supersede(_ mapping: NodeID, by other: NodeID) {
    records[Int(mapping.raw)].kind = .alias
    endAlias(mapping, meaning: other)
  }

  private mutating func endAlias(_ alias: NodeID, meaning target: NodeID) {
    records[Int(alias.raw)].first = UInt32(truncatingIfNeeded: records.count)
    records[Int(alias.raw)].second = target.raw
  }

  @discardableResult
  package mutating func appendScalar(
    _ kind: NodeKind, text: some Sequence<UInt8>, flags: NodeFlags = .plain, span: Span
  ) -> NodeID {
    let offset = addText(text)
    return append(
      Record(
        kind: kind, flags: flags, source: span.source.raw, first: offset,
        second: UInt32(bytes.count) - offset, start: span.start, end: span.end, ordinal: 0))
  }

  /// A scalar whose text already lies in `bytes`.
  @discardableResult
  package mutating func appendScalar(
    _ kind: NodeKind, textAt range: Range<Int>, flags: NodeFlags, span: Span
  ) -> NodeID {
    append(
      Record(
        kind: kind, flags: flags, source: span.source.raw,
        first: UInt32(truncatingIfNeeded: range.lowerBound),
        second: UInt32(truncatingIfNeeded: range.count), start: span.start, end: span.end,
        ordinal: 0))
  }

  @discardableResult
  package mutating func appendLink(to target: NodeID, flags: NodeFlags = .plain, span: Span)
    -> NodeID
  {
    append(
      Record(
        kind: .link, flags: flags, source: span.source.raw, first: target.raw, second: 0,
        start: span.start, end: span.end, ordinal: 0))
  }

  /// Appends a copy of a finished subtree: what an alias means.
  package mutating func appendCopy(of node: NodeID) {
    let end = after(node)
    let shift = UInt32(truncatingIfNeeded: records.count) - node.raw
    for index in Int(node.raw)..<Int(end.raw) {
      var record = records[index]
      switch record.kind {
      case .sequence, .mapping: record.first += shift
      case .alias:
        record.first += shift
        record.second += shift
      case .null, .boolean, .integer, .float, .string, .link: break
      }
      records.append(record)
    }
  }

  package mutating func setOrdinal(_ ordinal: UInt32, of key: NodeID) {
    records[Int(key.raw)].ordinal = ordinal
  }

  /// Says of which written mapping a merged one is made.
  package mutating func setWrittenNode(_ written: NodeID, of merged: NodeID) {
    records[Int(merged.raw)].ordinal = written.raw
  }

  /// A key of a merged mapping: the written key with its ordinal.
  package mutating func appendKey(_ key: NodeID) {
    append(records[Int(key.raw)])
  }

  package mutating func markBroken(_ node: NodeID) {
    records[Int(node.raw)].flags.insert(.broken)
  }

  package mutating func clearFlag(_ flag: NodeFlags, of node: NodeID) {
    records[Int(node.raw)].flags.remove(flag)
  }

  /// Turns a scalar that is nothing but `${env:KEY}` into its value, used here, defined there.
  package mutating func replaceByLink(_ node: NodeID, to target: NodeID) {
    let index = Int(node.raw)
    records[index].kind = .link
    records[index].flags = .use
    records[index].first = target.raw
    records[index].second = 0
  }

  /// Gives a scalar another text, keeping its place.
  package mutating func replaceText(
    _ node: NodeID, kind: NodeKind, text: some Sequence<UInt8>, flags: NodeFlags
  ) {
    let offset = addText(text)
    let index = Int(node.raw)
    records[index].kind = kind
    records[index].flags = flags
    records[index].first = offset
    records[index].second = UInt32(bytes.count) - offset
  }
}
