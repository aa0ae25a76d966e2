// Which variables a function finds, and who gave them.

import Testing

@Suite struct VariableTests {
  private static func environment(_ variables: String) -> String {
    "      environment: { variables: { \(variables) } }"
  }

  private func variables(_ bind: String, config: String = "") throws -> String? {
    let outcome = try Outcome(Orders.table() + "\n" + Orders.reader(bind, config: config))
    #expect(outcome.codes.allSatisfy { $0.hasPrefix("BIND") })
    return outcome.properties("ReaderFunction")?["Environment"]?["Variables"]?.brief
  }

  @Test(arguments: [
    (
      "capability: database:dynamodb, access: read", "",
      "{ORDERS_TABLE_ARN: @OrdersTable.Arn, ORDERS_TABLE_NAME: @OrdersTable}"
    ),
    (
      "capability: database:dynamodb, access: stream-read", "",
      "{ORDERS_STREAM_ARN: @OrdersTable.StreamArn, ORDERS_TABLE_ARN: @OrdersTable.Arn, "
        + "ORDERS_TABLE_NAME: @OrdersTable}"
    ),
    (
      "capability: database:dynamodb, access: read, env: { tableName: TABLE }", "",
      "{ORDERS_TABLE_ARN: @OrdersTable.Arn, TABLE: @OrdersTable}"
    ),
    (
      "capability: database:dynamodb, access: read", environment("ORDERS_TABLE_NAME: mine"),
      "{ORDERS_TABLE_ARN: @OrdersTable.Arn, ORDERS_TABLE_NAME: mine}"
    ),
    (
      "capability: database:dynamodb, access: read", environment("TABLE: '${orders.tableName}'"),
      "{ORDERS_TABLE_ARN: @OrdersTable.Arn, ORDERS_TABLE_NAME: @OrdersTable, TABLE: @OrdersTable}"
    ),
  ])
  func areThese(bind: String, config: String, expected: String) throws {
    #expect(try variables(bind, config: config) == expected)
  }

  @Test func trailLeadsToTheBind() throws {
    let outcome = try Outcome(
      Orders.table() + "\n"
        + Orders.reader("capability: database:dynamodb, access: read, env: { tableName: TABLE }"))
    let trail = outcome.files["trail.json"]?["shop.template.json"]
    let place = "/Resources/ReaderFunction/Properties/Environment/Variables/TABLE"
    let entry = trail?[place]
    #expect(entry?["note"]?.text == "what a bind tells the function")
    #expect(
      entry?["sources"]?.elements.compactMap { $0["pointer"]?.text } == [
        "/components/1/binds/0/to", "/components/1/binds/0/env/tableName",
      ])
  }
}
