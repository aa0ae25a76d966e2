// `Fn::ForEach` and the other functions of the language extensions, as tables show them.

import Simulation
import TableModel
import Testing

@Suite struct LoopTests {
  private func load(
    _ template: String, _ parameters: [String: String] = [:]
  ) throws(LoadFault) -> [LoadedTable] {
    try TemplateLoader.tables(
      in: Array(template.utf8), named: "t.yaml",
      TemplateOptions(
        region: "us-east-1", account: "123456789012", partition: "aws", stack: "app",
        parameters: parameters))
  }

  private static let transform = "Transform: [AWS::LanguageExtensions]"

  private static func properties(_ more: String) -> String {
    "{AttributeDefinitions: [{AttributeName: id, AttributeType: S}], BillingMode: "
      + "PAY_PER_REQUEST, KeySchema: [{AttributeName: id, KeyType: HASH}], \(more)}"
  }

  /// Resources that are a loop over a collection.
  private static func loop(
    over collection: String, name: String = "!Sub 'the-${Name}'", key: String = "${Name}Table",
    more: String = ""
  ) -> String {
    """
    \(transform)
    \(more)
    Resources:
      Plain: {Type: AWS::DynamoDB::Table, Properties: \(properties("TableName: plain"))}
      Fn::ForEach::Tables:
        - Name
        - \(collection)
        - "\(key)":
            Type: AWS::DynamoDB::Table
            Properties: \(properties("TableName: \(name)"))
    """
  }

  private func names(_ template: String, _ parameters: [String: String] = [:]) throws -> [String] {
    try load(template, parameters).map(\.definition.tableName)
  }

  @Test(arguments: [
    ("!Sub 'the-${Name}'", ["plain", "the-Orders", "the-Returns"]),
    ("!Ref Name", ["plain", "Orders", "Returns"]),
    ("!Join ['-', [a, '${Name}', !Ref Name]]", ["plain", "a-Orders-Orders", "a-Returns-Returns"]),
  ])
  func eachValueMakesATable(_ name: String, _ expected: [String]) throws {
    #expect(try names(Self.loop(over: "[Orders, Returns]", name: name)) == expected)
    #expect(
      try load(Self.loop(over: "[Orders, Returns]", name: name)).map(\.logicalID)
        == ["Plain", "OrdersTable", "ReturnsTable"])
  }

  @Test(arguments: [
    ("[AWS::LanguageExtensions]", nil), ("AWS::LanguageExtensions", nil),
    ("[AWS::LanguageExtensions, AWS::SecretsManager-2020-07-23]", "AWS::SecretsManager-2020-07-23"),
  ])
  func whoeverLooksAtMoreThanTablesSeesThem(_ transform: String, _ awaited: String?) throws {
    let template = Self.loop(over: "[Orders, Returns]").replacing(
      Self.transform, with: "Transform: \(transform)")
    let open = try OpenTemplate(
      Array(template.utf8), named: "t.yaml",
      TemplateOptions(
        region: "us-east-1", account: "123456789012", partition: "aws", stack: "app",
        parameters: [:]))
    #expect(
      try open.resources(of: ["AWS::DynamoDB::Table"]).map(\.name)
        == ["plain", "the-Orders", "the-Returns"])
    #expect(open.transform == awaited)
  }

  @Test func aLoopGoesOverAParameter() throws {
    let list = "Parameters: {Names: {Type: CommaDelimitedList, Default: 'a, b'}}"
    let template = Self.loop(over: "!Ref Names", more: list)
    #expect(try names(template) == ["plain", "the-a", "the-b"])
    #expect(try names(template, ["Names": "c"]) == ["plain", "the-c"])
    let one = "Parameters: {One: {Type: String, Default: x}}"
    #expect(
      try names(Self.loop(over: "[y, !Ref One]", more: one)) == ["plain", "the-y", "the-x"])
    #expect(try names(Self.loop(over: "[]")) == ["plain"])
  }

  @Test func signsAreLeftOutOfLogicalNames() throws {
    let template = Self.loop(over: "[a.b, c-1]", name: "'${Name}'", key: "T&{Name}")
    #expect(try load(template).map(\.logicalID) == ["Plain", "Tab", "Tc1"])
    #expect(try names(template) == ["plain", "a.b", "c-1"])
  }

  @Test func loopsStandWithinLoops() throws {
    let template = """
      Transform: AWS::LanguageExtensions
      Conditions:
        Fn::ForEach::Wishes:
          - Stage
          - [dev, prod]
          - "Is${Stage}": !Equals ['${Stage}', prod]
      Resources:
        Fn::ForEach::Stages:
          - Stage
          - [dev, prod]
          - Fn::ForEach::Tables:
              - Name
              - [Orders, Returns]
              - "${Name}${Stage}":
                  Type: AWS::DynamoDB::Table
                  Condition: "Is${Stage}"
                  Properties:
                    TableName: !Sub '${Name}-${Stage}'
                    BillingMode: PAY_PER_REQUEST
                    KeySchema: [{AttributeName: id, KeyType: HASH}]
                    AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                    Fn::ForEach::Settings:
                      - Setting
                      - [DeletionProtectionEnabled]
                      - "${Setting}": true
      """
    let tables = try load(template)
    #expect(tables.map(\.definition.tableName) == ["Orders-prod", "Returns-prod"])
    #expect(tables.allSatisfy { $0.definition.deletionProtectionEnabled == true })
  }

  @Test(arguments: [
    (loop(over: "[a]").replacing(transform, with: ""), "t.yaml:3:1: `Resources` holds"),
    (loop(over: "!Ref Nothing"), "t.yaml:7:7: what this loop goes over is not known"),
    (loop(over: "!GetAZs ''"), "t.yaml:7:7: what this loop goes over is not known"),
    (loop(over: "[!GetAZs '']"), "t.yaml:7:8: what this loop goes over is not known"),
    (
      loop(over: "!Ref P", more: "Parameters: {P: {Type: CommaDelimitedList}}"),
      "t.yaml:7:7: a loop goes over the parameter `P`, which has no value"
    ),
    (
      loop(over: "[a, b]", key: "Table"), "t.yaml:8:7: the loops of the template make `Table` twice"
    ),
    (loop(over: "[a]", key: "Plain"), "t.yaml:8:7: the loops of the template make `Plain` twice"),
    (loop(over: "[a]").replacing("    - Name\n", with: ""), "t.yaml:5:3: this is no loop"),
    (loop(over: "[a]").replacing("Fn::ForEach::Tables", with: "Fn::ForEach"), "this is no loop"),
    (
      loop(over: "[a]", more: "Mappings: {Fn::ForEach::M: [N, [a], {'${N}': {b: {c: d}}}]}"),
      "t.yaml:2:1: `Mappings` holds `Fn::ForEach`, which does not belong there"
    ),
    ("Resources: {Orders: [a]}", "t.yaml:1:13: the resource `Orders` is no mapping"),
  ])
  func whatCannotBeWrittenOutIsRefused(_ template: String, _ message: String) {
    let fault = #expect(throws: LoadFault.self) { try load(template) }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "")")
  }

  /// Ten loops within each other, over ten values each.
  @Test func loopsThatMakeTooMuchEnd() {
    var template = "\(Self.transform)\nResources:\n"
    for depth in 0..<10 {
      let space = String(repeating: "      ", count: depth)
      template +=
        "\(space)  Fn::ForEach::L\(depth):\n\(space)    - I\(depth)\n"
        + "\(space)    - ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']\n\(space)    -\n"
    }
    let space = String(repeating: "      ", count: 10)
    template += "\(space)  'T${I0}${I1}${I2}${I3}${I4}${I5}${I6}${I7}${I8}${I9}': {Type: A}\n"
    let fault = #expect(throws: LoadFault.self) { try load(template) }
    #expect(fault?.message.contains("make more than CloudFormation takes") == true)
  }

  @Test(arguments: [
    ("!Sub ['t-${N}', {N: {Fn::Length: [a, b, c]}}]", "t-3"),
    ("!Sub ['t-${N}', {N: {Fn::Length: !Split [',', 'a,b']}}]", "t-2"),
    ("{Fn::FindInMap: [M, !Ref AWS::Region, name]}", "east"),
    ("{Fn::FindInMap: [M, nowhere, name, {DefaultValue: else}]}", "else"),
    ("{Fn::FindInMap: [M, !Ref AWS::Region, name, {DefaultValue: else}]}", "east"),
  ])
  func theOtherExtensionsAreWorkedOut(_ name: String, _ expected: String) throws {
    let template = """
      \(Self.transform)
      Mappings: {M: {us-east-1: {name: east}}}
      Resources:
        T: {Type: AWS::DynamoDB::Table, Properties: \(Self.properties("TableName: \(name)"))}
      """
    #expect(try names(template) == [expected])
  }

  @Test func aValueBecomesJSON() throws {
    let value = #"{Fn::ToJsonString: {a: [1, true, "x\"y", !Ref AWS::Region], b: {c: 1.5}}}"#
    let template = """
      \(Self.transform)
      Resources:
        T:
          Type: AWS::DynamoDB::Table
          Properties: \(Self.properties("Tags: [{Key: k, Value: \(value)}]"))
      """
    #expect(
      try load(template).map(\.definition.tags)
        == [[TableTag("k", #"{"a":[1,true,"x\"y","us-east-1"],"b":{"c":1.5}}"#)]])
  }
}
