// Runs the examples on every code's page: the reject corpus, and its good twins.

import Compiler
import Diagnostics
import FindingFormats
import Provenance
import TestKit
import Testing

@Suite struct CodePageTests {
  @Test(arguments: CodePage.all)
  func badExampleEarnsItsFindings(_ page: CodePage) throws {
    let content = try page.read()
    let section = try #require(content.section("Bad"), "a page has a section `Bad`")
    let bad = try #require(CodePage.example(in: section), "`Bad` holds a YAML fence")
    let example = PageExample(section: section.body)
    let findings = CodePage.findings(of: bad, example)
    let lines = CodePage.lines(of: findings, bad)
    #expect(
      findings.located.contains { $0.finding.code.id == content.code },
      "the bad example does not earn \(content.code):\n\(lines)")
    let expected = section.fence("text")
    if Recording.applies(expected: expected, actual: lines) {
      try page.record(lines)
      Issue.record("recorded \(page.path)")
    } else {
      #expect(lines == expected, "\(page.path) says otherwise; RECORD=failed writes it anew")
    }
  }

  @Test(arguments: CodePage.all)
  func goodExamplePasses(_ page: CodePage) throws {
    let content = try page.read()
    let section = try #require(content.section("Good"), "a page has a section `Good`")
    let good = try #require(CodePage.example(in: section), "`Good` holds a YAML fence")
    let example = PageExample(section: section.body)
    let findings = CodePage.findings(of: good, example)
    let lines = CodePage.lines(of: findings, good)
    #expect(
      !findings.located.contains {
        $0.finding.code.severity == .error || $0.finding.code.id == content.code
      }, "the good example is not good:\n\(lines)")
  }

  /// The page's title agrees with the finding it explains.
  @Test(arguments: CodePage.all)
  func titleNamesTheFinding(_ page: CodePage) throws {
    let content = try page.read()
    #expect(page.path.hasSuffix("/\(content.code).md"))
    for title in ["What", "Why", "Source"] {
      #expect(content.section(title)?.body.isEmpty == false, "`\(title)` is missing or empty")
    }
    let section = try #require(content.section("Bad"))
    let bad = try #require(CodePage.example(in: section))
    for found in CodePage.findings(of: bad, PageExample(section: section.body)).located
    where found.finding.code.id == content.code {
      #expect(found.finding.code.slug == content.slug)
    }
  }
}
