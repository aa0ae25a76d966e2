// The throughput of a table and its global indexes, where it is enforced.

import TableItems
import TableModel
import VirtualTime

/// Local indexes use the table's units.
struct TableThroughput: Sendable, Codable {
  struct Pair: Sendable, Codable {
    var read: ThroughputMeter
    var write: ThroughputMeter

    init(_ plans: (read: ThroughputPlan, write: ThroughputPlan), at now: Instant) {
      read = ThroughputMeter(.read, plans.read, at: now)
      write = ThroughputMeter(.write, plans.write, at: now)
    }

    mutating func follow(_ plans: (read: ThroughputPlan, write: ThroughputPlan), at now: Instant) {
      read.follow(plans.read, at: now)
      write.follow(plans.write, at: now)
    }

    /// Not a subscript: a copy of a meter would cost a copy of its partitions.
    mutating func limit(
      _ kind: ThroughputKind, _ partition: UInt64?, at now: Instant
    ) -> ThroughputLimit? {
      switch kind {
      case .read: read.limit(of: partition, at: now)
      case .write: write.limit(of: partition, at: now)
      }
    }

    mutating func take(_ arm: ConsumedCapacity.Arm, _ partition: UInt64?, at now: Instant) {
      read.take(halves: arm.read.halves, of: partition, at: now)
      write.take(halves: arm.write.halves, of: partition, at: now)
    }
  }

  var table: Pair
  /// Global indexes, by name.
  var indexes: [String: Pair] = [:]
}

extension TableState {
  /// Begins to enforce, or takes over what has changed.
  mutating func followThroughput(at now: Instant) {
    let own = plans(
      throughput.throughput, definition.onDemandThroughput, definition.warmThroughput)
    var next = gate ?? TableThroughput(table: TableThroughput.Pair(own, at: now))
    next.table.follow(own, at: now)
    var indexed: [String: TableThroughput.Pair] = [:]
    for index in indexes where !index.isLocal {
      let plans = plans(
        index.throughput.throughput, index.index.onDemandThroughput, index.index.warmThroughput)
      var pair = next.indexes[index.name] ?? TableThroughput.Pair(plans, at: now)
      pair.follow(plans, at: now)
      indexed[index.name] = pair
    }
    next.indexes = indexed
    gate = next
  }

  private func plans(
    _ throughput: Throughput, _ onDemand: OnDemandThroughput?, _ warm: WarmThroughput?
  ) -> (read: ThroughputPlan, write: ThroughputPlan) {
    let isProvisioned = definition.billing == .provisioned
    // A bound of -1 is none.
    func bound(_ units: Int64?) -> Int64? { units.flatMap { $0 > 0 ? $0 : nil } }
    return (
      ThroughputPlan(
        provisioned: isProvisioned ? throughput.readCapacityUnits : nil,
        maxOnDemand: bound(onDemand?.maxReadRequestUnits), warm: warm?.readUnitsPerSecond),
      ThroughputPlan(
        provisioned: isProvisioned ? throughput.writeCapacityUnits : nil,
        maxOnDemand: bound(onDemand?.maxWriteRequestUnits), warm: warm?.writeUnitsPerSecond)
    )
  }
}
