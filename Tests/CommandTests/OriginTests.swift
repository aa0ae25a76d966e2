// `explain FILE POINTER`: from a value of a template back to the line that caused it.

import Foundation
import TestKit
import Testing

@Suite(.serialized) struct OriginTests {
  private static let spec = """
    service: shop
    complianceFramework: commercial

    components:
      - name: orders
        type: dynamodb-table
        config:
          partitionKey: { name: orderId, type: S }
          timeToLiveSpecification:
            enabled: true
            attributeName: expiresAt

    """

  private static let template = "dist/shop/shop.template.json"
  private static let table = "/Resources/OrdersTable/Properties"

  private let shelf: Shelf

  init() throws {
    shelf = try Shelf()
    try shelf.write(Array(OriginTests.spec.utf8), to: "service.yml")
    #expect(try ProgramRun(["synth", "service.yml"], in: shelf).status == 0)
  }

  private func run(_ pointer: String, _ more: String..., template: String = template) throws
    -> ProgramRun
  {
    try ProgramRun(["explain", template, pointer] + more, in: shelf)
  }

  @Test func aWrittenValueShowsItsLine() throws {
    let answer = try run(OriginTests.table + "/TimeToLiveSpecification/AttributeName")
    #expect(
      answer.output == """
        \(OriginTests.table)/TimeToLiveSpecification/AttributeName in \(OriginTests.template)
          "expiresAt"

          stated in service.yml:11:24
          11 |         attributeName: expiresAt

        """)
    #expect(answer.status == 0 && answer.errors == "")
  }

  @Test func aLayersValueShowsItsCommentToo() throws {
    let answer = try run(OriginTests.table + "/BillingMode")
    #expect(answer.output.contains("stated in the layer `base`, components/dynamodb-table/tiers/"))
    #expect(answer.output.contains("| billingMode: PAY_PER_REQUEST\n"))
    #expect(answer.output.contains("| # Nobody has to guess a capacity"))
    #expect(answer.status == 0)
  }

  @Test func aWorkedOutValueNamesItsNote() throws {
    let answer = try run(OriginTests.table + "/TableName")
    #expect(answer.output.contains("worked out: service, environment and component"))
    #expect(answer.output.contains("from service.yml:5:"))
  }

  @Test func aFixedValueNamesItsReason() throws {
    let answer = try run("/AWSTemplateFormatVersion")
    #expect(answer.output.contains("nobody decides it: CloudFormation has one template format"))
  }

  @Test func aCollectionIsExplainedPartByPart() throws {
    let answer = try run(OriginTests.table + "/KeySchema")
    #expect(answer.output.contains("\(OriginTests.table)/KeySchema/0/AttributeName\n"))
    #expect(answer.output.contains("\(OriginTests.table)/KeySchema/0/KeyType\n"))
  }

  /// Below a value with an origin, and written as a URI does.
  @Test(arguments: [
    "/Outputs/OrdersTableArn/Value/Fn::GetAtt/1", "#/Outputs/OrdersTableArn/Value",
  ])
  func aPartOfAnIntrinsicHasItsOrigin(_ pointer: String) throws {
    let answer = try run(pointer)
    #expect(answer.status == 0)
    #expect(answer.output.contains("every table names itself to other stacks"))
  }

  @Test func jsonHoldsTheSame() throws {
    struct Answer: Decodable {
      struct Origin: Decodable {
        let pointer: String
        let from: String
        let layer: String?
        let line: Int?
        let text: String?
        let comment: [String]?
      }
      let file: String
      let pointer: String
      let origins: [Origin]
    }
    let outcome = try run(OriginTests.table + "/BillingMode", "--format", "json")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    #expect(answer.file == OriginTests.template)
    #expect(answer.pointer == OriginTests.table + "/BillingMode")
    let origin = try #require(answer.origins.first)
    #expect(answer.origins.count == 1)
    #expect(origin.from == "layer" && origin.layer == "base")
    #expect(origin.text == "billingMode: PAY_PER_REQUEST")
    #expect(origin.comment?.first?.hasPrefix("# Nobody") == true)
  }

  /// Lines that have moved since would be shown for what they are not.
  @Test func aChangedSpecIsNotQuoted() throws {
    try shelf.write(Array(("# new\n" + OriginTests.spec).utf8), to: "service.yml")
    let answer = try run(OriginTests.table + "/TimeToLiveSpecification/AttributeName")
    #expect(answer.status == 0)
    #expect(answer.output.contains("stated in service.yml:11:24\n"))
    #expect(!answer.output.contains("attributeName: expiresAt"))
  }

  @Test func whatIsNotThereIsSaid() throws {
    let unknown = try run("/Resources/OrderTable/Properties")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean `/Resources/OrdersTable`?"))
    let bare = try run("Resources")
    #expect(bare.status == 64 && bare.errors.contains("write `/Resources`"))
    let spec = try run("/components", template: "service.yml")
    #expect(spec.status == 66 && spec.errors.contains("ashlar synth service.yml -o dist"))
    let missing = try run("/Resources", template: "nothing.json")
    #expect(missing.status == 66)
    let template = [UInt8](try Data(contentsOf: file(OriginTests.template)))
    try shelf.write(template, to: "lone.json")
    let lone = try run("/Resources", template: "lone.json")
    #expect(lone.status == 66 && lone.errors.contains("there is no `trail.json` beside"))
    try shelf.write(template, to: "dist/shop/b.json")
    let other = try run("/Resources", template: "dist/shop/b.json")
    #expect(other.status == 66 && other.errors.contains("`shop.template.json`"))
    let many = try ProgramRun(["explain", "a", "/b", "/c"], in: shelf)
    #expect(many.status == 64 && many.errors.contains("`/c` is one too many"))
  }

  @Test func theEmptyPointerIsTheWholeTemplate() throws {
    let answer = try run("")
    #expect(answer.status == 0 && answer.errors == "")
    #expect(answer.output.contains("/AWSTemplateFormatVersion\n"))
    #expect(answer.output.contains(OriginTests.table + "/BillingMode\n"))
  }

  @Test func hostileTrailsAreRefused() throws {
    for text in ["", "[]", "{\"shop.template.json\": 1}", "{\"shop.template.json\": {}}", "\u{0}"] {
      try shelf.write(Array(text.utf8), to: "dist/shop/trail.json")
      let answer = try run("/Resources")
      #expect([64, 66].contains(answer.status), "\(text)")
      #expect(answer.output == "")
    }
    let bent = #"{"shop.template.json": {"/Resources": {"from": "spec", "file": "../../x"}}}"#
    try shelf.write(Array(bent.utf8), to: "dist/shop/trail.json")
    #expect(try run("/Resources").status == 0)
  }

  private func file(_ name: String) -> URL { shelf.folder.appendingPathComponent(name) }
}
