// Heaps of nodes that are not in use: a store that grows takes some and gives others back.
//
// A leaf fills up, is split, and its halves fill up: without this each step would cost an
// allocation of some thousand bytes and a release, which take longer than the work in between.

struct SpareHeaps: Sendable {
  /// By size, in steps.
  private var heaps = [[[UInt8]]](repeating: [], count: SpareHeaps.sizes)

  /// Heaps come in multiples of this, less what an array and an allocation need for themselves.
  private static let step = 1_024
  private static let overhead = 48
  /// The largest that is kept is that of a full leaf.
  private static let sizes = StoreNode.bytesMax / step
  private static let keptMax = 16

  /// An empty heap with room for so many bytes.
  mutating func take(_ bytes: Int) -> [UInt8] {
    let size = (bytes + SpareHeaps.overhead + SpareHeaps.step - 1) / SpareHeaps.step
    if size <= SpareHeaps.sizes, let heap = heaps[size - 1].popLast() { return heap }
    var heap: [UInt8] = []
    heap.reserveCapacity(size * SpareHeaps.step - SpareHeaps.overhead)
    return heap
  }

  mutating func give(_ heap: consuming [UInt8]) {
    let size = (heap.capacity + SpareHeaps.overhead) / SpareHeaps.step
    guard 1...SpareHeaps.sizes ~= size, heaps[size - 1].count < SpareHeaps.keptMax else { return }
    heap.removeAll(keepingCapacity: true)
    heaps[size - 1].append(heap)
  }
}
