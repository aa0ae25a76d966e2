// What AWS refuses of tables is refused of templates, at the value that is wrong.

import Catalog
import Compiler
import Diagnostics
import Provenance
import TableModel
import TestKit
import Testing

@Suite struct CreationRuleTests {
  @Test(arguments: TemplateCase.all)
  func earnsTheAnnouncedRefusals(_ example: TemplateCase) {
    let said = example.findings.located.map(\.finding.message).joined(separator: "\n")
    #expect(example.found == example.announced, "\(example.text)\n\(said)")
  }

  @Test func noCaseIsWrittenTwice() {
    let names = TemplateCase.all.map { $0.testDescription + $0.text }
    #expect(Set(names).count == names.count)
    #expect(Set(TemplateCase.all.flatMap(\.announced).map(\.code)).count == 3)
  }

  /// The words are DynamoDB's own, as the simulator has them.
  @Test func speaksAsDynamoDB() throws {
    let example = try #require(
      TemplateCase.all.first { $0.testDescription == "a definition that no key uses" })
    let message = example.findings.located.map(\.finding.message).first {
      $0.hasPrefix("DynamoDB")
    }
    #expect(
      message
        == "DynamoDB refuses table `Orders`: One or more parameter values were invalid: Number of "
        + "attributes in KeySchema does not exactly match number of attributes defined in "
        + "AttributeDefinitions")
  }

  /// Whatever we make ourselves can be created.
  @Test func refusesNothingOfOurs() throws {
    var count = 0
    for path in Checkout.paths(below: "examples") where path.hasSuffix(".template.json") {
      count += 1
      let file = SourceFile(name: path, bytes: try Checkout.bytes(path))
      let findings = Compiler.validate(
        file, with: Catalog.vocabulary(), options: CompileOptions())
      let refused = findings.located.filter { $0.finding.code.id.hasPrefix("CFN") }
      #expect(refused.isEmpty, "\(path): \(refused.map(\.finding.message))")
    }
    #expect(count > 30)
  }
}
