// An ordered store as numbers of nodes and values that lie on a shelf.

import TableModel

extension OrderedStore: Packed {
  func pack(into writer: inout PackWriter) {
    writer.number(UInt64(nodes.count))
    for node in nodes {
      writer.byte(node.isLeaf ? 1 : 0)
      // A node without slots has no body, and nothing in it to clear away.
      (node.slots.isEmpty ? 0 : node.garbage).pack(into: &writer)
      node.shared.pack(into: &writer)
      for link in [node.next, node.previous, node.firstChild] { link.pack(into: &writer) }
      writer.number(writer.shelf.place(node))
    }
    writer.number(UInt64(blobs.count))
    for blob in blobs { writer.number(writer.shelf.place(blob: blob)) }
    freeNodes.pack(into: &writer)
    freeBlobs.pack(into: &writer)
    root.pack(into: &writer)
    count.pack(into: &writer)
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    self.init()
    nodes = []
    for _ in 0..<(try reader.count()) {
      var node = StoreNode(isLeaf: try reader.byte() == 1)
      node.garbage = try Int(unpacking: &reader)
      node.shared = try Int(unpacking: &reader)
      node.next = try Int32(unpacking: &reader)
      node.previous = try Int32(unpacking: &reader)
      node.firstChild = try Int32(unpacking: &reader)
      let body = try reader.shelf.body(try reader.number())
      (node.slots, node.heap) = (body.slots, body.heap)
      nodes.append(node)
    }
    for _ in 0..<(try reader.count()) {
      blobs.append(try reader.shelf.blob(try reader.number()))
    }
    freeNodes = try [Int32](unpacking: &reader)
    freeBlobs = try [Int](unpacking: &reader)
    root = try Int32(unpacking: &reader)
    count = try Int(unpacking: &reader)
    guard isSound else { throw StateFault("a store points to what is not there") }
  }

  /// Whether every number leads to something: what does not would end the process later.
  private var isSound: Bool {
    let links: Range<Int32> = -1..<Int32(truncatingIfNeeded: nodes.count)
    let children: Range<Int32> = 0..<links.upperBound
    return children.contains(root) && freeNodes.allSatisfy { children.contains($0) }
      && freeBlobs.allSatisfy { blobs.indices.contains($0) }
      && nodes.allSatisfy { node in
        links.contains(node.next) && links.contains(node.previous)
          && (0...Limits.sortKeyBytesMax + Limits.partitionKeyBytesMax).contains(node.shared)
          && (node.isLeaf || children.contains(node.firstChild))
          && node.slots.allSatisfy { isSound($0, in: node) }
      }
  }

  private func isSound(_ slot: StoreSlot, in node: StoreNode) -> Bool {
    let start = Int(slot.offset)
    guard start + node.recordBytes(of: slot) <= node.heap.count else { return false }
    if slot.keyLength == StoreSlot.bigKey,
      !blobs.indices.contains(node.blobNumber(at: start))
    {
      return false
    }
    guard node.isLeaf else { return (0..<nodes.count).contains(Int(slot.child)) }
    return slot.valueLength != StoreSlot.bigValue
      || blobs.indices.contains(node.blobNumber(at: start + slot.keyBytes))
  }
}
