// Services of tens and hundreds of tables, under each tier: they compile, fit, and stay where they
// are when another table joins them.

import CloudFormation
import Compiler
import Compliance
import Provenance
import TestKit
import Testing

@Suite struct ManyTablesTests {
  @Test(arguments: [
    (Tier.commercial, 20), (.commercial, 100), (.commercial, 300), (.fedrampModerate, 20),
    (.fedrampModerate, 100), (.fedrampHigh, 20), (.fedrampHigh, 100), (.fedrampHigh, 300),
  ])
  func compileAndFit(_ tier: Tier, _ count: Int) throws {
    let artifacts = try ManyMinimalTables(count: count, tier: tier).artifacts()
    let stack = try SplitStack(artifacts)
    let limits = TemplateLimits.cloudFormation
    var tables = 0
    for (file, reading, byteCount) in stack.templates {
      #expect(byteCount <= limits.bytes, "\(file)")
      #expect(reading.members("Resources").count <= limits.resources, "\(file)")
      #expect(reading.members("Outputs").count <= limits.outputs, "\(file)")
      #expect(reading.members("Parameters").count <= limits.parameters, "\(file)")
      tables += reading.members("Resources").count { resource in
        reading.text("Type", in: resource.value).hasPrefix("AWS::DynamoDB::")
      }
    }
    #expect(tables == count)
    #expect(stack.complaints == [])
  }

  /// At the end of the spec: another table, or a function that uses the first ones, and with it
  /// what nobody asked for before. The counts are those at which a template, or a trail, is full.
  @Test(arguments: [
    (Tier.commercial, 99), (.commercial, 100), (.fedrampModerate, 34), (.fedrampHigh, 27),
    (.fedrampHigh, 124),
  ])
  func whatJoinsMovesNobody(_ tier: Tier, _ count: Int) throws {
    let before = try SplitStack(ManyMinimalTables(count: count, tier: tier).artifacts()).homes
    let function = """
        - name: api
          type: lambda-api
          config: { handler: src/api.handler, deadLetterQueue: true }
          binds:
            - { to: t0, capability: "database:dynamodb", access: read-write }
            - { to: t1, capability: "database:dynamodb", access: read-write }

      """
    for service in [
      ManyMinimalTables(count: count + 1, tier: tier),
      ManyMinimalTables(count: count, tier: tier, more: function),
    ] {
      let after = try SplitStack(service.artifacts())
      #expect(after.complaints == [])
      let moved = before.filter { after.homes[$0.key] != $0.value }
      #expect(moved.isEmpty, "\(moved.keys.sorted().prefix(3))")
    }
  }

  /// A trail has 500 values: tables stand in as few as that takes, each in one.
  @Test func trailsShareTheTables() throws {
    let stack = try SplitStack(ManyMinimalTables(count: 130, tier: .fedrampHigh).artifacts())
    var values: [String: Int] = [:]
    var recorded: [String: Int] = [:]
    for (_, reading, _) in stack.templates {
      for resource in reading.members("Resources")
      where reading.text("Type", in: resource.value) == "AWS::CloudTrail::Trail" {
        let prefix = "/Resources/\(resource.key)/Properties/AdvancedEventSelectors/"
        for (pointer, node) in reading.leaves where pointer.hasPrefix(prefix) {
          let isValue = pointer.contains("/Equals/") || pointer.contains("/StartsWith/")
          guard isValue else { continue }
          values[resource.key, default: 0] += 1
          let text = reading.tree.text(of: node)
          if text.contains(":table/") { recorded[text, default: 0] += 1 }
        }
      }
    }
    #expect(values == ["SharedAuditTrail": 500, "SharedAuditTrail2": 28])
    // A table and its stream, at home and abroad.
    #expect(recorded.count == 4 * 130)
    #expect(recorded.values.allSatisfy { $0 == 1 })
  }

  /// The policy of an endpoint has 20,480 characters.
  @Test(arguments: [(20, 20, 40), (60, 1, 120), (300, 1, 1)])
  func endpointsListTablesAsLongAsTheyCan(
    _ count: Int, _ statements: Int, _ resources: Int
  ) throws {
    let stack = try SplitStack(ManyMinimalTables(count: count, tier: .fedrampHigh).artifacts())
    let reading = try #require(
      stack.templates.lazy.map(\.reading).first {
        $0.node("/Resources/SharedGatewayEndpoint") != nil
      })
    let list = "/Resources/SharedGatewayEndpoint/Properties/PolicyDocument/Statement"
    let pointers = reading.leafPointers.filter { $0.hasPrefix(list) }
    #expect(pointers.count { $0.hasSuffix("/Sid") } == statements)
    #expect(pointers.count { $0.contains("/Resource/") } == resources)
  }
}
