// What a spec declares and nobody chose, asks for and nobody checks, or uses and nobody grants.

import Catalog
import Compiler
import Compliance
import Diagnostics
import Provenance
import Testing

@Suite struct ChoiceTests {
  private static let table = """
      - name: orders
        type: dynamodb-table
        config: { partitionKey: { name: orderId, type: S }
    """

  private static func synthesis(of before: String, setting: String = "", under name: String? = nil)
    -> [String]
  {
    let text =
      "service: shop\ncomplianceFramework: commercial\n\(before)\ncomponents:\n\(table)\(setting) }\n"
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    return Compiler.synthesize(
      file, with: Catalog.vocabulary(), options: CompileOptions(environment: name), format: .json
    ).findings.located.map(\.finding.code.id)
  }

  @Test func templateOfNoEnvironmentIsAWarning() {
    let environments = "environments: { prod: { values: { mode: PAY_PER_REQUEST } } }"
    let setting = ", billingMode: \"${env:mode}\""
    #expect(ChoiceTests.synthesis(of: environments) == ["SPEC010"])
    #expect(ChoiceTests.synthesis(of: environments, under: "prod").isEmpty)
    #expect(ChoiceTests.synthesis(of: "").isEmpty)
    // The value that needs an environment says so itself.
    #expect(ChoiceTests.synthesis(of: environments, setting: setting) == ["REF006"])
  }

  /// The higher of both counts, and its rules look at the table.
  @Test(
    arguments: [
      ("commercial", nil, false), ("fedramp-moderate", nil, true),
      ("commercial", .fedrampHigh, true), ("fedramp-high", .commercial, true),
    ] as [(String, Tier?, Bool)])
  func tierCanOnlyBeRaised(framework: String, tier: Tier?, isRefused: Bool) {
    let text =
      "service: shop\ncomplianceFramework: \(framework)\n"
      + "environments: { dev: {}, prod: {} }\ncomponents:\n\(ChoiceTests.table)"
      + ", deletionProtectionEnabled: false }\n"
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    let found = Compiler.validate(
      file, with: Catalog.vocabulary(),
      options: CompileOptions(region: "us-east-1", tier: tier)
    ).located.filter { $0.finding.code.severity == .error }
    // Once for each table, and for each region it is in.
    #expect(Set(found.map(\.finding.code.id)) == (isRefused ? ["PRO-1"] : []))
  }

  @Test(arguments: uses) func useNeedsABind(_ example: SpecCase) { example.expectCodes() }

  private static func use(_ name: String, _ value: String, binds: String = "", earns: String?)
    -> SpecCase
  {
    let function = "handler: a.b\nenvironment: { variables: { TABLE: \"\(value)\" } }"
    guard let earns else { return SpecCase(name, function: function, binds: binds) }
    return SpecCase(name, function: function, binds: binds, earns: earns)
  }

  private static let uses = [
    use("a table's name", "${orders.tableName}", earns: "BIND017"),
    use("within a text", "table:${orders.tableArn}", earns: "BIND017"),
    use("an index", "${orders.indexArn.ByState}", earns: "BIND017"),
    use("one table twice", "${orders.tableName} ${orders.tableArn}", earns: "BIND017"),
    use("an index that is not there", "${orders.indexArn.ByColour}", earns: "REF003"),
    use("its own name's neighbour", "${worker.roleArn}", earns: nil),
    use("a stream, which a mapping reads", "${changes.streamArn}", earns: nil),
    use(
      "another table is bound", "${orders.tableName}",
      binds: "{ to: changes, capability: \"database:dynamodb\", access: read }", earns: "BIND017"),
    use(
      "any bind will do", "${orders.tableName}",
      binds: "{ to: orders, capability: \"dynamodb:index\", access: read }", earns: nil),
    use(
      "a bind that names nothing may be it", "${orders.tableName}",
      binds: "{ to: order, capability: \"database:dynamodb\", access: read }", earns: "BIND001"),
    use(
      "a bind that was reported may be it", "${orders.tableName}",
      binds: "{ to: orders, capability: \"database:dynamodb\", access: reed }", earns: "SHAPE003"),
  ]
}
