// What one table or one global index may read, or write: its own units, and those of each key.

import TableModel
import VirtualTime

/// The figures that a table or an index has for one kind of request.
struct ThroughputPlan: Sendable, Codable {
  /// Units a second; nil where requests are paid one by one.
  var provisioned: Int64?
  /// The bound that its owner set on on-demand use.
  var maxOnDemand: Int64?
  /// What it takes at once, since it was warmed.
  var warm: Int64?
}

struct ThroughputMeter: Sendable, Codable {
  private let kind: ThroughputKind
  private var plan = ThroughputPlan()
  private var provisioned: TokenBucket?
  private var onDemand: TokenBucket?
  private var maxOnDemand: TokenBucket?
  private var ramp: OnDemandRamp
  /// By the hash that the keys of a partition begin with.
  private var partitions: [UInt64: TokenBucket] = [:]
  private var pruneAt = 1_024

  init(_ kind: ThroughputKind, _ plan: ThroughputPlan, at now: Instant) {
    self.kind = kind
    ramp = OnDemandRamp(
      promised: Int64(
        kind == .read ? Limits.onDemandReadUnitsAtStart : Limits.onDemandWriteUnitsAtStart),
      at: now)
    follow(plan, at: now)
  }

  var isProvisioned: Bool { provisioned != nil }

  /// Takes over figures that may have changed.
  ///
  /// EVIDENCE: Developer Guide, "On-demand capacity mode": a table that had provisioned throughput
  /// takes at least as much as it had then.
  mutating func follow(_ plan: ThroughputPlan, at now: Instant) {
    self.plan = plan
    if let warm = plan.warm { ramp.promise(warm) }
    if let units = plan.provisioned {
      ramp.promise(units)
      onDemand = nil
      maxOnDemand = nil
      change(\.provisioned, to: units, keeping: Int64(Limits.burstSeconds), at: now)
      return
    }
    provisioned = nil
    change(\.onDemand, to: ramp.rate(at: now), keeping: 1, at: now)
    if let most = plan.maxOnDemand {
      change(\.maxOnDemand, to: most, keeping: 1, at: now)
    } else {
      maxOnDemand = nil
    }
  }

  private mutating func change(
    _ path: WritableKeyPath<ThroughputMeter, TokenBucket?>, to rate: Int64,
    keeping seconds: Int64, at now: Instant
  ) {
    if self[keyPath: path] == nil {
      self[keyPath: path] = TokenBucket(rate: rate, secondsKept: seconds, at: now)
    } else {
      self[keyPath: path]?.change(rate: rate, at: now)
    }
  }

  /// The limit that a request runs into, if there is one; `partition` is nil for one of many.
  mutating func limit(of partition: UInt64?, at now: Instant) -> ThroughputLimit? {
    if provisioned?.isOpen(at: now) == false { return .provisioned }
    if maxOnDemand?.isOpen(at: now) == false { return .maxOnDemand }
    onDemand?.follow(rate: ramp.rate(at: now))
    if onDemand?.isOpen(at: now) == false { return ramp.isAtQuota ? .account : .keyRange }
    guard let partition, partitions[partition]?.isOpen(at: now) == false else { return nil }
    return .keyRange
  }

  mutating func take(halves: Int, of partition: UInt64?, at now: Instant) {
    guard halves > 0 else { return }
    provisioned?.take(halves: halves, at: now)
    maxOnDemand?.take(halves: halves, at: now)
    onDemand?.take(halves: halves, at: now)
    ramp.note(halves: halves, at: now)
    guard let partition else { return }
    let units = kind == .read ? Limits.partitionReadUnitsMax : Limits.partitionWriteUnitsMax
    partitions[
      partition, default: TokenBucket(rate: Int64(units), secondsKept: 1, at: now)
    ].take(halves: halves, at: now)
    // A key that has all its units again need not be remembered.
    guard partitions.count > pruneAt else { return }
    partitions = partitions.filter { !$0.value.isFull(at: now) }
    pruneAt = max(1_024, 2 * partitions.count)
  }
}
