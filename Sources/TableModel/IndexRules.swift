// What DynamoDB refuses of the keys and projections of tables and indexes.

extension TableRules {
  /// A key of a table or a local index has one part of each role, a global index's up to four.
  package static func checkKeys(
    _ keys: [KeyElement], of definitions: [AttributeDefinition], partsMax: Int, index: String?
  ) throws(TableFault) {
    let defined = definitions.map(\.attributeName)
    if let name = keys.first(where: { !defined.contains($0.attributeName) }) {
      // The service words it in one way for tables, in another for indexes.
      guard index != nil else {
        throw .invalid("Invalid KeySchema: Some index key attribute have no definition")
      }
      throw .values(
        "Some index key attributes are not defined in AttributeDefinitions. Keys: "
          + [name.attributeName].listed + ", AttributeDefinitions: " + defined.listed)
    }
    guard let first = keys.first, first.role == .hash else {
      throw .invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type")
    }
    if partsMax == 1, keys.count > 1 {
      if keys[1].role != .range {
        throw .invalid("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type")
      }
      if keys[1].attributeName == first.attributeName {
        throw .values(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name")
      }
    }
    try checkKeyParts(keys, partsMax: partsMax)
  }

  private static func checkKeyParts(_ keys: [KeyElement], partsMax: Int) throws(TableFault) {
    if let range = keys.firstIndex(where: { $0.role == .range }),
      keys[range...].contains(where: { $0.role == .hash })
    {
      throw .invalid("Invalid KeySchema: HASH key elements must come before RANGE key elements")
    }
    for role in KeyRole.allCases where keys.count(where: { $0.role == role }) > partsMax {
      throw .invalid(
        "Invalid KeySchema: The number of \(role.rawValue) key elements exceeds the limit of "
          + "\(partsMax)")
    }
    if Set(keys.map(\.attributeName)).count != keys.count {
      throw .values(
        "Both the Hash Key and the Range Key element in the KeySchema have the same name")
    }
  }

  static func checkLocalIndex(
    _ index: SecondaryIndex, of table: TableDefinition
  ) throws(TableFault) {
    try checkName(index.indexName, member: "localSecondaryIndexes.1.member.indexName")
    guard table.keySchema.count > 1 else {
      throw .values(
        "Table KeySchema does not have a range key, which is required when specifying a "
          + "LocalSecondaryIndex")
    }
    try checkKeys(
      index.keySchema, of: table.attributeDefinitions, partsMax: 1, index: index.indexName)
    guard index.keySchema.count > 1 else {
      throw .values(
        "Index KeySchema does not have a range key for index: \(index.indexName)")
    }
    let (own, tables) = (index.keySchema[0].attributeName, table.keySchema[0].attributeName)
    guard own == tables else {
      throw .values(
        "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
          + "\(index.indexName). index hash key: \(own), table hash key: \(tables)")
    }
    try checkProjection(index)
  }

  package static func checkGlobalIndex(
    _ index: SecondaryIndex, definitions: [AttributeDefinition], billing: BillingMode
  ) throws(TableFault) {
    try checkName(index.indexName, member: "globalSecondaryIndexes.1.member.indexName")
    try checkKeys(
      index.keySchema, of: definitions, partsMax: Limits.indexKeyPartsMax,
      index: index.indexName)
    try checkProjection(index)
    switch (billing, index.provisionedThroughput) {
    case (.payPerRequest, _?):
      throw .values(
        "ProvisionedThroughput should not be specified for index: \(index.indexName) when "
          + "BillingMode is PAY_PER_REQUEST")
    case (.provisioned, nil):
      throw .values(
        "ProvisionedThroughput must be specified for index: \(index.indexName)")
    case (.payPerRequest, nil), (.provisioned, _?): break
    }
  }

  static func checkProjection(_ index: SecondaryIndex) throws(TableFault) {
    guard let type = index.projection?.projectionType else {
      throw .values("Unknown ProjectionType: null")
    }
    switch (type, index.projection?.nonKeyAttributes) {
    case (.include, nil):
      throw .values("ProjectionType is INCLUDE, but NonKeyAttributes is not specified")
    case (.all, _?), (.keysOnly, _?):
      throw .values("ProjectionType is \(type.rawValue), but NonKeyAttributes is specified")
    case (.include, let names?):
      if names.isEmpty { throw .values("NonKeyAttributes must not be empty") }
      if Set(names).count != names.count { throw .values("Duplicate name in NonKeyAttributes") }
      if let long = names.first(where: { $0.utf8.count > Limits.keyNameBytesMax }) {
        throw .values(
          "Attribute name is too long, must be at most \(Limits.keyNameBytesMax): \(long)")
      }
    case (.all, nil), (.keysOnly, nil): break
    }
  }
}
