// Units that may be used: they come at a rate, and so many are kept.

import VirtualTime

/// Counts thousandths of half units, so that every rate is exact at every millisecond.
///
/// UNCERTAIN: what happens to a request that needs more than is left. Here it goes on while
/// anything is left, and what it takes beyond is a debt that later units pay: what a page costs is
/// known when it was read, and an item of 400 KB can be written to a table of one unit.
struct TokenBucket: Sendable, Codable {
  /// Units a second.
  private(set) var rate: Int64
  /// How many seconds' worth is kept.
  let secondsKept: Int64
  private var tokens: Int64
  private var since: Instant

  /// Begins with one second's worth.
  init(rate: Int64, secondsKept: Int64, at now: Instant) {
    self.rate = min(rate, TokenBucket.rateMax)
    self.secondsKept = secondsKept
    tokens = self.rate * TokenBucket.unit
    since = now
  }

  /// Thousandths of half units in a unit.
  private static let unit: Int64 = 2_000
  /// Beyond what any table has; sums stay far from the end of the numbers.
  private static let rateMax: Int64 = 100_000_000

  /// Whether anything is left.
  func isOpen(at now: Instant) -> Bool { left(at: now) > 0 }

  func isFull(at now: Instant) -> Bool {
    left(at: now) >= rate * TokenBucket.unit * secondsKept
  }

  private func left(at now: Instant) -> Int64 {
    let most = rate * TokenBucket.unit * secondsKept
    guard now > since, tokens < most else { return min(tokens, most) }
    // Bounded by what is far beyond any debt, so that the product fits.
    let (elapsed, overflow) = now.milliseconds.subtractingReportingOverflow(since.milliseconds)
    let counted = overflow ? TokenBucket.elapsedMax : min(elapsed, TokenBucket.elapsedMax)
    let gained = counted * rate * 2
    return min(tokens + gained, most)
  }

  /// A hundred days, in milliseconds.
  private static let elapsedMax: Int64 = 100 * 86_400_000

  mutating func take(halves: Int, at now: Instant) {
    tokens = left(at: now) - Int64(halves) * 1_000
    since = max(since, now)
  }

  /// The rate changed at some time since the last use, by itself.
  mutating func follow(rate: Int64) { self.rate = min(rate, TokenBucket.rateMax) }

  /// The rate is changed now.
  mutating func change(rate: Int64, at now: Instant) {
    guard rate != self.rate else { return }
    tokens = left(at: now)
    since = max(since, now)
    self.rate = min(rate, TokenBucket.rateMax)
  }
}
