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
    SpecCase(
      "an empty list of indexes, and a bind that grants one",
      table.replacing("S } }", with: "S }, globalSecondaryIndexes: [] }") + "\n"
        + reader.replacing(
          "access: read }", with: "access: read, options: { indexes: [ByState] } }"),
      earns: "BIND006"),
    SpecCase(
      "an empty list of indexes, and a reference to one",
      table.replacing("S } }", with: "S }, globalSecondaryIndexes: [] }") + "\n"
        + reader.replacing("tableName", with: "indexArn.ByState"),
      earns: "REF004"),
    SpecCase(
      "an empty list of indexes that nobody misses",
      table.replacing("S } }", with: "S }, globalSecondaryIndexes: [] }") + "\n" + reader,
      earns: "TABLE023"),
    SpecCase(
      "a misspelt policy with a variable in it",
      table.replacing(
        "S } }", with: "S }, resourcePolcy: { Statement: { Sid: \"${aws:userid}\" } } }"),
      earns: "SHAPE001"),
    SpecCase(
      "a policy under a name that resembles none",
      table.replacing("S } }", with: "S }, qqq: [{ Sid: \"${aws:userid}\" }] }"),
      earns: "SHAPE001"),
    SpecCase(
      "one name for two, and one of them names the other",
      table + "\n" + reader.replacing("reader", with: "orders"), earns: "SPEC004"),
    SpecCase(
      "a bind to a function instead of the table",
      table + "\n" + reader.replacing("to: orders", with: "to: reader"), earns: "BIND002"),
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
      earns: "IAM004"),
    SpecCase(
      "a policy of another shape",
      table.replacing("} }", with: "}, resourcePolicy: { zzz: { Statement: [] } } }"),
      earns: "IAM002"),
    SpecCase(
      "scaling without a known key",
      table.replacing("} }", with: "}, billingMode: PROVISIONED, autoScaling: { zzz: 5 } }"),
      earns: "SHAPE001"),
    SpecCase(
      "a reference for a statement",
      table.replacing("} }", with: "}, resourcePolicy: { Statement: \"${x.y}\" } }"),
      earns: "IAM001"),
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
    ("ttl: expiresAt", "write `ttl: { attributeName: expiresAt }`"),
    ("stream: NEW_IMAGE", "write `stream: { streamViewType: NEW_IMAGE }`"),
    ("stream: true", "for example `stream: { streamViewType: NEW_AND_OLD_IMAGES }`"),
    ("encryption: true", "write `encryption: { sseEnabled: true }`"),
    (
      "globalSecondaryIndexes: { ByState: { projection: {} } }",
      "write a list: `- indexName: ByState`, then its settings below"
    ),
    (
      "localSecondaryIndexes: { projection: {} }", "begin each entry with `- `"
    ),
    ("backup: { retentionDays: 30 days }", "write the number alone: `30`"),
    ("backup: { retentionDays: 3x }", nil),
    (
      "backup: { retentionDays: 3_000 }",
      "YAML 1.2 has no separators in numbers; write `3000`"
    ),
    (
      "billingMode: ondemand",
      "did you mean `PAY_PER_REQUEST`? allowed are `PAY_PER_REQUEST`, `PROVISIONED`"
    ),
    ("billingMode: true", "allowed are `PAY_PER_REQUEST`, `PROVISIONED`"),
    ("onDemandThroughput: { maxReadRequestUnits: 1e999 }", "write a number of at most 18 digits"),
    ("onDemandThroughput: { maxReadRequestUnits: -1e999 }", "write a number 1 or more"),
    (
      "ttl: { attributeName:expiresAt }",
      "write a space after the `:`: `attributeName: expiresAt`"
    ),
    (
      "tableName: { Ref: Orders }",
      "CloudFormation's functions are not used here; write `${component.attribute}`"
    ),
    (
      "ttl: { \"Fn::Sub\": a }",
      "CloudFormation's functions are not used here; write `${component.attribute}`"
    ),
    (
      "indexes: []",
      """
      did you mean `globalSecondaryIndexes` or `localSecondaryIndexes`? \
      `ashlar schema spec` lists the keys that are known here
      """
    ),
    ("qqq: 5", "`ashlar schema spec` lists the keys that are known here"),
    ("tableName: my orders", "write `my-orders`: letters, digits, `_`, `.` and `-`"),
    ("tableName: orders/new", "write `orders-new`: letters, digits, `_`, `.` and `-`"),
  ]) func helpsNewcomers(setting: String, help: String?) {
    let text =
      "service: shop\ncomplianceFramework: commercial\ncomponents:\n" + Self.table.dropLast(2)
      + ", \(setting) }\n"
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    let found = Compiler.validate(file, with: Catalog.vocabulary(), options: CompileOptions())
    #expect(found.located.map(\.finding.help) == [help])
  }

  @Test(arguments: [
    ("name: Orders", "write `orders`: lower-case words joined by dashes"),
    ("name: order_api", "write `order-api`: lower-case words joined by dashes"),
    ("name: UserTable", "write `user-table`: lower-case words joined by dashes"),
    ("name: 1a", "write lower-case words joined by dashes"),
    (
      "type: AWS::DynamoDB::Table",
      "did you mean `dynamodb-table`? allowed are `dynamodb-table`, `lambda-api`, `lambda-worker`"
    ),
    (
      "type: lambda",
      """
      did you mean `lambda-api` or `lambda-worker`? \
      allowed are `dynamodb-table`, `lambda-api`, `lambda-worker`
      """
    ),
    ("Properties: {}", "the settings of a component stand under `config:`"),
    ("timeout: 3", "write it under `config:`"),
    (
      "binds: { orders: { access: read } }", "write a list: `- to: orders`, then its settings below"
    ),
    (
      "config: { handler: a.b, vpcConfig: subnet-1 }",
      """
      for example `vpcConfig: { subnetIds: [subnet-0a1b2c3d], \
      securityGroupIds: [sg-0a1b2c3d] }`
      """
    ),
    (
      "config: { handler: a.b, deadLetterQueue: sqs }",
      "write `deadLetterQueue: { arn: sqs }`"
    ),
    ("config: { handler: a.b, timeout: 30s }", "write the number alone: `30`"),
    (
      "config: { handler: a.b, memory: 512 }",
      "did you mean `memorySize`? `ashlar schema spec` lists the keys that are known here"
    ),
    ("config: { handler: a.b, routes: { a: { path: /a } } }", "begin each entry with `- `"),
    (
      "config: { handler: a.b, routes: [{ method: GET, path: /a, authorizer: jwt }] }",
      """
      allowed are `none`, `iam`, or a mapping: \
      `{ jwt: { issuer: "https://login.example.com/", audience: [sessions] } }`
      """
    ),
  ]) func helpsNewcomers(entry: String, help: String) {
    var keys = ["name": "api", "type": "lambda-api", "config": "{ handler: a.b }"]
    let key = String(entry.prefix { $0 != ":" })
    keys[key] = String(entry.dropFirst(key.count + 2))
    let lines = keys.map { "\($0.key): \($0.value)" }.sorted().joined(separator: "\n    ")
    let text =
      "service: shop\ncomplianceFramework: commercial\ncomponents:\n  - \(lines)\n"
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    let found = Compiler.validate(file, with: Catalog.vocabulary(), options: CompileOptions())
    #expect(found.located.map(\.finding.help) == [help])
  }

  @Test(arguments: [
    ("${env.stage}", "did you mean `${env:stage}`?"),
    ("${stage}", "did you mean `${env:stage}`?"),
    ("${ENV:stage}", "did you mean `${env:stage}`?"),
    ("${orders.tableStreamArn}", "set `streamEnabled: true`"),
    ("${orders.indexArn}", "did you mean `${orders.indexArn.ByX}`?"),
    (
      "${orders.quux}",
      """
      it has `tableName`, `tableArn`, `streamArn`, `kmsKeyArn`, `daxEndpoint`, \
      `backupVaultArn`, `indexArn.ByX`
      """
    ),
  ]) func helpsWithReferences(reference: String, help: String) {
    let text = """
      service: shop
      complianceFramework: commercial
      environments: { prod: { values: { stage: x } } }
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: orderId, type: S }
            streamSpecification: { streamEnabled: false }
            globalSecondaryIndexes:
              - indexName: ByX
                partitionKey: { name: x, type: S }
                projection: { projectionType: ALL }
        - name: api
          type: lambda-api
          config: { handler: a.b, description: "\(reference)" }

      """
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    let options = CompileOptions(environment: "prod")
    let found = Compiler.validate(file, with: Catalog.vocabulary(), options: options)
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
