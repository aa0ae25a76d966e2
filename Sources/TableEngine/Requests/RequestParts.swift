// Parts that many requests and responses share.

package import TableItems

/// `ExpressionAttributeNames` and `ExpressionAttributeValues`; nil where the request has none.
package struct Substitutions: Sendable, Hashable, Codable {
  /// By placeholder with its `#`.
  package var names: [ByteString: ByteString]?
  /// An item whose names are the placeholders with their `:`.
  package var values: Item?

  package init(names: [ByteString: ByteString]? = nil, values: Item? = nil) {
    self.names = names
    self.values = values
  }
}

package enum ReturnValues: String, Sendable, Hashable, Codable, CaseIterable {
  case none = "NONE"
  case allOld = "ALL_OLD"
  case updatedOld = "UPDATED_OLD"
  case allNew = "ALL_NEW"
  case updatedNew = "UPDATED_NEW"
}

package enum ReturnOnFailure: String, Sendable, Hashable, Codable, CaseIterable {
  case none = "NONE"
  case allOld = "ALL_OLD"
}

package enum ReturnConsumedCapacity: String, Sendable, Hashable, Codable, CaseIterable {
  case none = "NONE"
  case total = "TOTAL"
  case indexes = "INDEXES"
}

package enum ReturnItemCollectionMetrics: String, Sendable, Hashable, Codable, CaseIterable {
  case none = "NONE"
  case size = "SIZE"
}

/// Capacity units, exact: counted in halves, since an eventually consistent read costs half a unit.
package struct CapacityUnits: Sendable, Hashable, Comparable, Codable {
  package var halves: Int

  package init(halves: Int) { self.halves = halves }

  package static let zero = CapacityUnits(halves: 0)

  package static func < (left: CapacityUnits, right: CapacityUnits) -> Bool {
    left.halves < right.halves
  }

  package static func + (left: CapacityUnits, right: CapacityUnits) -> CapacityUnits {
    CapacityUnits(halves: left.halves + right.halves)
  }

  package static func += (left: inout CapacityUnits, right: CapacityUnits) {
    left.halves += right.halves
  }
}

/// What a request used, of reading and of writing, by where it was used.
package struct ConsumedCapacity: Sendable, Hashable, Codable {
  package struct Arm: Sendable, Hashable, Codable {
    package var read: CapacityUnits = .zero
    package var write: CapacityUnits = .zero

    package var total: CapacityUnits { read + write }
    package var isZero: Bool { total.halves == 0 }
  }

  package struct OfIndex: Sendable, Hashable, Codable {
    package let name: String
    package var arm: Arm
  }

  package let tableName: String
  package var table = Arm()
  /// In the order of the indexes' names.
  package var localIndexes: [OfIndex] = []
  package var globalIndexes: [OfIndex] = []
  /// Whether the request asked for the figures of each index.
  package var showsIndexes = false
  /// Whether reads and writes are shown apart, as transactions do.
  package var showsKinds = false

  package init(tableName: String) { self.tableName = tableName }

  package var total: Arm {
    var sum = table
    for index in localIndexes + globalIndexes {
      sum.read += index.arm.read
      sum.write += index.arm.write
    }
    return sum
  }

  package static func == (left: ConsumedCapacity, right: ConsumedCapacity) -> Bool {
    left.tableName == right.tableName && left.table == right.table
      && left.localIndexes == right.localIndexes && left.globalIndexes == right.globalIndexes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(tableName)
    hasher.combine(table)
  }
}

/// Of the items that share a partition key, where the table has a local index.
package struct ItemCollectionMetrics: Sendable, Hashable {
  /// The partition key.
  package let key: Item
  /// Lower and upper bound, in gigabytes.
  package let sizeEstimateGB: (lower: Double, upper: Double)

  package init(key: Item, sizeEstimateGB: (lower: Double, upper: Double)) {
    self.key = key
    self.sizeEstimateGB = sizeEstimateGB
  }

  package static func == (left: ItemCollectionMetrics, right: ItemCollectionMetrics) -> Bool {
    left.key == right.key && left.sizeEstimateGB == right.sizeEstimateGB
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
