// What a table or an index may read and write a second, and how it is paid.

package enum BillingMode: String, Sendable, Hashable, Codable, CaseIterable {
  case provisioned = "PROVISIONED"
  case payPerRequest = "PAY_PER_REQUEST"
}

package struct Throughput: Sendable, Hashable, Codable {
  package var readCapacityUnits: Int64
  package var writeCapacityUnits: Int64

  package init(read: Int64, write: Int64) {
    readCapacityUnits = read
    writeCapacityUnits = write
  }
}

/// An upper bound of on-demand use; -1 takes a bound off.
package struct OnDemandThroughput: Sendable, Hashable, Codable {
  package var maxReadRequestUnits: Int64?
  package var maxWriteRequestUnits: Int64?

  package init(maxRead: Int64?, maxWrite: Int64?) {
    maxReadRequestUnits = maxRead
    maxWriteRequestUnits = maxWrite
  }
}

package struct WarmThroughput: Sendable, Hashable, Codable {
  package var readUnitsPerSecond: Int64?
  package var writeUnitsPerSecond: Int64?

  package init(read: Int64?, write: Int64?) {
    readUnitsPerSecond = read
    writeUnitsPerSecond = write
  }
}
