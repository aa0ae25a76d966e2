// How a slot is found in a node, with few looks into the node's heap.
//
// Where many keys have one prefix (the items of one partition), each step of a search would compare
// bytes of the heap, each in a cache line of its own. So a leaf knows how many bytes behind the
// prefix are the same in all its keys of one prefix, and a slot holds the two bytes behind those.
// They tell most keys apart. What they told is checked once, at the end of a search.
//
// Everything here looks through spans: an array that is taken out of a node to be read is counted,
// which writes to memory that is else only read.

import Glibc

extension OrderedStore {
  /// The first slot of a node whose key is not before `key`, and whether it is that key.
  ///
  /// Every read and write comes through here several times.
  func lowerBound(_ key: [UInt8], _ prefix: UInt64, in node: Int) -> (slot: Int, isEqual: Bool) {
    let nodes = nodes.span
    let slots = nodes[node].slots.span
    let heap = nodes[node].heap.span
    let rest = key.span.extracting(droppingFirst: 8)
    let shared = nodes[node].shared
    guard nodes[node].isLeaf else {
      let equal = OrderedStore.equalRange(slots, prefix, nil)
      return search(rest, slots, heap, equal)
    }
    let hint = OrderedStore.hint(rest, behind: shared)
    let equal = OrderedStore.equalRange(slots, prefix, hint)
    let found = search(rest, slots, heap, equal)
    guard shared > 0, !found.isEqual else { return found }
    // A key that has not the shared bytes stands elsewhere than its hint says.
    guard let told = OrderedStore.toldApart(slots, prefix, by: equal) else { return found }
    if shares(rest, slots[told], shared, heap) { return found }
    return search(rest, slots, heap, OrderedStore.equalRange(slots, prefix, nil))
  }

  /// So many slots are looked at one after another: that waits for memory once, while halving them
  /// would wait at each step for what the next one depends on.
  private static let window = 24

  /// The slots that prefix and hint do not tell from a key's; without a hint, those of its prefix.
  @inline(__always)
  private static func equalRange(
    _ slots: borrowing Span<StoreSlot>, _ prefix: UInt64, _ hint: UInt16?
  ) -> Range<Int> {
    let (least, most) = (hint ?? 0, hint ?? .max)
    let count = slots.count
    var start = 0
    var high = count
    while high - start > window {
      let middle = (start + high) / 2
      if slots[middle].isBefore(prefix, least) { start = middle + 1 } else { high = middle }
    }
    while start < high, slots[start].isBefore(prefix, least) { start += 1 }
    var end = start
    high = min(start + window, count)
    while end < high, !slots[end].isAfter(prefix, most) { end += 1 }
    guard end - start == window else { return start..<end }
    high = count
    while end < high {
      let middle = (end + high) / 2
      if slots[middle].isAfter(prefix, most) { high = middle } else { end = middle + 1 }
    }
    return start..<end
  }

  /// A slot beside these that has the prefix of the key, and that only its hint told from it.
  private static func toldApart(
    _ slots: borrowing Span<StoreSlot>, _ prefix: UInt64, by equal: Range<Int>
  ) -> Int? {
    if equal.lowerBound > 0, slots[equal.lowerBound - 1].prefix == prefix {
      return equal.lowerBound - 1
    }
    if equal.upperBound < slots.count, slots[equal.upperBound].prefix == prefix {
      return equal.upperBound
    }
    return nil
  }

  /// Halves a range of slots by what stands in the heap.
  @inline(__always)
  private func search(
    _ rest: borrowing Span<UInt8>, _ slots: borrowing Span<StoreSlot>,
    _ heap: borrowing Span<UInt8>, _ range: Range<Int>
  ) -> (slot: Int, isEqual: Bool) {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      let order = compareRest(rest, slots[middle], heap)
      if order == 0 { return (middle, true) }
      if order > 0 { low = middle + 1 } else { high = middle }
    }
    return (low, false)
  }

  /// Negative, zero or positive as what is behind the first eight bytes of the key comes before,
  /// is or comes after that of a slot.
  private func compareRest(
    _ rest: borrowing Span<UInt8>, _ slot: StoreSlot, _ heap: borrowing Span<UInt8>
  ) -> Int {
    guard slot.keyLength != StoreSlot.bigKey else {
      let blobs = blobs.span
      let blob = blobs[StoreNode.blobNumber(at: Int(slot.offset), in: heap)].span
      let order = OrderedStore.compare(rest, blob, min(rest.count, blob.count))
      return order != 0 ? order : rest.count - blob.count
    }
    let start = Int(slot.offset)
    let own = heap.extracting(start..<start + Int(slot.keyLength))
    let order = OrderedStore.compare(rest, own, min(rest.count, own.count))
    return order != 0 ? order : rest.count - own.count
  }

  /// Whether a key has so many bytes behind its prefix in common with a slot. One that is alone
  /// with its prefix may have fewer than the others share.
  private func shares(
    _ rest: borrowing Span<UInt8>, _ slot: StoreSlot, _ shared: Int, _ heap: borrowing Span<UInt8>
  ) -> Bool {
    guard rest.count >= shared else { return false }
    guard slot.keyLength != StoreSlot.bigKey else {
      let blobs = blobs.span
      let blob = blobs[StoreNode.blobNumber(at: Int(slot.offset), in: heap)].span
      return blob.count >= shared && OrderedStore.compare(rest, blob, shared) == 0
    }
    guard Int(slot.keyLength) >= shared else { return false }
    let start = Int(slot.offset)
    return OrderedStore.compare(rest, heap.extracting(start..<start + shared), shared) == 0
  }

  /// Compares the first bytes of two keys, so many.
  private static func compare(
    _ one: borrowing Span<UInt8>, _ other: borrowing Span<UInt8>, _ count: Int
  ) -> Int {
    precondition(count <= one.count && count <= other.count, "keys are as long as they say")
    return unsafe one.withUnsafeBytes { one in
      unsafe other.withUnsafeBytes { other in
        guard let one = one.baseAddress, let other = other.baseAddress else { return 0 }
        return unsafe Int(memcmp(one, other, count))
      }
    }
  }
}

extension StoreSlot {
  @inline(__always)
  fileprivate func isBefore(_ prefix: UInt64, _ hint: UInt16) -> Bool {
    self.prefix < prefix || self.prefix == prefix && self.hint < hint
  }

  @inline(__always)
  fileprivate func isAfter(_ prefix: UInt64, _ hint: UInt16) -> Bool {
    self.prefix > prefix || self.prefix == prefix && self.hint > hint
  }
}

// MARK: - Upkeep

extension OrderedStore {
  /// Two bytes of the rest of a key. Zeros stand for what it lacks, so that equal hints say nothing
  /// and different ones are in the order of their keys.
  static func hint(_ rest: borrowing Span<UInt8>, behind shared: Int) -> UInt16 {
    let high = shared < rest.count ? rest[shared] : 0
    let low = shared + 1 < rest.count ? rest[shared + 1] : 0
    return UInt16(high) << 8 | UInt16(low)
  }

  /// Gives a slot that was put in its hint; its key may share less than the others did.
  mutating func takeHint(of slot: Int, in node: Int) {
    let shared = nodes[node].shared
    if shared > 0, let neighbour = neighbour(of: slot, in: node) {
      let common = common(slot, neighbour, in: node, upTo: shared)
      if common < shared { return takeHints(in: node, sharing: common) }
    }
    nodes[node].slots[slot].hint = hint(of: slot, in: node, behind: shared)
  }

  /// Finds out what the keys of a leaf share; gives slots whose hints are of less, or of another
  /// leaf (`isMixed`), new ones.
  mutating func takeHints(in node: Int, isMixed: Bool = false) {
    let shared = sharedBytes(in: node)
    if isMixed || shared != nodes[node].shared { takeHints(in: node, sharing: shared) }
  }

  /// Keys are in order: what the first and the last of a prefix share, those between them share.
  private func sharedBytes(in node: Int) -> Int {
    let nodes = nodes.span
    let slots = nodes[node].slots.span
    var shared: Int?
    var first = 0
    for slot in 0..<slots.count {
      let prefix = slots[slot].prefix
      if slots[first].prefix != prefix { first = slot }
      let isLast = slot + 1 == slots.count || slots[slot + 1].prefix != prefix
      if isLast, first < slot { shared = common(first, slot, in: node, upTo: shared ?? .max) }
    }
    return shared ?? 0
  }

  private mutating func takeHints(in node: Int, sharing shared: Int) {
    nodes[node].shared = shared
    for slot in nodes[node].slots.indices {
      nodes[node].slots[slot].hint = hint(of: slot, in: node, behind: shared)
    }
  }

  /// A slot beside this one whose key has the same prefix.
  private func neighbour(of slot: Int, in node: Int) -> Int? {
    let nodes = nodes.span
    let slots = nodes[node].slots.span
    if slot > 0, slots[slot - 1].prefix == slots[slot].prefix { return slot - 1 }
    if slot + 1 < slots.count, slots[slot + 1].prefix == slots[slot].prefix { return slot + 1 }
    return nil
  }

  private func hint(of slot: Int, in node: Int, behind shared: Int) -> UInt16 {
    let nodes = nodes.span
    let heap = nodes[node].heap.span
    let entry = nodes[node].slots.span[slot]
    let start = Int(entry.offset)
    guard entry.keyLength != StoreSlot.bigKey else {
      let blobs = blobs.span
      let blob = blobs[StoreNode.blobNumber(at: start, in: heap)].span
      return OrderedStore.hint(blob, behind: shared)
    }
    return OrderedStore.hint(
      heap.extracting(start..<start + Int(entry.keyLength)), behind: shared)
  }

  /// How many bytes the rests of two keys have in common at their beginning.
  private func common(_ slot: Int, _ other: Int, in node: Int, upTo most: Int) -> Int {
    let nodes = nodes.span
    let heap = nodes[node].heap.span
    let slots = nodes[node].slots.span
    let (one, two) = (slots[slot], slots[other])
    if one.keyLength == StoreSlot.bigKey || two.keyLength == StoreSlot.bigKey {
      return OrderedStore.common(rest(of: one, heap).span, rest(of: two, heap).span, upTo: most)
    }
    let (start, otherStart) = (Int(one.offset), Int(two.offset))
    return OrderedStore.common(
      heap.extracting(start..<start + Int(one.keyLength)),
      heap.extracting(otherStart..<otherStart + Int(two.keyLength)), upTo: most)
  }

  private func rest(of slot: StoreSlot, _ heap: borrowing Span<UInt8>) -> [UInt8] {
    let start = Int(slot.offset)
    guard slot.keyLength != StoreSlot.bigKey else {
      return blobs[StoreNode.blobNumber(at: start, in: heap)]
    }
    return (start..<start + Int(slot.keyLength)).map { heap[$0] }
  }

  private static func common(
    _ one: borrowing Span<UInt8>, _ two: borrowing Span<UInt8>, upTo most: Int
  ) -> Int {
    let most = min(most, one.count, two.count)
    var count = 0
    while count < most, one[count] == two[count] { count += 1 }
    return count
  }
}
