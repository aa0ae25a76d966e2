// Runs the cases of the table's rules, and the empty list of indexes that an environment may write.

import Diagnostics
import FindingFormats
import TestKit
import Testing

@Suite struct TableCaseTests {
  @Test(arguments: TableCase.keys + TableCase.indexes + TableCase.capacity)
  func earnsItsFindingsAndNoOther(_ example: TableCase) {
    let findings = CodePage.findings(of: example.spec, PageExample(section: ""))
    #expect(
      findings.located.map(\.finding.code.id) == example.codes,
      "\(CodePage.lines(of: findings, example.spec))\n\(example.spec)")
  }

  @Test func environmentMayRemoveIndexes() {
    let spec = """
      service: shop
      complianceFramework: commercial
      environments:
        dev:
          overrides:
            orders:
              globalSecondaryIndexes: []
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            globalSecondaryIndexes:
              - indexName: ByIt
                partitionKey: { name: it, type: S }
                projection: { projectionType: ALL }

      """
    let findings = CodePage.findings(of: spec, PageExample(section: "<!-- run: --env dev -->"))
    #expect(findings.located.isEmpty, "\(CodePage.lines(of: findings, spec))")
  }
}
