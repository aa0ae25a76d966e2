// Keys and values in the order of the keys' bytes: a B+tree whose copies share what is equal.

import TableItems

/// Keys have at least eight bytes (`KeyEncoding` begins each with a hash).
struct OrderedStore: Sendable {
  var nodes: [StoreNode] = [StoreNode(isLeaf: true)]
  var freeNodes: [Int32] = []
  var root: Int32 = 0
  var count = 0
  /// Keys and values that are too long for a node.
  var blobs: [[UInt8]] = []
  var freeBlobs: [Int] = []
  private var spares = SpareHeaps()

  /// Counts what was put in and taken out: says whether a spot is still good.
  var changes = 0

  /// A place in the store; good until the store changes.
  struct Position: Sendable, Equatable {
    var node: Int32
    var slot: Int
  }

  /// Where a key is or would be, found once for a read and the write that follows it.
  struct Spot: Sendable {
    let position: Position
    let isThere: Bool
    let changes: Int
  }
}

// MARK: - Finding

extension OrderedStore {
  static func prefix(of key: [UInt8]) -> UInt64 {
    precondition(key.count >= 8, "a key begins with eight bytes of hash")
    var prefix: UInt64 = 0
    for index in 0..<8 { prefix = prefix << 8 | UInt64(key[index]) }
    return prefix
  }

  /// The child of an inner node for a key, and the slot it hangs on (-1: the first child).
  func child(for key: [UInt8], _ prefix: UInt64, in node: Int) -> (child: Int32, slot: Int) {
    let (slot, isEqual) = lowerBound(key, prefix, in: node)
    let place = isEqual ? slot : slot - 1
    return (self.child(of: node, at: place), place)
  }

  func child(of node: Int, at slot: Int) -> Int32 {
    slot < 0
      ? nodes[node].firstChild : nodes[node].slots[slot].child
  }

  private func leaf(for key: [UInt8], _ prefix: UInt64) -> Int {
    var node = Int(root)
    while !nodes[node].isLeaf { node = Int(child(for: key, prefix, in: node).child) }
    return node
  }

  /// Where a key is, if it is there.
  func find(_ key: [UInt8]) -> Position? {
    let spot = spot(of: key)
    return spot.isThere ? spot.position : nil
  }

  /// Where a key is or would be.
  func spot(of key: [UInt8]) -> Spot {
    let prefix = OrderedStore.prefix(of: key)
    let leaf = leaf(for: key, prefix)
    let (slot, isThere) = lowerBound(key, prefix, in: leaf)
    let position = Position(node: Int32(truncatingIfNeeded: leaf), slot: slot)
    return Spot(position: position, isThere: isThere, changes: changes)
  }

  /// The first place whose key is not before `key`; nil behind the last.
  func seek(_ key: [UInt8]) -> Position? {
    let prefix = OrderedStore.prefix(of: key)
    let leaf = leaf(for: key, prefix)
    let (slot, _) = lowerBound(key, prefix, in: leaf)
    let place = Position(node: Int32(truncatingIfNeeded: leaf), slot: slot)
    if slot < nodes[leaf].slots.count { return place }
    return firstPlace(from: nodes[leaf].next)
  }

  /// The last place whose key is before `key`; nil before the first.
  func seekBefore(_ key: [UInt8]) -> Position? {
    let prefix = OrderedStore.prefix(of: key)
    let leaf = leaf(for: key, prefix)
    let (slot, _) = lowerBound(key, prefix, in: leaf)
    if slot > 0 { return Position(node: Int32(truncatingIfNeeded: leaf), slot: slot - 1) }
    return lastPlace(from: nodes[leaf].previous)
  }

  var first: Position? {
    var node = Int(root)
    while !nodes[node].isLeaf { node = Int(nodes[node].firstChild) }
    return firstPlace(from: Int32(truncatingIfNeeded: node))
  }

  var last: Position? {
    var node = Int(root)
    while !nodes[node].isLeaf { node = Int(child(of: node, at: nodes[node].slots.count - 1)) }
    return lastPlace(from: Int32(truncatingIfNeeded: node))
  }

  private func firstPlace(from leaf: Int32) -> Position? {
    var leaf = leaf
    while leaf >= 0 {
      if !nodes[Int(leaf)].slots.isEmpty { return Position(node: leaf, slot: 0) }
      leaf = nodes[Int(leaf)].next
    }
    return nil
  }

  private func lastPlace(from leaf: Int32) -> Position? {
    var leaf = leaf
    while leaf >= 0 {
      let count = nodes[Int(leaf)].slots.count
      if count > 0 { return Position(node: leaf, slot: count - 1) }
      leaf = nodes[Int(leaf)].previous
    }
    return nil
  }

  func after(_ place: Position) -> Position? {
    let node = Int(place.node)
    if place.slot + 1 < nodes[node].slots.count {
      return Position(node: place.node, slot: place.slot + 1)
    }
    return firstPlace(from: nodes[node].next)
  }

  func before(_ place: Position) -> Position? {
    if place.slot > 0 { return Position(node: place.node, slot: place.slot - 1) }
    return lastPlace(from: nodes[Int(place.node)].previous)
  }
}

// MARK: - Heaps of nodes

extension OrderedStore {
  /// Makes room for a slot and its record.
  mutating func reserve(_ bytes: Int, in node: Int) {
    let needed = nodes[node].heap.count + bytes
    if needed > nodes[node].heap.capacity {
      var heap = spares.take(needed)
      do {
        let nodes = nodes.span
        heap.append(copying: nodes[node].heap.span)
      }
      swap(&heap, &nodes[node].heap)
      spares.give(heap)
    }
    // Doubling would leave a third of memory empty.
    if nodes[node].slots.count == nodes[node].slots.capacity {
      nodes[node].slots.reserveCapacity(nodes[node].slots.count + 8)
    }
  }

  /// Puts the heap of a node in order, without garbage, and with some room.
  mutating func compact(_ node: Int) {
    var heap = spares.take(nodes[node].recordBytes + OrderedStore.room)
    nodes[node].gather(into: &heap)
    spares.give(heap)
  }

  /// The same for a node that has its heap from another, which still has it.
  mutating func gather(_ node: inout StoreNode) {
    var heap = spares.take(node.recordBytes + OrderedStore.room)
    node.gather(into: &heap)
  }

  /// A node that was just put in order is likely to take something in.
  private static let room = 256
}

// MARK: - Reading

extension OrderedStore {
  func appendKey(at place: Position, to out: inout [UInt8]) {
    let node = Int(place.node)
    let slot = nodes[node].slots[place.slot]
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      out.append(UInt8(truncatingIfNeeded: slot.prefix >> shift))
    }
    let offset = Int(slot.offset)
    if slot.keyLength == StoreSlot.bigKey {
      out.append(contentsOf: blobs[nodes[node].blobNumber(at: offset)])
    } else {
      out.append(contentsOf: nodes[node].heap[offset..<offset + Int(slot.keyLength)])
    }
  }

  func key(at place: Position) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(64)
    appendKey(at: place, to: &key)
    return key
  }

  /// A value where it lies, which costs no copy. A node that is written while somebody keeps its
  /// bytes is copied first, so this is for what is read and let go.
  func valueInPlace(at place: Position) -> (bytes: [UInt8], start: Int, end: Int) {
    let node = Int(place.node)
    let slot = nodes[node].slots[place.slot]
    let start = Int(slot.offset) + slot.keyBytes
    if slot.valueLength == StoreSlot.bigValue {
      let blob = blobs[nodes[node].blobNumber(at: start)]
      return (blob, 0, blob.count)
    }
    return (nodes[node].heap, start, start + Int(slot.valueLength))
  }

  /// A value in bytes of its own.
  func value(at place: Position) -> [UInt8] {
    let (bytes, start, end) = valueInPlace(at: place)
    return start == 0 && end == bytes.count ? bytes : Array(bytes[start..<end])
  }

  func value(of key: [UInt8]) -> [UInt8]? { find(key).map { value(at: $0) } }
}
