// The ordered store against a sorted dictionary, over random operations.

import Testing
import VirtualTime

@testable import TableEngine

@Suite struct OrderedStoreTests {
  struct Shape: Sendable, CustomStringConvertible {
    let keys: Int
    let keyLength: ClosedRange<Int>
    let valueLength: ClosedRange<Int>
    var description: String { "\(keys) keys of \(keyLength), values of \(valueLength)" }
  }

  @Test(arguments: [
    Shape(keys: 300, keyLength: 8...12, valueLength: 0...10),
    Shape(keys: 3_000, keyLength: 8...40, valueLength: 0...300),
    Shape(keys: 400, keyLength: 8...3_000, valueLength: 0...3_000),
    Shape(keys: 2_000, keyLength: 500...600, valueLength: 0...0),
  ])
  func storeBehavesLikeADictionary(_ shape: Shape) {
    var random = SeededRandom(seed: 20_261_125)
    let keys = (0..<shape.keys).map { _ -> [UInt8] in
      let length = Int.random(in: shape.keyLength, using: &random)
      // Few different beginnings, so that the rest of a key decides.
      return [0, 0, 0, 0, 0, 0, 0, UInt8.random(in: 0...3, using: &random)]
        + (8..<length).map { _ in UInt8.random(in: 0...20, using: &random) }
    }
    exercise(keys, shape.valueLength, &random)
  }

  /// Where the keys of a beginning go on alike, slots are told apart by what comes after; a key
  /// that goes on otherwise, or ends before, must be found and put in all the same.
  @Test(arguments: [0...8, 100...400])
  func keysThatShareMuchAreToldApart(_ valueLength: ClosedRange<Int>) {
    var random = SeededRandom(seed: 20_261_126)
    let keys = (0..<2_000).map { _ -> [UInt8] in
      let group = UInt8.random(in: 0...2, using: &random)
      // A few keys leave the others of their group at any byte.
      let shared = Bool.random(using: &random) ? 30 : Int.random(in: 0...30, using: &random)
      let tail = Int.random(in: 0...4, using: &random)
      return [0, 0, 0, 0, 0, 0, 0, group] + [UInt8](repeating: 7 * group, count: shared)
        + (0..<tail).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    exercise(keys, valueLength, &random)
  }

  /// The last key in a node's heap may be shorter than what others of the node share.
  @Test func aKeyThatIsShorterThanWhatOthersShareIsNotReadBeyondItsEnd() {
    var store = OrderedStore()
    let common = [0, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 200)
    for number in 0..<40 { store.put(common + [UInt8(number)], []) }
    let short: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1, 5]
    store.put(short, [])
    let long = short.dropLast() + [UInt8](repeating: 9, count: 300)
    #expect(store.find(Array(long)) == nil)
    #expect(store.seekBefore(Array(long)).map { store.key(at: $0) } == short)
    #expect(store.value(of: short) == [])
  }

  private func exercise(
    _ keys: [[UInt8]], _ valueLength: ClosedRange<Int>, _ random: inout SeededRandom
  ) {
    var store = OrderedStore()
    var model: [[UInt8]: [UInt8]] = [:]
    for round in 0..<20_000 {
      guard let key = keys.randomElement(using: &random) else { return }
      // Long phases of growing and of shrinking, so that nodes split and join.
      let grows = (round / 4_000) % 2 == 0
      if Int.random(in: 0..<10, using: &random) < (grows ? 8 : 2) {
        let length = Int.random(in: valueLength, using: &random)
        let value = [UInt8](repeating: UInt8(truncatingIfNeeded: round), count: length)
        store.put(key, value)
        model[key] = value
      } else {
        let wasThere = store.remove(key)
        #expect(wasThere == (model.removeValue(forKey: key) != nil))
      }
      if round % 997 == 0 { compare(store, model, keys) }
    }
    compare(store, model, keys)
    for key in model.keys {
      let wasThere = store.remove(key)
      #expect(wasThere)
    }
    #expect(store.count == 0)
    #expect(store.first == nil && store.last == nil)
  }

  private func compare(
    _ store: OrderedStore, _ model: [[UInt8]: [UInt8]], _ keys: [[UInt8]]
  ) {
    #expect(store.count == model.count)
    let sorted = model.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var place = store.first
    for entry in sorted {
      guard let here = place else {
        Issue.record("the store ends too early")
        return
      }
      #expect(store.key(at: here) == entry.key)
      #expect(store.value(at: here) == entry.value)
      place = store.after(here)
    }
    #expect(place == nil)
    place = store.last
    var counted = 0
    while let here = place {
      counted += 1
      place = store.before(here)
    }
    #expect(counted == sorted.count)
    for key in keys.prefix(50) {
      #expect(store.value(of: key) == model[key])
      let following = sorted.first { !$0.key.lexicographicallyPrecedes(key) }
      #expect(store.seek(key).map { store.key(at: $0) } == following?.key)
      let preceding = sorted.last { $0.key.lexicographicallyPrecedes(key) }
      #expect(store.seekBefore(key).map { store.key(at: $0) } == preceding?.key)
    }
  }

  @Test func copiesDoNotSeeLaterChanges() {
    var store = OrderedStore()
    for number in 0..<1_000 {
      let high = UInt8(number >> 8)
      let low = UInt8(truncatingIfNeeded: number)
      store.put([0, 0, 0, 0, 0, 0, high, low], [low])
    }
    let copy = store
    for number in 0..<1_000 where number % 2 == 0 {
      store.remove([0, 0, 0, 0, 0, 0, UInt8(number >> 8), UInt8(truncatingIfNeeded: number)])
    }
    #expect(store.count == 500)
    #expect(copy.count == 1_000)
    #expect(copy.value(of: [0, 0, 0, 0, 0, 0, 0, 2]) == [2])
  }

  @Test func whatWasReadInPlaceStaysAsItWas() throws {
    var store = OrderedStore()
    let key: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1]
    for length in [10, 2_000] {
      store.put(key, [UInt8](repeating: 1, count: length))
      let read = store.valueInPlace(at: try #require(store.find(key)))
      store.put(key, [UInt8](repeating: 2, count: length))
      #expect(read.bytes[read.start..<read.end].allSatisfy { $0 == 1 })
      #expect(store.value(of: key) == [UInt8](repeating: 2, count: length))
    }
  }

  @Test func aSpotFromBeforeAChangeIsFoundAgain() {
    var store = OrderedStore()
    let keys = (0..<200).map { [0, 0, 0, 0, 0, 0, 0, 1, UInt8($0)] }
    let spots = keys.map { store.spot(of: $0) }
    let value = [UInt8](repeating: 3, count: 300)
    for (key, spot) in zip(keys, spots) { store.put(key, StoreValue(value), at: spot) }
    #expect(store.count == keys.count)
    for key in keys { #expect(store.value(of: key) == value) }
  }
}
