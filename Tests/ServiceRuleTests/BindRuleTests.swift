// What the rules of binds, references and names say beside the examples on their pages.

import Testing

@Suite struct BindRuleTests {
  @Test(arguments: binds) func bindsOfAFunction(_ example: SpecCase) { example.expectCodes() }

  @Test(arguments: services) func wholeServices(_ example: SpecCase) { example.expectCodes() }

  private static func bind(
    _ access: String, to target: String = "orders", _ capability: String = "database:dynamodb",
    _ rest: String = ""
  ) -> String {
    "{ to: \(target), capability: \"\(capability)\", access: \(access)\(rest) }"
  }

  private static func options(_ access: String, _ options: String) -> String {
    bind(access, "database:dynamodb", ", options: { \(options) }")
  }

  private static func rule(_ name: String, _ binds: String..., earns: String?...) -> SpecCase {
    let text = binds.joined(separator: ", ")
    let codes = earns.compactMap { $0 }
    switch codes.count {
    case 0: return SpecCase(name, function: "handler: a.b", binds: text)
    case 1: return SpecCase(name, function: "handler: a.b", binds: text, earns: codes[0])
    default: return SpecCase(name, function: "handler: a.b", binds: text, earns: codes[0], codes[1])
    }
  }

  private static let binds = [
    rule("each level once", bind("[read, write]"), bind("stream-read", to: "changes")),
    rule("levels that do not overlap", bind("read"), bind("write")),
    rule("read-write is both", bind("read-write"), bind("read"), earns: "BIND009"),
    rule("a table and its index", bind("read"), bind("read", "dynamodb:index")),
    rule("an index is not written", bind("[read, write]", "dynamodb:index"), earns: "BIND003"),
    rule(
      "no stream and no such access", bind("[stream-read, read]", "dynamodb:stream"),
      earns: "BIND004", "BIND003"),
    rule("a function binds to itself", bind("read", to: "worker"), earns: "BIND002"),
    rule("no index at all", options("read", "indexes: []")),
    rule("an index there is", options("read", "indexes: [ByState]")),
    rule("an index there is not", options("read", "indexes: [bystate]"), earns: "BIND006"),
    rule("indexes of a writer", options("write", "indexes: []"), earns: "BIND007"),
    rule("what is refused asks for nothing", options("write", "scan: false")),
    rule("transactions of a writer", options("write", "transactions: true, partiql: true")),
    rule(
      "admin describes", options("admin", "describe: true"), earns: "BIND008"),
    rule("keys of a reader", options("read", "leadingKeys: [a]")),
    rule("keys past a scan", options("read", "leadingKeys: [a], scan: true"), earns: "BIND015"),
    rule(
      "a restriction on writing only", options("write", "leadingKeys: [a]"), bind("read")),
    rule(
      "a restriction that is void", bind("read-write"), options("write", "leadingKeys: [a]"),
      earns: "BIND010"),
    rule(
      "two restrictions", options("read", "leadingKeys: [a]"), options("read", "leadingKeys: [b]")),
    rule("attributes with the key", options("read", "attributes: [orderId, state]")),
    rule("attributes without it", options("read", "attributes: [state]"), earns: "BIND016"),
    rule(
      "attributes nobody can read", options("read", "attributes: [5]"), earns: "SHAPE002"),
    rule(
      "one value under one name", bind("read", "database:dynamodb", ", env: { tableName: T1 }"),
      bind("write", "database:dynamodb", ", env: { tableName: T1 }")),
    rule(
      "two values under one name",
      bind("read", "database:dynamodb", ", env: { tableName: T1, tableArn: T1 }"),
      earns: "BIND012"),
    rule(
      "a name another bind has by default",
      bind("read", "database:dynamodb", ", env: { tableName: CHANGES_TABLE_NAME }"),
      bind("read", to: "changes"), earns: "BIND012"),
    rule(
      "a target nobody knows", bind("[read, admin]", to: "oders"), earns: "BIND001"),
    rule(
      "a bind nobody can read", "{ to: orders, capability: database:dynamodb }",
      earns: "SHAPE004"),
  ]

  private static let table = "type: dynamodb-table, config: { partitionKey: { name: id, type: S } }"
  private static let user = """
    type: lambda-api, config: { handler: a.b, environment: { variables: { \
    AB: "${orders.tableName}" } } }, binds: [\(bind("read"))]
    """

  private static let services = [
    SpecCase(
      "a type nobody knows has no consequences",
      """
        - { name: orders, type: dynamodb-tabel }
        - { name: api, \(user) }
      """, earns: "SHAPE003"),
    SpecCase(
      "nor has a type that is missing",
      """
        - { name: orders }
        - { name: api, \(user) }
      """, earns: "SHAPE004"),
    SpecCase(
      "nor has a key that is misspelt",
      """
        - { nmae: orders, \(table) }
        - { name: api, \(user) }
      """, earns: "SHAPE001"),
    SpecCase(
      "nor has a table that is broken",
      """
        - { name: orders, type: dynamodb-table, config: 5 }
        - { name: api, \(user) }
      """, earns: "SHAPE002"),
    SpecCase(
      "a table named as another would be by default",
      """
        - { name: orders, \(table) }
        - { name: returns, type: dynamodb-table, config: {
            tableName: shop-orders, partitionKey: { name: id, type: S } } }
      """, earns: "SPEC005"),
    SpecCase(
      "names with one reference are one name",
      """
        - { name: orders, type: dynamodb-table, config: {
            tableName: "${AWS::StackName}-t", partitionKey: { name: id, type: S } } }
        - { name: returns, type: dynamodb-table, config: {
            tableName: "${AWS::StackName}-t", partitionKey: { name: id, type: S } } }
      """, earns: "SPEC005"),
    SpecCase(
      "an output named as another is by default",
      """
        - { name: orders, \(table) }
        - { name: returns, type: dynamodb-table, config: {
            outputs: { tableArn: { key: OrdersTableName } },
            partitionKey: { name: id, type: S } } }
      """, earns: "SPEC009"),
    SpecCase(
      "the same name twice says no more than that",
      """
        - { name: orders, \(table) }
        - { name: orders, \(table) }
      """, earns: "SPEC004"),
    SpecCase(
      "values of the environment in binds",
      before: "environments: { prod: { values: { scan: true, target: orders, keys: a } } }",
      """
        - { name: orders, \(table) }
        - { name: api, type: lambda-api, config: { handler: a.b }, binds: [
            { to: "${env:target}", capability: database:dynamodb, access: read,
              options: { scan: "${env:scan}", partiql: "${envIs:prod}" } }] }
      """),
    SpecCase(
      "a rule sees what the environment says",
      before:
        "environments: { prod: { values: { scan: true } }, dev: { values: { scan: false } } }",
      """
        - { name: orders, \(table) }
        - { name: api, type: lambda-api, config: { handler: a.b }, binds: [
            { to: orders, capability: database:dynamodb, access: read,
              options: { scan: "${env:scan}", leadingKeys: [a] } }] }
      """, earns: "BIND015"),
    SpecCase(
      "a value of the wrong kind",
      before: "environments: { prod: { values: { scan: 5 } } }",
      """
        - { name: orders, \(table) }
        - { name: api, type: lambda-api, config: { handler: a.b }, binds: [
            { to: orders, capability: database:dynamodb, access: read,
              options: { scan: "${env:scan}" } }] }
      """, earns: "SHAPE002"),
    SpecCase(
      "a value that is missing is said once",
      before: "environments: { prod: { values: { scan: 5 } } }",
      """
        - { name: orders, type: dynamodb-table, config: {
            partitionKey: { name: id, type: S }, deletionProtectionEnabled: "${env:keep}" } }
      """, earns: "REF005"),
  ]
}
