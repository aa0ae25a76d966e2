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
    SpecCase(
      "a wrong name, and others name it",
      before: "environments: { dev: { overrides: { Orders: {} } } }",
      (table + "\n" + reader).replacing("orders", with: "Orders"), earns: "SHAPE008"),
    SpecCase(
      "a name forgotten", before: "environments: { dev: { overrides: { orders: {} } } }",
      "  - type: dynamodb-table\n    config: { partitionKey: { name: orderId, type: S } }\n"
        + reader,
      earns: "SHAPE004"),
    SpecCase(
      "one environment too few", before: "environment: { dev: { values: { table: orders } } }",
      reader.replacing("${orders.tableName}", with: "${env:table}") + "\n" + table,
      earns: "SHAPE001"),
    SpecCase(
      "a list of values", before: "environments: { dev: { values: [table] } }",
      reader.replacing("${orders.tableName}", with: "${env:table}") + "\n" + table,
      earns: "SHAPE002"),
    SpecCase(
      "values a level too high", before: "environments: { dev: { table: orders } }",
      reader.replacing("${orders.tableName}", with: "${env:table}") + "\n" + table,
      earns: "SHAPE001"),
    SpecCase(
      "another key for config",
      table.replacing("config:", with: "properties:") + "\n" + reader, earns: "SHAPE001"),
    SpecCase(
      "an unknown key for a handler",
      "  - { name: f, type: lambda-api, config: { zzz: a.b } }", earns: "SHAPE001"),
    SpecCase(
      "an unknown key for what others use",
      table.replacing("} }", with: "}, zzz: [1] }") + "\n"
        + reader.replacing("tableName", with: "indexArn.ByState")
        .replacing(
          "access: read", with: "access: [read, stream-read], options: { indexes: [ByState] }"),
      earns: "SHAPE001"),
    SpecCase(
      "an unknown key in a mapping", type: "lambda-worker",
      function: "handler: a.b\neventSourceMappings: [{ zzz: \"${changes.streamArn}\" }]",
      earns: "SHAPE001"),
    SpecCase(
      "an unknown key where much is required", function: "handler: a.b", binds: "{ zzz: b }",
      earns: "SHAPE001"),
    SpecCase(
      "zones that are none",
      table.replacing(
        "} }",
        with:
          "}, daxCluster: { enabled: true, nodeType: dax.r5.large, subnetIds: [subnet-12345678], "
          + "availabilityZones: [{}] } }"), earns: "SHAPE002"),
    SpecCase(
      "an unknown key in scaling", before: "region: us-east-1",
      table.replacing(
        "} }",
        with: "}, billingMode: PROVISIONED, provisionedThroughput: { readCapacityUnits: 5, "
          + "writeCapacityUnits: 5 }, autoScaling: { zzz: 5 }, "
          + "globalTables: { regions: [us-east-1] } }"), earns: "SHAPE001"),
    SpecCase(
      "a statement of nothing",
      table.replacing("} }", with: "}, resourcePolicy: { Statement: {} } }"),
      earns: "TABLE130"),
    SpecCase(
      "a policy of another shape",
      table.replacing("} }", with: "}, resourcePolicy: { zzz: { Statement: [] } } }"),
      earns: "TABLE130"),
    SpecCase(
      "scaling without a known key",
      table.replacing("} }", with: "}, billingMode: PROVISIONED, autoScaling: { zzz: 5 } }"),
      earns: "SHAPE001"),
    SpecCase(
      "a reference for a statement",
      table.replacing("} }", with: "}, resourcePolicy: { Statement: \"${x.y}\" } }"),
      earns: "TABLE130"),
    SpecCase(
      "misspelt leading keys",
      table + "\n"
        + reader.replacing(
          "access: read",
          with: "access: read, options: { leadingKeyss: [\"${aws:PrincipalTag/team}\"] }"),
      earns: "SHAPE001"),
    SpecCase(
      "an empty list of indexes, and an attribute of its keys",
      table.replacing(
        "} }",
        with: "}, globalSecondaryIndexes: [], "
          + "attributeDefinitions: [{ attributeName: state, attributeType: S }] }"),
      earns: "TABLE006"),
    SpecCase(
      "a renamed partition key",
      """
        - name: orders
          type: dynamodb-table
          config:
            attributeDefinitions: [{ attributeName: customer, attributeType: S }]
            keySchema: [{ attributeName: identity, keyType: HASH }]
      """, earns: "TABLE005"),
    SpecCase(
      "a renamed partition key of a table with a local index",
      """
        - name: orders
          type: dynamodb-table
          config:
            attributeDefinitions:
              - { attributeName: customer, attributeType: S }
              - { attributeName: day, attributeType: S }
              - { attributeName: state, attributeType: S }
            keySchema:
              - { attributeName: person, keyType: HASH }
              - { attributeName: day, keyType: RANGE }
            localSecondaryIndexes:
              - indexName: ByState
                keySchema:
                  - { attributeName: customer, keyType: HASH }
                  - { attributeName: state, keyType: RANGE }
                projection: { projectionType: ALL }
      """, earns: "TABLE005"),
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
