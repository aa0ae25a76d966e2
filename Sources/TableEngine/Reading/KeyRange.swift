// The stretch of a store that a query or a scan goes over.

import TableExpressions
import TableItems

struct KeyRange: Sendable, Equatable {
  /// The first key that belongs to it.
  var lower: [UInt8]
  /// The first key behind it; nil where it goes to the end.
  var upper: [UInt8]?

  /// All keys, which begin with eight bytes of hash.
  static let all = KeyRange(lower: [UInt8](repeating: 0, count: 8), upper: nil)

  /// A part of all keys, by their hash: any number of parts covers all, and none overlap.
  static func segment(_ segment: Int, of total: Int) -> KeyRange {
    KeyRange(
      lower: boundary(segment, total),
      upper: segment + 1 < total ? boundary(segment + 1, total) : nil)
  }

  private static func boundary(_ segment: Int, _ total: Int) -> [UInt8] {
    let hash = UInt64(truncatingIfNeeded: (UInt128(segment) << 64) / UInt128(total))
    return stride(from: 56, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: hash >> UInt64($0))
    }
  }

  /// The keys that a condition means.
  init(_ plan: KeyCondition.Plan, isIndex: Bool) {
    var prefix: [UInt8] = []
    KeyEncoding.appendPartition(plan.partition, to: &prefix)
    guard isIndex else {
      self.init(prefix, plan.sortEqualities.first.map { .compare(.equal, $0) } ?? plan.range)
      return
    }
    for value in plan.sortEqualities { KeyEncoding.appendSort(value, to: &prefix) }
    let edge = { (value: ValueView) -> [UInt8] in
      var key = prefix
      KeyEncoding.appendSort(value, to: &key)
      return key
    }
    self.init(
      prefix, plan.range, start: edge, end: { KeyRange.behindAll(with: edge($0)) },
      beginning: { value in
        var key = prefix
        KeyEncoding.appendEscaped(value.payload, to: &key)
        return key
      })
  }

  /// In a table the sort key is the end of the key, as it is.
  private init(_ prefix: [UInt8], _ test: KeyTest?) {
    let edge = { (value: ValueView) -> [UInt8] in
      var key = prefix
      KeyEncoding.appendLastSort(value, to: &key)
      return key
    }
    self.init(prefix, test, start: edge, end: { edge($0) + [0] }, beginning: edge)
  }

  /// `start` is where keys with a value begin, `end` is behind the last of them.
  private init(
    _ prefix: [UInt8], _ test: KeyTest?, start: (ValueView) -> [UInt8],
    end: (ValueView) -> [UInt8]?, beginning: (ValueView) -> [UInt8]
  ) {
    lower = prefix
    upper = KeyRange.behindAll(with: prefix)
    switch test {
    case nil: break
    case .compare(.equal, let value)?:
      lower = start(value)
      upper = end(value)
    case .compare(.less, let value)?: upper = start(value)
    case .compare(.lessOrEqual, let value)?: upper = end(value)
    case .compare(.greater, let value)?: lower = end(value) ?? KeyRange.beyond
    case .compare(.greaterOrEqual, let value)?: lower = start(value)
    case .compare(.notEqual, _)?: break
    case .between(let low, let high)?:
      lower = start(low)
      upper = end(high)
    case .begins(let value)?:
      lower = beginning(value)
      upper = KeyRange.behindAll(with: lower)
    }
  }

  private init(lower: [UInt8], upper: [UInt8]?) {
    self.lower = lower
    self.upper = upper
  }

  /// Behind every key there is.
  private static let beyond = [UInt8](repeating: 0xFF, count: 4_096)

  /// The first key behind all that begin with these bytes.
  private static func behindAll(with prefix: [UInt8]) -> [UInt8]? {
    var key = prefix
    while let last = key.popLast() {
      guard last == 0xFF else {
        key.append(last + 1)
        // A key has its eight bytes of hash, even when all behind the first were 255.
        while key.count < KeyEncoding.hashBytes { key.append(0) }
        return key
      }
    }
    return nil
  }

  /// Goes on behind a key, in either direction.
  mutating func resume(behind key: [UInt8], isForward: Bool) {
    if isForward {
      let next = key + [0]
      if compareBytes(next[...], lower[...]) > 0 { lower = next }
    } else if let upper, compareBytes(upper[...], key[...]) <= 0 {
      return
    } else {
      upper = key
    }
  }

  func contains(_ key: [UInt8]) -> Bool {
    guard compareBytes(key[...], lower[...]) >= 0 else { return false }
    guard let upper else { return true }
    return compareBytes(key[...], upper[...]) < 0
  }
}

/// Walks a range of a store in one direction.
struct RangeWalk {
  private let isForward: Bool
  private var place: OrderedStore.Position?
  private let end: OrderedStore.Position?

  init(_ range: KeyRange, _ store: OrderedStore, isForward: Bool) {
    self.isForward = isForward
    if let upper = range.upper, compareBytes(upper[...], range.lower[...]) <= 0 {
      place = nil
      end = nil
    } else if isForward {
      place = store.seek(range.lower)
      end = range.upper.flatMap { store.seek($0) }
    } else {
      place = range.upper.map { store.seekBefore($0) } ?? store.last
      end = store.seekBefore(range.lower)
    }
    if place == end { place = nil }
  }

  mutating func next(_ store: OrderedStore) -> OrderedStore.Position? {
    guard let here = place else { return nil }
    place = isForward ? store.after(here) : store.before(here)
    if place == end { place = nil }
    return here
  }
}
