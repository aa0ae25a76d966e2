// A whole spec and the codes it earns: for rules that look beyond one component.

import Catalog
import Compiler
import Diagnostics
import Provenance
import Testing

struct SpecCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  /// In reading order, notes included, one for each finding.
  let codes: [String]

  /// Everything under `components:`, and what stands before it.
  init(_ name: String, before: String = "", _ components: String, earns codes: String...) {
    testDescription = name
    self.codes = codes
    text = """
      service: shop
      complianceFramework: commercial
      \(before)
      components:
      \(components)

      """
  }

  /// One function beside a table with an index, and one with a stream.
  init(
    _ name: String, type: String = "lambda-api", function config: String = "", binds: String = "",
    earns codes: String...
  ) {
    testDescription = name
    self.codes = codes
    text = """
      service: shop
      complianceFramework: commercial
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: orderId, type: S }
            globalSecondaryIndexes:
              - indexName: ByState
                partitionKey: { name: state, type: S }
                projection: { projectionType: KEYS_ONLY }
        - name: changes
          type: dynamodb-table
          config:
            partitionKey: { name: changeId, type: S }
            streamSpecification: { streamViewType: NEW_IMAGE }
        - name: worker
          type: \(type)
          config:
      \(SpecCase.indented(config, by: 6))
          binds: [\(binds)]

      """
  }

  private static func indented(_ text: String, by count: Int) -> String {
    let space = String(repeating: " ", count: count)
    return text.split(separator: "\n").map { space + $0 }.joined(separator: "\n")
  }

  var found: [String] {
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    return Compiler.validate(file, with: Catalog.vocabulary(), options: CompileOptions())
      .located.map(\.finding.code.id)
  }

  func expectCodes() { #expect(found == codes, "\(text)") }
}
