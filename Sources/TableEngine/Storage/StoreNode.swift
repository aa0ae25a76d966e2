// A node of the ordered store: slots in order, and a heap of bytes that they point into.
//
// Nodes are values in arrays, not pages of raw memory: a store can then be copied by reference
// counting (which is what a backup is), be sent between threads, and be checked by the compiler.

import TableItems

struct StoreSlot: Sendable {
  /// The first eight bytes of the key, as a number: most comparisons end here.
  let prefix: UInt64
  /// Where in the heap the rest of the key stands, and behind it the value.
  var offset: UInt16
  /// How long the rest of the key is, or `bigKey`: the heap then holds the number of a blob.
  var keyLength: UInt16
  /// Leaves: the length of the value, or `bigValue` as above. Inner nodes: half of the child.
  var valueLength: UInt16
  /// Leaves: two bytes of the key (`StoreHints`). Inner nodes: the other half of the child.
  var hint: UInt16

  init(prefix: UInt64, offset: Int, keyLength: UInt16, valueLength: UInt16) {
    self.prefix = prefix
    self.offset = UInt16(truncatingIfNeeded: offset)
    self.keyLength = keyLength
    self.valueLength = valueLength
    hint = 0
  }

  init(prefix: UInt64, offset: Int, keyLength: UInt16, child: Int) {
    self.prefix = prefix
    self.offset = UInt16(truncatingIfNeeded: offset)
    self.keyLength = keyLength
    valueLength = UInt16(truncatingIfNeeded: child)
    hint = UInt16(truncatingIfNeeded: child >> 16)
  }

  /// Bytes in the heap: the rest of the key, or its blob's number, and the value likewise.
  var keyBytes: Int { keyLength == StoreSlot.bigKey ? 4 : Int(keyLength) }

  func recordBytes(inLeaf isLeaf: Bool) -> Int {
    guard isLeaf else { return keyBytes }
    return keyBytes + (valueLength == StoreSlot.bigValue ? 4 : Int(valueLength))
  }

  var child: Int32 { Int32(truncatingIfNeeded: Int(hint) << 16 | Int(valueLength)) }

  static let bigKey = UInt16.max
  static let bigValue = UInt16.max
  static let bytes = 16
}

struct StoreNode: Sendable {
  var isLeaf: Bool
  var slots: [StoreSlot] = []
  var heap: [UInt8] = []
  /// Bytes of the heap that no slot points to any more.
  var garbage = 0
  /// Neighbours of a leaf, -1 at the ends.
  var next: Int32 = -1
  var previous: Int32 = -1
  /// The child of an inner node for keys before its first slot's.
  var firstChild: Int32 = -1
  /// Leaves: so many bytes behind the prefix are the same in all keys of one prefix.
  var shared = 0

  /// What a node may hold, slots included. Nodes take memory by what is in them, not this much.
  static let bytesMax = 4_096
  /// Inner nodes are larger, so that there are fewer of them on the way down.
  static let innerBytesMax = 16_384
  /// Longer keys and values are kept in blobs, so that a few always fit a node.
  static let keyRestMax = 512
  static let valueMax = 1_000
  /// Below this a node looks for a neighbour to join.
  static let bytesMin = 1_024

  init(isLeaf: Bool) { self.isLeaf = isLeaf }

  var usedBytes: Int { heap.count - garbage + slots.count * StoreSlot.bytes }

  func fits(_ bytes: Int) -> Bool {
    heap.count + slots.count * StoreSlot.bytes + bytes + StoreSlot.bytes
      <= (isLeaf ? StoreNode.bytesMax : StoreNode.innerBytesMax)
  }

  func recordBytes(of slot: StoreSlot) -> Int { slot.recordBytes(inLeaf: isLeaf) }

  /// The bytes that its slots point to.
  var recordBytes: Int { slots.reduce(0) { $0 + recordBytes(of: $1) } }

  /// Puts the records of its slots in order in a new heap, without garbage; the old one is then in
  /// its place.
  mutating func gather(into fresh: inout [UInt8]) {
    let old = heap
    for index in slots.indices {
      let slot = slots[index]
      let start = Int(slot.offset)
      slots[index].offset = UInt16(truncatingIfNeeded: fresh.count)
      fresh.append(copying: old.span.extracting(start..<start + recordBytes(of: slot)))
    }
    swap(&heap, &fresh)
    garbage = 0
  }

  /// The number that stands in the heap for a blob.
  func blobNumber(at offset: Int) -> Int { StoreNode.blobNumber(at: offset, in: heap.span) }

  static func blobNumber(at offset: Int, in heap: borrowing Span<UInt8>) -> Int {
    Int(heap[offset]) | Int(heap[offset + 1]) << 8 | Int(heap[offset + 2]) << 16
      | Int(heap[offset + 3]) << 24
  }

  mutating func appendBlobNumber(_ number: Int) {
    for shift in [0, 8, 16, 24] { heap.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func removeSlot(at index: Int) {
    garbage += recordBytes(of: slots[index])
    slots.remove(at: index)
  }
}
