// An attribute of several keys, whose type the short form says at each of them.

import Catalog
import Compiler
import Diagnostics
import Provenance
import Testing

@Suite struct RepeatedTypeTests {
  @Test func everyStatementOfATypeHasItsEffect() {
    let spec = """
      service: shop
      complianceFramework: commercial
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            sortKey: { name: day, type: N }
            globalSecondaryIndexes:
              - indexName: ByDay
                partitionKey: { name: state, type: S }
                sortKey: { name: day, type: N }
                projection: { projectionType: ALL }

      """
    let file = SourceFile(name: "service.yml", bytes: Array(spec.utf8))
    let outcome = Compiler.synthesize(
      file, with: Catalog.vocabulary(), options: CompileOptions(), format: .json)
    #expect(outcome.findings.located.map(\.finding.message) == [])
    #expect(outcome.artifacts?.files.isEmpty == false)
  }
}
