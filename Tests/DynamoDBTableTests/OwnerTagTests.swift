// The owner of a service, and the tag it becomes.

import Catalog
import Compiler
import Diagnostics
import Provenance
import Testing

@Suite struct OwnerTagTests {
  private func outcome(
    owner: String, tags: String = ""
  ) -> (findings: Findings, artifacts: Artifacts?) {
    let spec = """
      service: shop
      owner: \(owner)
      complianceFramework: commercial
      environments:
        prod:
          values: { team: payments, number: 7 }
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            tags: { \(tags) }

      """
    return Compiler.synthesize(
      SourceFile(name: "service.yml", bytes: Array(spec.utf8)), with: Catalog.vocabulary(),
      options: CompileOptions(environment: "prod"), format: .json)
  }

  private func text(of file: String, in artifacts: Artifacts?) -> String {
    String(decoding: artifacts?.files.first { $0.path == file }?.bytes ?? [], as: UTF8.self)
      .filter { !$0.isWhitespace }
  }

  @Test(arguments: [
    ("platform", "", #""Tags":[{"Key":"owner","Value":"platform"}]"#),
    ("${env:team}", "", #""Tags":[{"Key":"owner","Value":"payments"}]"#),
    ("team-${env:team}", "", #""Tags":[{"Key":"owner","Value":"team-payments"}]"#),
    (
      "platform", "area: shop",
      #""Tags":[{"Key":"area","Value":"shop"},{"Key":"owner","Value":"platform"}]"#
    ),
    ("platform", "owner: carts", #""Tags":[{"Key":"owner","Value":"carts"}]"#),
  ])
  func isATagOfTheTable(owner: String, tags: String, expected: String) {
    let outcome = outcome(owner: owner, tags: tags)
    #expect(outcome.findings.located.map(\.finding.message) == [])
    #expect(text(of: "shop-prod.template.json", in: outcome.artifacts).contains(expected))
  }

  @Test func trailLeadsToTheOwner() {
    let trail = text(of: "trail.json", in: outcome(owner: "platform").artifacts)
    let place = #"{"from":"spec","file":"service.yml","line":2,"column":8,"pointer":"/owner"}"#
    #expect(trail.contains(#""/Resources/OrdersTable/Properties/Tags/0/Value":"# + place))
  }

  @Test func isAText() {
    let outcome = outcome(owner: "${env:number}")
    #expect(outcome.findings.located.map(\.finding.code.id.first) == ["S"])
    #expect(outcome.artifacts == nil)
  }

  @Test(arguments: [
    ("owner-of-${AWS::Region}", #"{"Fn::Sub":"owner-of-${AWS::Region}"}"#),
    ("${AWS::AccountId}", #"{"Ref":"AWS::AccountId"}"#),
  ])
  func isResolvedByCloudFormation(owner: String, expected: String) {
    let outcome = outcome(owner: owner)
    #expect(outcome.findings.located.map(\.finding.code.id) == [])
    #expect(
      text(of: "shop-prod.template.json", in: outcome.artifacts)
        .contains(#"{"Key":"owner","Value":"# + expected + "}"))
  }
}
