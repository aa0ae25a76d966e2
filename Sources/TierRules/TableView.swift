// A table as rules see it: one place for its data in each region, whichever type of resource it is.

import CloudFormation

/// The data of a table in one region: a table, or one replica of a global one.
package struct TableCopy: Sendable {
  package let resource: ResourceView
  /// The mapping that holds what is set by region.
  let settings: ValueView
  /// Nil for a table, whose region is that of its stack.
  package let region: ValueView?

  /// `table `UserSessions``, `the replica of `UserSessions` in `us-west-2``
  package var title: String {
    let name = "`\(resource.tableName)`"
    guard let region else { return "table \(name)" }
    return "the replica of \(name) in `\(region.text ?? "another region")`"
  }

  /// A setting that each region has for itself.
  package subscript(_ key: String) -> ValueView { settings[key] }

  /// The key that encrypts this copy.
  package var key: ValueView { settings["SSESpecification"]["KMSMasterKeyId"] }
}

extension StackView {
  /// Tables of both types.
  package var tables: [ResourceView] {
    all(AWSDynamoDBTable.self, AWSDynamoDBGlobalTable.self)
  }

  package var tableCopies: [TableCopy] { tables.flatMap(\.copies) }
}

extension ResourceView {
  /// The name of a table as people know it.
  package var tableName: String { self["TableName"].text ?? id }

  package var isGlobalTable: Bool { isKind(AWSDynamoDBGlobalTable.self) }

  /// Where a table's data lies, the stack's own region first.
  package var copies: [TableCopy] {
    guard isGlobalTable else {
      return [TableCopy(resource: self, settings: self[], region: nil)]
    }
    return self["Replicas"].elements.map {
      TableCopy(resource: self, settings: $0, region: $0["Region"])
    }
  }
}
