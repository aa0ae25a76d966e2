// What DynamoDB refuses when a table is created, in the order in which it finds it.

package enum TableRules {
  /// Throws the first thing that is wrong; the order is that of the service.
  package static func check(_ table: TableDefinition) throws(TableFault) {
    for part in TablePart.all(of: table) { try check(part, of: table) }
  }

  /// What is wrong with one part of a definition.
  package static func check(
    _ part: TablePart, of table: TableDefinition
  ) throws(TableFault) {
    switch part {
    case .name: try checkName(table.tableName, member: "tableName")
    case .billing: try checkBilling(table)
    case .key:
      try checkKeys(
        table.keySchema, of: table.attributeDefinitions, partsMax: 1, index: nil)
    case .indexLists: try checkIndexLists(table)
    case .localIndex(let number):
      if let index = table.localSecondaryIndexes?[number] {
        try checkLocalIndex(index, of: table)
      }
    case .globalIndex(let number):
      if let index = table.globalSecondaryIndexes?[number] {
        try checkGlobalIndex(
          index, definitions: table.attributeDefinitions, billing: table.billing)
      }
    case .indexNames: try checkIndexNames(table)
    case .counts: try checkCounts(table)
    case .definitions: try checkDefinitionsUsed(table)
    case .stream: if let stream = table.streamSpecification { try checkStream(stream) }
    }
  }

  package static func checkName(_ name: String, member: String) throws(TableFault) {
    let failed =
      "1 validation error detected: Value '\(name)' at '\(member)' failed to satisfy constraint: "
    let count = name.unicodeScalars.count
    if count < Limits.nameLengths.lowerBound {
      throw .invalid(
        failed
          + "Member must have length greater than or equal to \(Limits.nameLengths.lowerBound)")
    }
    if count > Limits.nameLengths.upperBound {
      throw .invalid(
        failed + "Member must have length less than or equal to \(Limits.nameLengths.upperBound)")
    }
    let isLegal = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isLegal else {
      throw .invalid(
        failed + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+")
    }
  }

  static func checkBilling(_ table: TableDefinition) throws(TableFault) {
    switch (table.billing, table.provisionedThroughput) {
    case (.payPerRequest, _?):
      throw .values(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
          + "BillingMode is PAY_PER_REQUEST")
    case (.provisioned, nil):
      throw .values(
        "ReadCapacityUnits and WriteCapacityUnits must both be specified when "
          + "BillingMode is PROVISIONED")
    case (.provisioned, let throughput?): try checkBounds(throughput)
    case (.payPerRequest, nil): break
    }
    if table.billing == .provisioned, table.onDemandThroughput != nil {
      throw .values(
        "OnDemandThroughput should not be specified when BillingMode is PROVISIONED")
    }
    for index in table.globalSecondaryIndexes ?? [] {
      if let throughput = index.provisionedThroughput, table.billing == .provisioned {
        try checkBounds(throughput, index: index.indexName)
      }
    }
  }

  package static func checkBounds(
    _ throughput: Throughput, index: String? = nil
  ) throws(TableFault) {
    let place = index.map { " for index \($0)" } ?? ""
    for (name, units) in [
      ("ReadCapacityUnits", throughput.readCapacityUnits),
      ("WriteCapacityUnits", throughput.writeCapacityUnits),
    ] where units < 1 || units > 1_000_000_000_000 {
      throw .invalid("Given value \(units) for \(name) is out of bounds\(place)")
    }
  }

  package static func checkStream(_ stream: StreamSpecification) throws(TableFault) {
    if !stream.streamEnabled, stream.streamViewType != nil {
      throw .values(
        "Table is being created with a stream disabled, UpdateViewType should not be specified")
    }
    if stream.streamEnabled, stream.streamViewType == nil {
      throw .values("Table is being created with a stream enabled, but no UpdateViewType specified")
    }
  }

  static func checkIndexLists(_ table: TableDefinition) throws(TableFault) {
    if table.localSecondaryIndexes?.isEmpty == true {
      throw .values("List of LocalSecondaryIndexes is empty")
    }
    if table.globalSecondaryIndexes?.isEmpty == true {
      throw .values("List of GlobalSecondaryIndexes is empty")
    }
  }

  static func checkIndexNames(_ table: TableDefinition) throws(TableFault) {
    var seen: Set<String> = []
    for index in (table.localSecondaryIndexes ?? []) + (table.globalSecondaryIndexes ?? [])
    where !seen.insert(index.indexName).inserted {
      throw .values("Duplicate index name: \(index.indexName)")
    }
  }

  static func checkCounts(_ table: TableDefinition) throws(TableFault) {
    if (table.localSecondaryIndexes ?? []).count > Limits.localIndexesMax {
      throw .values(
        "Number of LocalSecondaryIndexes exceeds per-table limit of \(Limits.localIndexesMax)")
    }
    if (table.globalSecondaryIndexes ?? []).count > Limits.globalIndexesMax {
      throw .values(
        "GlobalSecondaryIndex count exceeds the per-table limit of \(Limits.globalIndexesMax)")
    }
    try checkProjectedCount(
      (table.localSecondaryIndexes ?? []) + (table.globalSecondaryIndexes ?? []))
  }

  /// A name in two indexes counts twice.
  package static func checkProjectedCount(_ indexes: [SecondaryIndex]) throws(TableFault) {
    let count = indexes.reduce(0) { $0 + ($1.projection?.nonKeyAttributes ?? []).count }
    if count > Limits.projectedAttributesMax {
      throw .values(
        "The number of projected attributes in all indexes exceeds the limit of "
          + "\(Limits.projectedAttributesMax)")
    }
  }

  static func checkDefinitionsUsed(_ table: TableDefinition) throws(TableFault) {
    let indexes = (table.localSecondaryIndexes ?? []) + (table.globalSecondaryIndexes ?? [])
    var used: [String] = []
    for element in table.keySchema + indexes.flatMap(\.keySchema)
    where !used.contains(element.attributeName) {
      used.append(element.attributeName)
    }
    guard table.attributeDefinitions.count != used.count else { return }
    guard !indexes.isEmpty else {
      throw .values(
        "Number of attributes in KeySchema does not exactly match number of attributes defined "
          + "in AttributeDefinitions")
    }
    throw .values(
      "Some AttributeDefinitions are not used. AttributeDefinitions: "
        + table.attributeDefinitions.map(\.attributeName).listed + ", keys used: " + used.listed)
  }
}
