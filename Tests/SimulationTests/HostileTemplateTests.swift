// Templates whose functions would take for ever: few lines, each naming the one before twice.

import Simulation
import Testing

@Suite(.timeLimit(.minutes(20))) struct HostileTemplateTests {
  private func fault(_ template: String) -> LoadFault? {
    do throws(LoadFault) {
      _ = try TemplateLoader.tables(
        in: Array(template.utf8), named: "t.yaml",
        TemplateOptions(
          region: "us-east-1", account: "123456789012", partition: "aws", stack: "app",
          parameters: [:]))
      return nil
    } catch { return error }
  }

  private static let keys =
    "AttributeDefinitions: [{AttributeName: id, AttributeType: S}],"
    + " KeySchema: [{AttributeName: id, KeyType: HASH}], BillingMode: PAY_PER_REQUEST"

  private func table(named name: String, resources: String = "", sections: String = "") -> String {
    """
    \(sections)
    Resources:
      Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: \(name), \(Self.keys)}}
    \(resources)
    """
  }

  private static let levels = 20
  private static let tooMuch = "the functions of the template take more than 100 steps"
  private static let tooLong = "this becomes a text of more than 1048576 bytes"

  /// A text that is doubled by each level.
  @Test func nestedTextsAreBounded() {
    var name = "x"
    for _ in 0..<30 { name = "!Sub ['${a}${a}', {a: \(name)}]" }
    #expect(fault(table(named: name))?.message.contains(Self.tooLong) == true)
  }

  private func queues(_ name: (Int) -> String, last: String) -> String {
    (0..<Self.levels).map { level in
      let name = level == Self.levels - 1 ? last : name(level + 1)
      return "  Q\(level): {Type: AWS::SQS::Queue, Properties: {QueueName: \(name)}}"
    }.joined(separator: "\n")
  }

  /// Each resource's name has that of the next in it twice.
  @Test(arguments: ["x", "''"]) func namesOfNamesAreBounded(_ last: String) {
    let found = fault(
      table(
        named: "!GetAtt Q0.QueueName",
        resources: queues({ "!Sub '${Q\($0).QueueName}${Q\($0).QueueName}'" }, last: last)))
    #expect(found?.message.contains(Self.tooMuch) == true, "\(found?.message ?? "loaded")")
    #expect(found?.help == "let functions name what others give less often")
  }

  @Test func joinedTextsAreBounded() {
    let found = fault(
      table(
        named: "!Ref Q0",
        resources: queues(
          { "!Join ['', [!Ref Q\($0), !Ref Q\($0), !Ref Q\($0)]]" }, last: "longer")))
    #expect(found?.message.contains(Self.tooMuch) == true, "\(found?.message ?? "loaded")")
  }

  @Test func conditionsOfConditionsAreBounded() {
    var conditions = "Conditions:\n  C\(Self.levels): !Equals [a, a]\n"
    for level in 0..<Self.levels {
      conditions += "  C\(level): !And [!Condition C\(level + 1), !Condition C\(level + 1)]\n"
    }
    let found = fault(table(named: "!If [C0, a-name, another]", sections: conditions))
    #expect(found?.message.contains(Self.tooMuch) == true, "\(found?.message ?? "loaded")")
  }

  @Test func mappingsOfMappingsAreBounded() {
    var mappings = "Mappings:\n  M:\n    k\(Self.levels): {v: a}\n"
    for level in 0..<Self.levels {
      let next = "!FindInMap [M, k\(level + 1), v]"
      mappings += "    k\(level): {v: !Join ['', [\(next), \(next)]]}\n"
    }
    let found = fault(table(named: "!FindInMap [M, k0, v]", sections: mappings))
    #expect(found?.message.contains(Self.tooMuch) == true, "\(found?.message ?? "loaded")")
  }

  /// However they lead back, the names of the circle are told.
  @Test(
    arguments: [
      ("!Ref Orders", "", "`Orders` → `Orders`"),
      ("!Sub '${Orders.Arn}${Orders.Arn}'", "", "`Orders` → `Orders`"),
      (
        "!Sub '${A}-x'", "  A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Orders}}",
        "`A` → `Orders` → `A`"
      ),
      (
        "!GetAtt A.Arn",
        """
          A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Join ['', [!Ref B, !Ref B]]}}
          B: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub '${A}${A}'}}
        """, "`A` → `B` → `A`"
      ),
    ] as [(String, String, String)])
  func circlesOfNamesAreTold(_ name: String, _ resources: String, _ circle: String) {
    let found = fault(table(named: name, resources: resources))
    #expect(found?.message.contains("is made of itself: \(circle)") == true, "\(found as Any)")
    #expect(found?.message.hasPrefix("t.yaml:") == true)
  }

  /// Two that name a third are no circle.
  @Test func namesMayMeet() {
    let resources = """
        A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${C}-a'}}
        B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${C}-b'}}
        C: {Type: AWS::SQS::Queue, Properties: {QueueName: c}}
      """
    #expect(fault(table(named: "!Sub '${A}-${B}-${C}'", resources: resources)) == nil)
  }
}
