// One tree behind another: texts that were read once stand in many compilations.

extension Tree {
  /// Appends all texts and nodes of another tree; answers by how much its nodes moved.
  package mutating func append(_ other: Tree) -> UInt32 {
    let nodes = UInt32(truncatingIfNeeded: records.count)
    let text = UInt32(truncatingIfNeeded: bytes.count)
    let source = UInt16(sources.count)
    for (file, root) in zip(other.sources, other.roots) {
      let id = add(file)
      if let root { setRoot(NodeID(root.raw + nodes), of: id) }
    }
    appendText(of: other)
    for record in other.records {
      append(record.moved(nodes: nodes, text: text, source: source))
    }
    return nodes
  }
}

extension Tree.Record {
  fileprivate func moved(nodes: UInt32, text: UInt32, source: UInt16) -> Tree.Record {
    var record = self
    record.source += source
    switch kind {
    case .null, .boolean, .integer, .float, .string: record.first += text
    case .sequence: record.first += nodes
    case .mapping:
      record.first += nodes
      if ordinal != 0 { record.ordinal += nodes }
    case .alias:
      record.first += nodes
      record.second += nodes
    case .link: record.first += nodes
    }
    return record
  }
}
