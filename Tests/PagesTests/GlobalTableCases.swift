// What pages do not show of global tables: the cases beside the one fault of a page.

import Compiler
import Diagnostics
import FindingFormats
import Provenance
import TestKit
import Testing

/// A table's configuration, in flow style, and the codes it earns.
struct TableCase: Sendable, CustomTestStringConvertible {
  let config: String
  let codes: [String]
  var region: String? = "us-east-1"

  var testDescription: String { config }

  func messages() -> [LocatedFinding] {
    let text =
      "service: shop\ncomplianceFramework: commercial\n" + (region.map { "region: \($0)\n" } ?? "")
      + "components:\n  - name: orders\n    type: dynamodb-table\n    config: { partitionKey: "
      + "{ name: id, type: S }, \(config) }\n"
    return CodePage.findings(of: text, PageExample(section: "")).located
  }
}

private let usKey = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

@Suite struct GlobalTableCases {
  static let cases: [TableCase] = [
    TableCase(config: "globalTables: { regions: [us-east-1] }", codes: []),
    TableCase(
      config:
        "globalTables: { regions: [us-east-1] }, streamSpecification: { streamEnabled: false }",
      codes: []),
    TableCase(
      config: "globalTables: { replicationGroup: [{ region: us-east-1 }, { region: us-west-2 }] }",
      codes: []),
    TableCase(config: "globalTables: { regions: [\"${AWS::Region}\", us-west-2] }", codes: []),
    TableCase(
      config: "globalTables: { regions: [us-west-2, eu-west-1] }", codes: ["TABLE104"], region: nil),
    TableCase(
      config: "globalTables: { regions: [us-gov-west-1, us-gov-east-1] }", codes: [],
      region: "us-gov-west-1"),
    TableCase(
      config: "globalTables: { regions: [us-gov-west-1, us-gov-east-1, us-east-1], "
        + "consistency: STRONG }", codes: ["TABLE105"], region: "us-gov-west-1"),
    TableCase(
      config: "globalTables: { regions: [us-east-1, us-west-2], consistency: STRONG, "
        + "witnessRegion: us-east-2 }, streamSpecification: { streamEnabled: false }", codes: []),
    TableCase(
      config: "globalTables: { regions: [us-east-1, us-east-2, us-west-2], consistency: STRONG, "
        + "witnessRegion: us-west-2 }", codes: ["TABLE115", "TABLE120"]),
    TableCase(
      config: "globalTables: { regions: [us-east-1, us-west-2] }, "
        + "sseSpecification: { sseType: KMS, kmsMasterKeyId: alias/orders }", codes: []),
    TableCase(
      config: "globalTables: { regions: [us-east-1, us-west-2] }, "
        + "sseSpecification: { sseType: KMS, kmsMasterKeyId: \"\(usKey)\" }", codes: ["TABLE106"]),
    TableCase(
      config: "globalTables: { replicationGroup: [{ region: us-east-1 }, { region: us-west-2, "
        + "kmsKeyId: alias/orders }] }, "
        + "sseSpecification: { sseType: KMS, kmsMasterKeyId: \"\(usKey)\" }", codes: []),
    // A region that was reported leaves nothing to conclude about the list.
    TableCase(
      config: "globalTables: { regions: [us-east-9, us-west-2], "
        + "replicationGroup: [{ region: us-west-2 }] }", codes: ["AWS003"]),
    TableCase(config: "globalTables: { region: us-east-1 }", codes: ["SHAPE001"]),
    TableCase(
      config: "contributorInsightsSpecification: { enabled: true }, globalTables: { "
        + "replicationGroup: [{ region: us-east-1, contributorInsightsSpecification: "
        + "{ mode: THROTTLED_KEYS } }] }", codes: []),
  ]

  @Test(arguments: cases)
  func earns(_ example: TableCase) {
    #expect(example.messages().map(\.finding.code.id) == example.codes)
  }
}
