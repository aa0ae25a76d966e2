// Items whose time comes: which attribute says it, and which are next.

import TableItems
import TableModel
import VirtualTime

struct Expiry: Sendable, Codable {
  let attribute: ByteString
  var status: TimeToLiveStatus
  /// When the setting itself has changed.
  var statusDue: Instant?
  /// The second of expiry in eight bytes, then the key of the item.
  private(set) var queue = OrderedStore()

  init(attribute: ByteString, status: TimeToLiveStatus, statusDue: Instant?) {
    self.attribute = attribute
    self.status = status
    self.statusDue = statusDue
  }

  /// EVIDENCE: Developer Guide, "How it works: DynamoDB Time to Live": a number at the top of the
  /// item, in seconds since 1970; anything else is no time.
  func second(of item: Item?) -> Int64? {
    guard let value = item?[attribute], value.isNumber else { return nil }
    let number = value.number
    // A fraction of a second counts as the second it lies in.
    guard let second = number.integer ?? number.wholePart, second > 0 else { return nil }
    return second
  }

  static func key(_ second: Int64, _ key: [UInt8]) -> [UInt8] {
    var entry: [UInt8] = []
    entry.reserveCapacity(8 + key.count)
    for shift in stride(from: Int64(56), through: 0, by: -8) {
      entry.append(UInt8(truncatingIfNeeded: second >> shift))
    }
    return entry + key
  }

  mutating func follow(_ key: [UInt8], old: Item?, new: Item?) {
    let (before, after) = (second(of: old), second(of: new))
    guard before != after else { return }
    if let before { queue.remove(Expiry.key(before, key)) }
    if let after { queue.put(Expiry.key(after, key), []) }
  }

  /// The second of the item that expires first.
  var firstSecond: Int64? {
    guard let place = queue.first else { return nil }
    return Expiry.second(in: queue.key(at: place))
  }

  static func second(in entry: [UInt8]) -> Int64 {
    entry.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// Takes the item that expires first off the queue.
  mutating func popFirst() -> (second: Int64, key: [UInt8])? {
    guard let place = queue.first else { return nil }
    let entry = queue.key(at: place)
    queue.remove(entry)
    return (Expiry.second(in: entry), Array(entry.dropFirst(8)))
  }
}

extension TableState {
  mutating func settleExpiry(_ now: Instant) {
    guard let due = expiry?.statusDue, due <= now else { return }
    expiry?.statusDue = nil
    switch expiry?.status {
    case .enabling?: expiry?.status = .enabled
    case .disabling?: expiry = nil
    case .enabled?, .disabled?, nil: break
    }
  }

  /// When the next item is to be deleted.
  var nextExpiry: Instant? {
    guard let expiry, expiry.status == .enabled || expiry.status == .disabling,
      let second = expiry.firstSecond
    else { return nil }
    return Expiry.due(second, expiryLag)
  }

  /// Deletes what is due by `now`; each deletion happens at its own time.
  mutating func expireItems(_ now: Instant) {
    while let due = nextExpiry, due <= now {
      guard let (second, key) = expiry?.popFirst() else { return }
      let moment = max(due, lastMoment)
      // EVIDENCE: the same page: what expired over five years ago is left alone.
      let ageMax = Limits.expiryAgeYearsMax * 365 * 86_400
      guard moment.seconds - second <= ageMax, let old = stored(key) else { continue }
      var meter = Meter(name)
      commit(ItemChange(key: key, old: old, new: nil), .expiry, at: moment, &meter)
    }
  }
}

extension Expiry {
  /// Saturates: an attribute may hold any number.
  static func due(_ second: Int64, _ lag: TimeSpan) -> Instant {
    let (milliseconds, overflow) = second.multipliedReportingOverflow(by: 1_000)
    return Instant(milliseconds: overflow ? .max : milliseconds) + lag
  }
}
