// What DynamoDB refuses when it creates a table: the rules of the simulator, at the places of a
// template.

import Diagnostics
import TableModel
import TierRules

enum RefusedTable {
  static let code = Code("CFN020", "refused-table", .error)

  static func check(_ table: ResourceView, _ refusals: inout Refusals) {
    guard !table["KeySchema"].isAbsent else {
      refusals.add(
        code, at: nil, "table `\(table.tableName)` has no `KeySchema`",
        help: "name the attribute that tells its items apart")
      return
    }
    let reading = TableReading(table)
    for part in TablePart.all(of: reading.definition) where isKnown(part, reading) {
      do throws(TableFault) {
        try TableRules.check(part, of: reading.definition)
      } catch {
        let (place, help) = self.place(of: part, table)
        refusals.add(
          code, at: place.isAbsent ? table["KeySchema"] : place,
          "DynamoDB refuses table `\(table.tableName)`: \(error.message)", help: help)
      }
    }
  }

  private static func isKnown(_ part: TablePart, _ reading: TableReading) -> Bool {
    switch part {
    case .name: return !reading.hasUnknownName
    case .billing: return !reading.hasUnknownBilling
    // A template has no stream that is off.
    case .stream: return false
    case .key, .indexLists, .localIndex, .globalIndex, .indexNames, .counts, .definitions:
      return !reading.hasUnknownKeys
    }
  }

  private static func place(
    of part: TablePart, _ table: ResourceView
  ) -> (place: ValueView, help: String) {
    let locals = table["LocalSecondaryIndexes"]
    let globals = table["GlobalSecondaryIndexes"]
    switch part {
    case .name: return (table["TableName"], "choose another name, or leave it to CloudFormation")
    case .billing:
      let given = ["ProvisionedThroughput", "OnDemandThroughput", "BillingMode"].map { table[$0] }
      return (
        given.first { !$0.isAbsent } ?? table["BillingMode"],
        "write `BillingMode: PAY_PER_REQUEST` without `ProvisionedThroughput`, or "
          + "`PROVISIONED` with it"
      )
    case .key: return (table["KeySchema"], "write the `HASH` key first, then at most one `RANGE`")
    case .indexLists: return (locals.isAbsent ? globals : locals, "leave the empty list out")
    case .localIndex(let number):
      return (
        locals.presentElements[number],
        "a local index has the table's `HASH` key and a `RANGE` key of its own"
      )
    case .globalIndex(let number):
      return (
        globals.presentElements[number],
        "look at the key, the projection and the capacity of the index"
      )
    case .indexNames: return (globals.isAbsent ? locals : globals, "give each index its own name")
    case .counts: return (globals.isAbsent ? locals : globals, "have fewer of them")
    case .definitions, .stream:
      return (
        table["AttributeDefinitions"],
        "define exactly the attributes that keys of the table and of indexes name"
      )
    }
  }
}
