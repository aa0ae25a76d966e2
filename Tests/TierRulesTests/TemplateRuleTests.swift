// What rows refuse of templates that anybody wrote, and what they let pass: each case is a
// template, and its findings are recorded beside it.

import Catalog
import Compiler
import Compliance
import Diagnostics
import FindingFormats
import Provenance
import TestKit
import Testing

@Suite struct TemplateRuleTests {
  @Test(arguments: RuleCase.files)
  func earnsWhatIsRecorded(_ file: String) throws {
    let cases = try RuleCase.read(file)
    #expect(cases.contains(where: \.isRefused) && cases.contains { !$0.isRefused })
    var recorded = ""
    for example in cases {
      let lines = example.lines
      #expect(example.isRefused != lines.isEmpty, "\(file): \(example.title)\n\(lines)")
      if !lines.isEmpty { recorded += "== \(example.title)\n\(lines)\n" }
    }
    let path = "\(RuleCase.folder)/\(file.dropLast(".yml".count)).txt"
    let complaint = try Golden.complaint(about: recorded, at: path)
    #expect(complaint == nil, "\(complaint ?? "")")
  }

  @Test func noTitleStandsTwice() throws {
    for file in RuleCase.files {
      let titles = try RuleCase.read(file).map(\.title)
      #expect(Set(titles).count == titles.count, "\(file)")
    }
    #expect(RuleCase.files.count > 10)
  }
}

/// A template of a file: `# refused fedramp-high: title`, or `accepted`, and the text until the
/// next of these lines.
struct RuleCase {
  static let folder = "Tests/TierRulesTests/Cases"

  static let files = Checkout.names(in: folder).filter { $0.hasSuffix(".yml") }

  let title: String
  let isRefused: Bool
  let tier: Tier
  /// The row that the file is named for, or the beginning of codes: `IAM0`.
  let code: String
  let text: String

  /// What the row says of it.
  var lines: String {
    let file = SourceFile(name: "template.yml", bytes: Array(text.utf8))
    let findings = Compiler.validate(
      file, with: Catalog.vocabulary(),
      options: CompileOptions(
        region: "us-east-1", tier: tier, account: "123456789012", includesAdvice: true))
    let renderer = FindingLineRenderer()
    return findings.located.filter {
      let id = $0.finding.code.id
      return id.hasPrefix(code) || id.hasPrefix("TPL00") || id.hasPrefix("YAML")
    }.map(renderer.text).joined(separator: "\n")
  }

  static func read(_ name: String) throws -> [RuleCase] {
    var cases: [RuleCase] = []
    var head: (isRefused: Bool, tier: Tier, title: String)?
    var text: [Substring] = []
    func finish() {
      guard let head else { return }
      cases.append(
        RuleCase(
          title: head.title, isRefused: head.isRefused, tier: head.tier,
          code: String(name.dropLast(".yml".count)), text: text.joined(separator: "\n") + "\n"))
    }
    for line in try Checkout.text("\(folder)/\(name)").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      let words = line.split(separator: " ", maxSplits: 3)
      guard words.count == 4, words[0] == "#", words[2].hasSuffix(":"),
        ["refused", "accepted"].contains(words[1])
      else {
        text.append(line)
        continue
      }
      finish()
      let tier = try #require(Tier(rawValue: String(words[2].dropLast())))
      head = (words[1] == "refused", tier, String(words[3]))
      text = []
    }
    finish()
    return cases
  }
}
