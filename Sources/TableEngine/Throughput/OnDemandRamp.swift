// How much an on-demand table or index takes a second: twice the peak it has had.

import TableModel
import VirtualTime

/// EVIDENCE: Developer Guide, "On-demand capacity mode": a new table takes 4,000 writes and 12,000
/// reads a second; any takes twice its previous peak at once, and what goes beyond within 30
/// minutes may be throttled. Here it always is, and a peak counts 30 minutes after it was reached.
struct OnDemandRamp: Sendable, Codable {
  /// Units a second of the peak that counts.
  private var established: Int64
  /// Peaks that do not count yet, by the minute; each is higher than the one before it.
  private var reached: [Peak] = []
  private var second: Int64
  private var halvesInSecond: Int64 = 0

  private struct Peak: Sendable, Codable {
    let minute: Int64
    var peak: Int64
  }

  /// `promised` is what it takes at once: that of a new table, or more.
  init(promised: Int64, at now: Instant) {
    established = promised / 2
    second = now.seconds
  }

  /// It takes as much at once, whatever its peak was.
  mutating func promise(_ units: Int64) { established = max(established, units / 2) }

  private static let minutesUntilCounted: Int64 = 30

  /// What may be used a second.
  mutating func rate(at now: Instant) -> Int64 {
    let minute = now.seconds / 60
    while let first = reached.first, first.minute + OnDemandRamp.minutesUntilCounted <= minute {
      established = max(established, first.peak)
      reached.removeFirst()
    }
    return min(2 * established, Int64(Limits.tableUnitsMax))
  }

  /// Whether the quota of tables is what bounds it.
  var isAtQuota: Bool { 2 * established >= Int64(Limits.tableUnitsMax) }

  mutating func note(halves: Int, at now: Instant) {
    if now.seconds != second {
      second = now.seconds
      halvesInSecond = 0
    }
    halvesInSecond += Int64(halves)
    let peak = halvesInSecond / 2
    guard peak > established, peak > (reached.last?.peak ?? 0) else { return }
    let minute = second / 60
    if reached.last?.minute == minute {
      reached[reached.count - 1].peak = peak
    } else {
      reached.append(Peak(minute: minute, peak: peak))
    }
  }
}
