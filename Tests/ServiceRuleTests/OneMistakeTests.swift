// One mistake is one finding, wherever in a service it stands.

import Catalog
import Compiler
import Diagnostics
import Provenance
import Testing

@Suite struct OneMistakeTests {
  @Test(arguments: mistakes) func earnsOneFinding(_ example: SpecCase) { example.expectCodes() }

  private static let table = """
      - name: orders
        type: dynamodb-table
        config: { partitionKey: { name: orderId, type: S } }
    """

  private static let reader = """
      - name: reader
        type: lambda-api
        config:
          handler: a.b
          environment: { variables: { TABLE: "${orders.tableName}" } }
        binds: [{ to: orders, capability: "database:dynamodb", access: read }]
    """

  private static let mistakes = [
    SpecCase(
      "a reference where a mapping must be",
      "  - { name: orders, type: dynamodb-table, config: { partitionKey: \"${x.y}\" } }",
      earns: "SHAPE015"),
    SpecCase(
      "a reference where two kinds may be",
      "  - name: f\n    type: lambda-api\n    config: { handler: a.b, deadLetterQueue: \"${x.y}\" }",
      earns: "SHAPE015"),
    SpecCase(
      "a reference to nothing for a name",
      "  - { name: \"${x.y}\", type: dynamodb-table, config: { partitionKey: { name: a, type: S } } }",
      earns: "SHAPE015"),
    SpecCase("no config", "  - { name: orders, type: dynamodb-table, config: }", earns: "SHAPE011"),
    SpecCase(
      "a misspelt config",
      "  - { name: f, type: lambda-api, configg: { handler: a.b } }", earns: "SHAPE001"),
    SpecCase("no name, and others name it", "  - 5\n" + reader, earns: "SHAPE002"),
    SpecCase(
      "a wrong name, and others name the right one",
      table.replacing("orders", with: "Orders") + "\n" + reader, earns: "SHAPE008"),
    SpecCase(
      "settings beside config",
      """
        - name: orders
          type: dynamodb-table
          partitionKey: { name: orderId, type: S }
      """, earns: "SHAPE001"),
    SpecCase(
      "an unknown key in a stream that others need",
      """
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: orderId, type: S }
            outputs: { streamArn: { key: Stream } }
            streamSpecification: { images: both }
      """, earns: "SHAPE001"),
    SpecCase(
      "an unknown key in a global table",
      """
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: orderId, type: S }
            globalTables: { where: [us-east-1] }
      """, earns: "SHAPE001"),
    SpecCase(
      "environments that are none", before: "environments: true",
      reader.replacing("${orders.tableName}", with: "${env:table}") + "\n" + table,
      earns: "SHAPE002"),
    SpecCase(
      "values that are none", before: "environments: { prod: { values: 5 } }",
      reader.replacing("${orders.tableName}", with: "${env:table}") + "\n" + table,
      earns: "SHAPE002"),
    SpecCase(
      "a value that refers", before: "environments: { prod: { values: { table: \"${x.y}\" } } }",
      reader.replacing("${orders.tableName}", with: "${env:table}") + "\n" + table,
      earns: "SHAPE015"),
    SpecCase(
      "an unknown capability of an option",
      reader.replacing("database:dynamodb", with: "table")
        .replacing("access: read", with: "access: read, options: { describe: true }")
        + "\n" + table, earns: "SHAPE003"),
  ]

  @Test func byteOrderMarkIsNoText() {
    let text = "\u{FEFF}service: shop\ncomplianceFramework: comercial\ncomponents:\n" + Self.table
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    let found = Compiler.validate(file, with: Catalog.vocabulary(), options: CompileOptions())
    #expect(found.located.map(\.finding.code.id) == ["SHAPE003"])
    #expect(found.located.first?.place.start == LineColumn(line: 2, column: 22))
  }

  @Test(arguments: [
    ("tags: [{ Key: team, Value: shop }]", "write a mapping: `team: shop`"),
    ("binds: []", "write it beside `config:`, not in it"),
    ("BillingMode: PROVISIONED", "did you mean `billingMode`?"),
  ]) func helpsNewcomers(setting: String, help: String) {
    let text =
      "service: shop\ncomplianceFramework: commercial\ncomponents:\n" + Self.table.dropLast(2)
      + ", \(setting) }\n"
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    let found = Compiler.validate(file, with: Catalog.vocabulary(), options: CompileOptions())
    #expect(found.located.map(\.finding.help) == [help])
  }

  @Test func manyValuesInOneStringTakeNoTime() {
    let count = 50_000
    let text = """
      service: shop
      complianceFramework: commercial
      environments: { prod: { values: { a: "0123456789" } } }
      components:
        - name: f
          type: lambda-api
          config:
            handler: a.b
            description: "\(String(repeating: "${env:a}", count: count))"

      """
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    let found = Compiler.validate(file, with: Catalog.vocabulary(), options: CompileOptions())
    #expect(found.located.map(\.finding.message) == ["the string has \(count * 10) characters"])
  }
}
