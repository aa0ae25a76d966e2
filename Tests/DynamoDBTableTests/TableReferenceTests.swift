// What tables are to each other: references, and the order in which they are made.

import Testing

@Suite struct TableReferenceTests {
  private static let index =
    "globalSecondaryIndexes: [{ indexName: ByDay, partitionKey: { name: day, type: N } }]"

  private static func other(_ name: String, _ settings: String = "") -> String {
    """
    - name: \(name)
      type: dynamodb-table
      config:
        partitionKey: { name: id, type: S }
        \(index)
        \(settings)
    """
  }

  @Test(arguments: ["", "globalTables: { regions: [\"${AWS::Region}\", us-west-2] }\n"])
  func referencesMeanTheSameForBothKinds(global: String) throws {
    let table = SynthesizedTable(
      """
      partitionKey: { name: id, type: S }
      kmsKey: { create: true }
      streamSpecification: { streamViewType: NEW_AND_OLD_IMAGES }
      \(global)\(TableReferenceTests.index)
      """, region: "us-east-1",
      others: TableReferenceTests.other(
        "copies",
        "tags: { i: \"${orders.indexArn.ByDay}\", s: \"${orders.streamArn}\", "
          + "k: \"${orders.kmsKeyArn}\", n: \"${orders.tableName}\" }"))
    try #require(table.findings == [])
    #expect(
      try table.template()["/Resources/CopiesTable/Properties/Tags"]
        == #"[{"Key":"i","Value":{"Fn::Sub":"${OrdersTable.Arn}/index/ByDay"}},"#
        + #"{"Key":"s","Value":{"Fn::GetAtt":["OrdersTable","StreamArn"]}},"#
        + #"{"Key":"k","Value":{"Fn::GetAtt":["OrdersTableKey","Arn"]}},"#
        + #"{"Key":"n","Value":{"Ref":"OrdersTable"}}]"#)
  }

  @Test func tablesWithIndexesWaitForEachOther() throws {
    let table = SynthesizedTable(
      "partitionKey: { name: id, type: S }\n\(TableReferenceTests.index)",
      others: TableReferenceTests.other("carts") + "\n" + TableReferenceTests.other("bills"))
    let template = try table.template()
    #expect(template["/Resources/OrdersTable/DependsOn"] == "")
    #expect(template["/Resources/CartsTable/DependsOn"] == #"["OrdersTable"]"#)
    #expect(template["/Resources/BillsTable/DependsOn"] == #"["CartsTable"]"#)
  }

  /// `orders` names `carts`, which stands behind it: to wait for `orders` would be a circle.
  @Test func aTableThatIsNamedComesFirst() throws {
    let table = SynthesizedTable(
      """
      partitionKey: { name: id, type: S }
      tags: { next: "${carts.tableName}" }
      \(TableReferenceTests.index)
      """, others: TableReferenceTests.other("carts") + "\n" + TableReferenceTests.other("bills"))
    try #require(table.findings == [])
    let template = try table.template()
    #expect(template["/Resources/CartsTable/DependsOn"] == "")
    // The reference says so already.
    #expect(template["/Resources/OrdersTable/DependsOn"] == "")
    #expect(template["/Resources/BillsTable/DependsOn"] == #"["OrdersTable"]"#)
  }
}
