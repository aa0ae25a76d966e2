// How a slot is found in a node, with few looks into the node's heap.
//
// Where many keys have one prefix (the items of one partition), each step of a search would compare
// bytes of the heap, each in a cache line of its own. So a leaf knows how many bytes behind the
// prefix are the same in all its keys of one prefix, and a slot holds the two bytes behind those.
// They tell most keys apart. What they told is checked once, at the end of a search.

import Glibc
import TableItems

extension OrderedStore {
  /// The first slot of a node whose key is not before `key`, and whether it is that key.
  ///
  /// Every read and write comes through here several times. By pointers, because an array that is
  /// taken out of a node to be read is counted, which writes to memory that is else only read.
  func lowerBound(_ key: [UInt8], _ prefix: UInt64, in node: Int) -> (slot: Int, isEqual: Bool) {
    unsafe nodes.withUnsafeBufferPointer { nodes in
      let node = unsafe nodes.baseAddress.map { unsafe $0 + node }
      guard let node = unsafe node else { return (0, false) }
      guard unsafe node.pointee.isLeaf else {
        return unsafe search(key, prefix, in: node).found
      }
      let shared = unsafe node.pointee.shared
      let hint = OrderedStore.hint(key[8...], behind: shared)
      let (found, trusted) = unsafe search(key, prefix, hint, in: node)
      guard shared > 0, trusted >= 0, !found.isEqual else { return found }
      // A key that has not the shared bytes stands elsewhere than its hint says.
      let slot = unsafe node.pointee.slots[trusted]
      if unsafe shares(key, slot, shared, node.pointee.heap) { return found }
      return unsafe search(key, prefix, in: node).found
    }
  }

  /// Halves the slots; `trusted` is one that only its hint told from the key, -1 if none did.
  @inline(__always)
  private func search(
    _ key: [UInt8], _ prefix: UInt64, _ hint: UInt16? = nil, in node: UnsafePointer<StoreNode>
  ) -> (found: (slot: Int, isEqual: Bool), trusted: Int) {
    unsafe node.pointee.slots.withUnsafeBufferPointer { slots in
      var low = 0
      var high = slots.count
      var trusted = -1
      while low < high {
        let middle = (low + high) / 2
        let slot = unsafe slots[middle]
        let order: Int
        if prefix != slot.prefix {
          order = prefix < slot.prefix ? -1 : 1
        } else if let hint, hint != slot.hint {
          order = hint < slot.hint ? -1 : 1
          trusted = middle
        } else {
          order = unsafe compareRest(of: key, slot, node.pointee.heap)
        }
        if order == 0 { return ((middle, true), trusted) }
        if order > 0 { low = middle + 1 } else { high = middle }
      }
      return ((low, false), trusted)
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
    let order = compare(key, min(length, key.count - 8), heap, offset)
    return order != 0 ? order : key.count - 8 - length
  }

  /// Whether a key has the first bytes behind its prefix in common with a slot, which has as many.
  private func shares(
    _ key: [UInt8], _ slot: StoreSlot, _ shared: Int, _ heap: [UInt8]
  ) -> Bool {
    guard key.count - 8 >= shared else { return false }
    let offset = Int(slot.offset)
    guard slot.keyLength != StoreSlot.bigKey else {
      return key[8..<8 + shared]
        == blobs[StoreNode.blobNumber(at: offset, in: heap)].prefix(shared)
    }
    return compare(key, shared, heap, offset) == 0
  }

  /// Compares so many bytes behind a key's prefix with those at an offset.
  private func compare(_ key: [UInt8], _ count: Int, _ heap: [UInt8], _ offset: Int) -> Int {
    precondition(offset + count <= heap.count && 8 + count <= key.count, "a slot lies in its node")
    return unsafe key.withUnsafeBytes { key in
      unsafe heap.withUnsafeBytes { heap in
        guard let one = key.baseAddress, let other = heap.baseAddress else { return 0 }
        return unsafe Int(memcmp(one + 8, other + offset, count))
      }
    }
  }
}

// MARK: - Upkeep

extension OrderedStore {
  /// Two bytes of the rest of a key. Zeros stand for what it lacks, so that equal hints say nothing
  /// and different ones are in the order of their keys.
  static func hint(_ rest: ArraySlice<UInt8>, behind shared: Int) -> UInt16 {
    let start = rest.startIndex + shared
    let high = start < rest.endIndex ? rest[start] : 0
    let low = start + 1 < rest.endIndex ? rest[start + 1] : 0
    return UInt16(high) << 8 | UInt16(low)
  }

  /// Gives a slot that was put in its hint; its key may share less than the others did.
  mutating func takeHint(of slot: Int, in node: Int) {
    if let neighbour = neighbour(of: slot, in: node) {
      let common = common(slot, neighbour, in: node, upTo: nodes[node].shared)
      if common < nodes[node].shared { return takeHints(in: node, sharing: common) }
    }
    let hint = OrderedStore.hint(rest(of: slot, in: node), behind: nodes[node].shared)
    nodes[node].slots[slot].hint = hint
  }

  /// Gives all slots of a leaf their hints anew.
  mutating func takeHints(in node: Int) {
    var shared: Int?
    for slot in nodes[node].slots.indices.dropFirst()
    where nodes[node].slots[slot].prefix == nodes[node].slots[slot - 1].prefix {
      shared = common(slot - 1, slot, in: node, upTo: shared ?? .max)
    }
    takeHints(in: node, sharing: shared ?? 0)
  }

  private mutating func takeHints(in node: Int, sharing shared: Int) {
    nodes[node].shared = shared
    for slot in nodes[node].slots.indices {
      let hint = OrderedStore.hint(rest(of: slot, in: node), behind: shared)
      nodes[node].slots[slot].hint = hint
    }
  }

  /// A slot beside this one whose key has the same prefix.
  private func neighbour(of slot: Int, in node: Int) -> Int? {
    let slots = nodes[node].slots
    if slot > 0, slots[slot - 1].prefix == slots[slot].prefix { return slot - 1 }
    if slot + 1 < slots.count, slots[slot + 1].prefix == slots[slot].prefix { return slot + 1 }
    return nil
  }

  private func rest(of slot: Int, in node: Int) -> ArraySlice<UInt8> {
    let entry = nodes[node].slots[slot]
    let offset = Int(entry.offset)
    if entry.keyLength == StoreSlot.bigKey { return blobs[nodes[node].blobNumber(at: offset)][...] }
    return nodes[node].heap[offset..<offset + Int(entry.keyLength)]
  }

  /// How many bytes the rests of two keys have in common at their beginning.
  private func common(_ slot: Int, _ other: Int, in node: Int, upTo most: Int) -> Int {
    let (one, two) = (rest(of: slot, in: node), rest(of: other, in: node))
    let most = min(most, one.count, two.count)
    let (start, otherStart) = (one.startIndex, two.startIndex)
    var count = 0
    while count < most, one[start + count] == two[otherStart + count] { count += 1 }
    return count
  }
}
