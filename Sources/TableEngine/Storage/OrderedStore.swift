// Keys and values in the order of the keys' bytes: a B+tree whose copies share what is equal.

import Glibc
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

  /// A place in the store; good until the store changes.
  struct Position: Sendable, Equatable {
    var node: Int32
    var slot: Int
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

  /// The first slot of a node whose key is not before `key`, and whether it is that key.
  ///
  /// Every read and write comes through here several times. By pointers, because an array that is
  /// taken out of a node to be read is counted, which writes to memory that is else only read.
  func lowerBound(_ key: [UInt8], _ prefix: UInt64, in node: Int) -> (slot: Int, isEqual: Bool) {
    unsafe nodes.withUnsafeBufferPointer { nodes in
      let node = unsafe nodes.baseAddress.map { unsafe $0 + node }
      guard let node = unsafe node else { return (0, false) }
      return unsafe node.pointee.slots.withUnsafeBufferPointer { slots in
        var low = 0
        var high = slots.count
        while low < high {
          let middle = (low + high) / 2
          let slot = unsafe slots[middle]
          let order =
            prefix != slot.prefix
            ? (prefix < slot.prefix ? -1 : 1)
            : unsafe compareRest(of: key, slot, node.pointee.heap)
          if order == 0 { return (middle, true) }
          if order > 0 { low = middle + 1 } else { high = middle }
        }
        return (low, false)
      }
    }
  }

  /// Negative, zero or positive as what is behind the first eight bytes of the key comes before, is
  /// or comes after that of a slot.
  private func compareRest(of key: [UInt8], _ slot: StoreSlot, _ heap: [UInt8]) -> Int {
    let offset = Int(slot.offset)
    guard slot.keyLength != StoreSlot.bigKey else {
      return compareBytes(key[8...], blobs[StoreNode.blobNumber(at: offset, in: heap)][...])
    }
    let length = Int(slot.keyLength)
    precondition(offset + length <= heap.count, "a slot lies in its node")
    let order = unsafe key.withUnsafeBytes { key in
      unsafe heap.withUnsafeBytes { heap in
        guard let one = key.baseAddress, let other = heap.baseAddress else { return Int32(0) }
        return unsafe memcmp(one + 8, other + offset, min(length, key.count - 8))
      }
    }
    return order != 0 ? Int(order) : key.count - 8 - length
  }

  /// The child of an inner node for a key, and the slot it hangs on (-1: the first child).
  func child(for key: [UInt8], _ prefix: UInt64, in node: Int) -> (child: Int32, slot: Int) {
    let (slot, isEqual) = lowerBound(key, prefix, in: node)
    let place = isEqual ? slot : slot - 1
    return (self.child(of: node, at: place), place)
  }

  func child(of node: Int, at slot: Int) -> Int32 {
    slot < 0
      ? nodes[node].firstChild : Int32(truncatingIfNeeded: nodes[node].slots[slot].payload)
  }

  private func leaf(for key: [UInt8], _ prefix: UInt64) -> Int {
    var node = Int(root)
    while !nodes[node].isLeaf { node = Int(child(for: key, prefix, in: node).child) }
    return node
  }

  /// Where a key is, if it is there.
  func find(_ key: [UInt8]) -> Position? {
    let prefix = OrderedStore.prefix(of: key)
    let leaf = leaf(for: key, prefix)
    let (slot, isEqual) = lowerBound(key, prefix, in: leaf)
    return isEqual ? Position(node: Int32(truncatingIfNeeded: leaf), slot: slot) : nil
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
    appendKey(at: place, to: &key)
    return key
  }

  func appendValue(at place: Position, to out: inout [UInt8]) {
    let node = Int(place.node)
    let slot = nodes[node].slots[place.slot]
    let start = Int(slot.offset) + nodes[node].keyBytes(of: slot)
    if slot.payload == StoreSlot.bigValue {
      out.append(contentsOf: blobs[nodes[node].blobNumber(at: start)])
    } else {
      out.append(contentsOf: nodes[node].heap[start..<start + Int(slot.payload)])
    }
  }

  func value(at place: Position) -> [UInt8] {
    var value: [UInt8] = []
    appendValue(at: place, to: &value)
    return value
  }

  func value(of key: [UInt8]) -> [UInt8]? { find(key).map { value(at: $0) } }
}
