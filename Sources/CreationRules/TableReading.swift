// A table of a template as the definition that the simulator would create.

import TableModel
import TierRules

/// A definition, and the parts of it that cannot be judged.
struct TableReading {
  private(set) var definition: TableDefinition
  /// Keys, indexes or definitions hold what only the deployment knows, or no word of DynamoDB's.
  let hasUnknownKeys: Bool
  let hasUnknownBilling: Bool
  let hasUnknownName: Bool

  init(_ table: ResourceView) {
    let lists = [
      "KeySchema", "AttributeDefinitions", "LocalSecondaryIndexes", "GlobalSecondaryIndexes",
    ]
    let keys = lists.map { table[$0] }
    hasUnknownKeys =
      keys.contains(where: \.holdsUnknown) || table["KeySchema"].isAbsent
      || keys.contains(where: TableReading.hasStrangeWord)
    let mode = table["BillingMode"]
    let billing = mode.string.flatMap(BillingMode.init)
    hasUnknownBilling =
      !mode.isAbsent && billing == nil || table["ProvisionedThroughput"].holdsUnknown
      || table["OnDemandThroughput"].holdsUnknown
    hasUnknownName = table["TableName"].string == nil
    definition = TableDefinition(
      tableName: table["TableName"].string ?? table.id,
      attributeDefinitions: table["AttributeDefinitions"].presentElements.compactMap {
        guard let name = $0["AttributeName"].string,
          let type = $0["AttributeType"].string.flatMap(KeyType.init)
        else { return nil }
        return AttributeDefinition(name, type)
      },
      keySchema: TableReading.keys(table["KeySchema"]), billingMode: billing)
    definition.localSecondaryIndexes = TableReading.indexes(table["LocalSecondaryIndexes"])
    definition.globalSecondaryIndexes = TableReading.indexes(table["GlobalSecondaryIndexes"])
    if hasUnknownBilling || table.isGlobalTable {
      forgetBilling()
    } else {
      definition.provisionedThroughput = TableReading.throughput(table["ProvisionedThroughput"])
      if !table["OnDemandThroughput"].isAbsent {
        definition.onDemandThroughput = OnDemandThroughput(
          maxRead: table["OnDemandThroughput", "MaxReadRequestUnits"].integer.map(Int64.init),
          maxWrite: table["OnDemandThroughput", "MaxWriteRequestUnits"].integer.map(Int64.init))
      }
    }
  }

  /// As if it were on demand: a global table says its capacity elsewhere.
  private mutating func forgetBilling() {
    definition.billingMode = .payPerRequest
    for number in (definition.globalSecondaryIndexes ?? []).indices {
      definition.globalSecondaryIndexes?[number].provisionedThroughput = nil
    }
  }

  private static func keys(_ list: ValueView) -> [KeyElement] {
    list.presentElements.compactMap {
      guard let name = $0["AttributeName"].string,
        let role = $0["KeyType"].string.flatMap(KeyRole.init)
      else { return nil }
      return KeyElement(name, role)
    }
  }

  private static func indexes(_ list: ValueView) -> [SecondaryIndex]? {
    guard !list.isAbsent else { return nil }
    return list.presentElements.map { index in
      let names = index["Projection", "NonKeyAttributes"]
      return SecondaryIndex(
        index["IndexName"].string ?? "", keys(index["KeySchema"]),
        index["Projection"].isAbsent
          ? nil
          : Projection(
            index["Projection", "ProjectionType"].string.flatMap(ProjectionType.init),
            nonKeyAttributes: names.isAbsent ? nil : names.presentElements.compactMap(\.string)),
        provisionedThroughput: throughput(index["ProvisionedThroughput"]))
    }
  }

  private static func throughput(_ value: ValueView) -> Throughput? {
    guard !value.isAbsent else { return nil }
    return Throughput(
      read: Int64(value["ReadCapacityUnits"].integer ?? 0),
      write: Int64(value["WriteCapacityUnits"].integer ?? 0))
  }

  /// A word that DynamoDB does not know is refused by itself; what follows from it is not guessed.
  private static func hasStrangeWord(_ list: ValueView) -> Bool {
    list.presentElements.contains { element in
      RefusedSetting.words.contains { word in
        element[word.key].string.map { !word.choices.contains($0) } ?? false
      } || element.members.contains { hasStrangeWord($0.value) }
    }
  }
}

extension ValueView {
  subscript(_ first: String, _ second: String) -> ValueView { self[first][second] }
}
