// The specs in the READMEs of the components are specs: each passes as it stands.

import Compiler
import Diagnostics
import TestKit
import Testing

/// A spec in a README.
struct ReadmeExample: Sendable, CustomTestStringConvertible {
  let path: String
  let number: Int
  let text: String

  var testDescription: String { "\(path), example \(number)" }

  static func all() throws -> [ReadmeExample] {
    try Checkout.names(in: "components").flatMap { component in
      let path = "components/\(component)/README.md"
      return try Checkout.text(path).matches(of: /```yaml\n((?s:.*?))```/)
        .map { String($0.1) }.filter { $0.contains("components:") }
        .enumerated().map { ReadmeExample(path: path, number: $0.offset + 1, text: $0.element) }
    }
  }
}

@Suite struct ReadmeTests {
  @Test(arguments: try ReadmeExample.all())
  func examplePasses(_ example: ReadmeExample) {
    let findings = CodePage.findings(of: example.text, PageExample(section: ""))
    let lines = CodePage.lines(of: findings, example.text)
    let isGood = !findings.located.contains { $0.finding.code.severity == .error }
    #expect(isGood, "\(lines)")
  }

  @Test func everyReadmeHasTwoExamples() throws {
    let examples = try ReadmeExample.all()
    for component in Checkout.names(in: "components") {
      let count = examples.count { $0.path == "components/\(component)/README.md" }
      #expect(count >= 2, "\(component) needs a smallest and a fuller example")
    }
  }
}
