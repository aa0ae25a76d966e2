// Codes: unique, explained, and never of another meaning than they once had.

import Diagnostics
import Foundation
import TestKit
import Testing

@Suite struct CodeTests {
  struct Declaration: Sendable, Hashable {
    let id: String
    let slug: String
    let severity: String
    let path: String

    var line: String { "\(id) \(slug) \(severity)" }
  }

  /// Every `Code("ID", "slug", .severity)` of the sources, by id.
  static let declared: [Declaration] = Checkout.paths(below: "Sources")
    .filter { $0.hasSuffix(".swift") && !$0.hasSuffix("+Generated.swift") }
    .flatMap { path -> [Declaration] in
      let text: String
      do { text = try Checkout.text(path) } catch { preconditionFailure("\(path): \(error)") }
      return text.replacing(/\/\/[^\n]*/, with: "").matches(
        of: /\bCode\(\s*"([A-Z]+-?[0-9]+)",\s*"([a-z0-9-]+)",\s*\.(error|warning|note)\s*\)/
      ).map {
        Declaration(
          id: String($0.1), slug: String($0.2), severity: String($0.3), path: path)
      }
    }.sorted { ($0.id.count, $0.id) < ($1.id.count, $1.id) }

  @Test func noCodeIsMadeUpOutsideItsDeclaration() throws {
    for source in TidyTests.sources where !source.isGenerated {
      let calls = source.code.joined(separator: "\n").matches(of: /[^.\w]Code\(/).count
      let found = CodeTests.declared.count { $0.path == source.path }
      #expect(calls == found, "\(source.path): write `Code(\"ID\", \"slug\", .severity)` literally")
    }
  }

  @Test func idsAndSlugsAreUnique() {
    var ids: [String: String] = [:]
    var slugs: [String: String] = [:]
    for code in CodeTests.declared {
      if let other = ids.updateValue(code.path, forKey: code.id) {
        Issue.record("\(code.id) is declared in \(code.path) and in \(other)")
      }
      if let other = slugs.updateValue(code.id, forKey: code.slug) {
        Issue.record("`\(code.slug)` names both \(code.id) and \(other)")
      }
    }
    #expect(CodeTests.declared.count > 40)
  }

  @Test func everyCodeHasAPage() {
    let pages = Set(CodePage.all.map { URL(fileURLWithPath: $0.path).lastPathComponent })
    for code in CodeTests.declared where !pages.contains("\(code.id).md") {
      Issue.record("\(code.id) (\(code.path)) has no page in components/*/codes")
    }
    #expect(pages.count == CodePage.all.count, "two pages have one name")
  }

  @Test func everyPageHasACode() throws {
    let declared = Dictionary(
      CodeTests.declared.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for page in CodePage.all {
      let content = try page.read()
      #expect(declared[content.code]?.slug == content.slug, "\(page.path) explains no code")
    }
  }

  /// `Tests/codes.txt`: a line is added for a new code and never changes; a code that is gone keeps
  /// its line, with `retired` behind it.
  @Test func codesKeepTheirMeaning() throws {
    let path = "Tests/codes.txt"
    let known = try Checkout.text(path).split(separator: "\n").map(String.init)
    var lines: [String: String] = [:]
    for line in known {
      let id = String(line.prefix { $0 != " " })
      #expect(lines.updateValue(line, forKey: id) == nil, "\(path) lists \(id) twice")
    }
    var added: [String] = []
    for code in CodeTests.declared {
      guard let line = lines.removeValue(forKey: code.id) else {
        added.append(code.line)
        continue
      }
      #expect(line == code.line, "\(code.id) changed its meaning: give the new meaning a new code")
    }
    for (id, line) in lines.sorted(by: { $0.key < $1.key }) {
      #expect(line.hasSuffix(" retired"), "\(id) is gone: write `retired` behind it in \(path)")
    }
    guard !added.isEmpty else { return }
    if Recording.mode == .all || Recording.mode == .missing {
      try Checkout.write((known + added).map { $0 + "\n" }.joined(), to: path)
      Issue.record("recorded \(added.count) codes in \(path)")
    } else {
      Issue.record("\(path) lacks \(added.joined(separator: ", ")); RECORD=all adds them")
    }
  }
}
