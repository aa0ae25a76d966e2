// What a table was: each change with what it replaced, as far back as recovery reaches.

import TableModel
import VirtualTime

struct ChangeHistory: Sendable, Codable {
  let enabled: Instant
  var days: Int
  /// In order of time.
  private var entries: [Entry] = []
  private var trimmed = 0

  struct Entry: Sendable {
    let moment: Instant
    let key: [UInt8]
    /// The item before, as it was stored; nil where there was none.
    let old: [UInt8]?
  }

  init(enabled: Instant, days: Int) {
    self.enabled = enabled
    self.days = days
  }

  /// The earliest time that can be restored.
  func earliest(_ now: Instant) -> Instant { max(enabled, now - .days(Int64(days))) }

  /// EVIDENCE: Developer Guide, "Point-in-time recovery: How it works": five minutes before now.
  func latest(_ now: Instant) -> Instant { max(enabled, now - .minutes(5)) }

  mutating func record(_ change: ItemChange, at now: Instant) {
    entries.append(Entry(moment: now, key: change.key, old: change.old?.bytes))
    trim(now)
  }

  mutating func trim(_ now: Instant) {
    let first = earliest(now)
    while trimmed < entries.count, entries[trimmed].moment < first { trimmed += 1 }
    // Taking a few off the front of many would copy the many each time.
    if trimmed > 1_000, trimmed > entries.count / 2 {
      entries.removeFirst(trimmed)
      trimmed = 0
    }
  }

  /// The items as they were after everything that happened by `moment`.
  func items(_ current: OrderedStore, at moment: Instant) -> OrderedStore {
    var items = current
    for entry in entries.reversed() {
      guard entry.moment > moment else { break }
      if let old = entry.old { items.put(entry.key, old) } else { items.remove(entry.key) }
    }
    return items
  }
}
