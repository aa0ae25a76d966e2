// Runs the specs in the documents: a reader who copies one must get what the text promises.

import Compiler
import Diagnostics
import FindingFormats
import Provenance
import TestKit
import Testing

/// A spec in a README or in `docs`. The words after `yaml` say what becomes of it: nothing for one
/// that passes, `bad` for one that earns an error, `synth` when it is `synth` that says so.
struct ReadmeExample: Sendable, CustomTestStringConvertible {
  let path: String
  let number: Int
  let text: String
  let words: Set<Substring>
  /// What the document says is printed, where it follows the spec.
  let output: String?

  var testDescription: String { "\(path), example \(number)" }

  var isBad: Bool { words.contains("bad") }

  var findings: Findings {
    let run = words.contains("synth") ? "<!-- run: synth -->" : ""
    return CodePage.findings(of: text, PageExample(section: run))
  }

  static func all() throws -> [ReadmeExample] {
    let readmes = Checkout.names(in: "components").map { "components/\($0)/README.md" }
    return try (["README.md", "CONTRIBUTING.md"] + readmes + pages(in: "docs")).flatMap(examples)
  }

  private static func examples(in path: String) throws -> [ReadmeExample] {
    let fence =
      /(?m)^```yaml([^\n]*)\n((?s:.*?))^```\n(?:[^`]*?^```text\n((?:error|warning)\[(?s:.*?))^```)?/
    return try Checkout.text(path).matches(of: fence)
      .filter { $0.2.contains("components:") }.enumerated().map {
        ReadmeExample(
          path: path, number: $0.offset + 1, text: String($0.element.2),
          words: Set($0.element.1.split(separator: " ")), output: $0.element.3.map(String.init))
      }
  }

  private static func pages(in folder: String) -> [String] {
    Checkout.names(in: folder).flatMap { name in
      name.hasSuffix(".md") ? ["\(folder)/\(name)"] : pages(in: "\(folder)/\(name)")
    }
  }
}

@Suite struct ReadmeTests {
  @Test(arguments: try ReadmeExample.all())
  func exampleIsWhatItSays(_ example: ReadmeExample) {
    let findings = example.findings
    let lines = CodePage.lines(of: findings, example.text)
    let severities = findings.located.map(\.finding.code.severity)
    #expect(severities.contains(.error) == example.isBad, "\(lines)")
    // What is shown as good is what people copy. What a tier merely advises is no fault of it.
    let warnings = findings.located.filter {
      $0.finding.code.severity == .warning && !$0.finding.code.id.contains("-")
    }
    #expect(example.isBad || warnings.isEmpty, "\(lines)")
  }

  /// Where findings are shown below a spec, they are its findings.
  @Test(arguments: try ReadmeExample.all().filter { $0.output != nil })
  func outputIsWhatIsPrinted(_ example: ReadmeExample) {
    let file = SourceFile(name: "service.yml", bytes: Array(example.text.utf8))
    let report = Report(file: "service.yml", sources: [file], findings: example.findings)
    let printed = String(
      decoding: TextRenderer(verbose: false, colored: false).render([report]), as: UTF8.self)
    #expect(example.output == printed)
  }

  @Test func everyReadmeHasTwoExamples() throws {
    let examples = try ReadmeExample.all()
    for component in Checkout.names(in: "components") {
      let count = examples.count { $0.path == "components/\(component)/README.md" }
      #expect(count >= 2, "\(component) needs a smallest and a fuller example")
    }
  }
}
