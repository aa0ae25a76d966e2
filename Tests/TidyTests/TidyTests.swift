// The house style, held against every source: sizes, banned words, first lines.

import Foundation
import TestKit
import Testing

@Suite struct TidyTests {
  static let sources = SourceText.below("Sources")
  static let tests = SourceText.below("Tests")

  @Test(arguments: sources + tests)
  func filesAndFunctionsAreShort(_ source: SourceText) {
    guard !source.isGenerated else { return }
    let linesMax = source.path.hasPrefix("Tests/") ? 600 : 400
    #expect(source.lines.count <= linesMax, "\(source.path) has \(source.lines.count) lines")
    for function in source.functions where function.length > 70 {
      Issue.record(
        "\(source.path):\(function.first): `\(function.name)` has \(function.length) lines")
    }
    for (number, line) in source.measuredLines.enumerated() where line.count > 100 {
      Issue.record("\(source.path):\(number + 1): \(line.count) characters in a line")
    }
  }

  @Test(arguments: sources + tests)
  func everyFileSaysWhatItIs(_ source: SourceText) throws {
    let first = try #require(source.lines.first)
    #expect(first.hasPrefix("// "), "\(source.path) begins without a sentence of what it is")
    #expect(first.count > 15, "\(source.path)")
  }

  struct Ban: Sendable {
    let pattern: String
    let instead: String
    /// Whether comments and strings are searched as well.
    var isEverywhere = false
  }

  static let bans = [
    Ban(pattern: #"\btry!"#, instead: "`do` and a finding"),
    Ban(pattern: #"\bas!"#, instead: "a `switch` or a typed value"),
    Ban(pattern: #"\btry\?"#, instead: "`do` with a typed `catch`"),
    Ban(
      pattern: #"\bfatalError\b"#, instead: "`preconditionFailure` with a sentence, or a finding"),
    Ban(pattern: #"^\s*(\w+ )?import Foundation"#, instead: "the standard library, or Glibc"),
    Ban(pattern: #"@unchecked\s+Sendable"#, instead: "a value, or a `Mutex`"),
    Ban(pattern: #"nonisolated\(unsafe\)"#, instead: "a `Mutex`, or a value passed along"),
    Ban(
      pattern:
        #"\b(class|struct|enum|protocol|actor|typealias)\s+\w*(Manager|Helper|Utils|Common|Base|Misc)\b"#,
      instead: "the noun that it serves"),
    Ban(
      pattern: #"\b(TODO|FIXME|XXX)\b"#, instead: "the work, or a sentence about what is missing",
      isEverywhere: true),
    Ban(pattern: #"\bJSONSerialization\b|\[String: Any\]"#, instead: "`Tree`"),
    Ban(pattern: #"\b(sleep|usleep|nanosleep)\("#, instead: "a clock that is passed in"),
  ]

  /// Tests may do more, but not this.
  static let testBans = [
    Ban(
      pattern: #"(^|\W)Process\("#,
      instead: "`SpawnedRun`: Foundation's can miss the end of a child, and then waits for ever")
  ]

  @Test(arguments: sources)
  func holdsNothingBanned(_ source: SourceText) throws {
    try expectNone(of: TidyTests.bans, in: source)
  }

  @Test(arguments: tests)
  func testsHoldNothingBannedForThem(_ source: SourceText) throws {
    try expectNone(of: TidyTests.testBans, in: source)
  }

  private func expectNone(of bans: [Ban], in source: SourceText) throws {
    for ban in bans {
      let pattern = try Regex(ban.pattern)
      for (number, line) in (ban.isEverywhere ? source.lines : source.code).enumerated()
      where line.contains(pattern) {
        Issue.record("\(source.path):\(number + 1): banned by `\(ban.pattern)`; use \(ban.instead)")
      }
    }
  }

  /// The bans bite: each of these lines would be found.
  @Test(arguments: [
    "let a = try! b()", "let a = b as! C", "let a = try? b()", "fatalError()",
    "package import Foundation", "final class A: @unchecked Sendable {}",
    "nonisolated(unsafe) var a",
    "struct StackManager {", "enum Utils {", "// TODO: later", "let a: [String: Any] = [:]",
    "let process = Process()", "let process = Foundation.Process()",
  ])
  func bansBite(_ line: String) throws {
    let found = try (TidyTests.bans + TidyTests.testBans).contains {
      line.contains(try Regex($0.pattern))
    }
    #expect(found)
  }

  @Test func stringsAndCommentsAreNoCode() {
    let text =
      "let a = \"try! b\" // as! c\nlet b = #\"\\\"# + \"\"\"\n  try?\n  \"\"\"\n/* as!\n */ x"
    #expect(SourceText.blanked(text) == "let a = \"\" \nlet b = \"\" + \"\"\n\"\n\"\n\n x")
  }

  @Test func functionsAreMeasured() {
    let body = String(repeating: "    a()\n", count: 3)
    let source = SourceText(
      path: "Sources/A/A.swift",
      text:
        "struct A {\n  private mutating func b(\n    _ c: Int\n  ) {\n\(body)  }\n  init() {}\n}\n")
    #expect(source.functions.map(\.name) == ["b"])
    #expect(source.functions.map(\.length) == [7])
  }
}
