// Parts that many responses share, from the engine's types to the wire's.

import TableEngine
import TableItems

extension Wire.ConsumedCapacity {
  init(_ capacity: ConsumedCapacity) {
    let total = capacity.total
    tableName = capacity.tableName
    capacityUnits = total.total
    if capacity.showsKinds {
      readCapacityUnits = total.read.halves > 0 ? total.read : nil
      writeCapacityUnits = total.write.halves > 0 ? total.write : nil
    }
    guard capacity.showsIndexes else { return }
    table = Wire.Capacity(capacity.table, showsKinds: capacity.showsKinds)
    localSecondaryIndexes = Wire.Capacity.map(capacity.localIndexes, capacity.showsKinds)
    globalSecondaryIndexes = Wire.Capacity.map(capacity.globalIndexes, capacity.showsKinds)
  }
}

extension Wire.Capacity {
  init(_ arm: ConsumedCapacity.Arm, showsKinds: Bool) {
    capacityUnits = arm.total
    guard showsKinds else { return }
    if arm.read.halves > 0 { readCapacityUnits = arm.read }
    if arm.write.halves > 0 { writeCapacityUnits = arm.write }
  }

  static func map(
    _ indexes: [ConsumedCapacity.OfIndex], _ showsKinds: Bool
  ) -> WireMap<Wire.Capacity>? {
    indexes.isEmpty
      ? nil : WireMap(indexes.map { ($0.name, Wire.Capacity($0.arm, showsKinds: showsKinds)) })
  }
}

extension [Wire.ConsumedCapacity] {
  /// Nil where none was asked for.
  init?(_ capacities: [ConsumedCapacity]) {
    if capacities.isEmpty { return nil }
    self = capacities.map { Wire.ConsumedCapacity($0) }
  }
}

extension Wire.ItemCollectionMetrics {
  init(_ metrics: ItemCollectionMetrics) {
    itemCollectionKey = metrics.key
    sizeEstimateRangeGB = [metrics.sizeEstimateGB.lower, metrics.sizeEstimateGB.upper]
  }
}

extension WireMap<[Wire.ItemCollectionMetrics]> {
  /// Nil where none were asked for.
  init?(_ tables: [TableMetrics]) {
    if tables.isEmpty { return nil }
    self.init(
      tables.map { ($0.tableName, $0.metrics.map { Wire.ItemCollectionMetrics($0) }) })
  }
}
