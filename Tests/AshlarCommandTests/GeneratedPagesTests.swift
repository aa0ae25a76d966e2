// What is made from the table and kept in the repository is what the table makes now.

import AshlarCommand
import Foundation
import TestKit
import Testing

struct GeneratedPagesTests {
  private let words = CodeWords([FakeBackend.failing, FakeBackend.doubtful])

  @Test(
    "generated files are fresh",
    arguments: ["docs/reference/command-line.md", "schemas/project.schema.json"])
  func freshness(path: String) throws {
    let bytes = path.hasSuffix(".md") ? Array(ReferencePage.render().utf8) : ProjectSchema.render()
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["RECORD"] == "all" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
      Issue.record("recorded \(path)")
    }
    #expect(try Data(contentsOf: url) == Data(bytes), "RECORD=all swift test --filter Generated")
  }

  @Test("completions know every verb, flag and code", arguments: Completions.Shell.allCases)
  func completions(shell: Completions.Shell) {
    let script = Completions.render(for: shell, codes: words)
    for verb in Verb.allCases { #expect(script.contains(verb.rawValue)) }
    for flag in FlagName.allCases { #expect(script.contains(flag.rawValue)) }
    #expect(script.contains("TABLE012"))
  }

  @Test(
    "bash completes",
    arguments: [
      (["ashlar", "val"], "validate"),
      (["ashlar", "validate", "--form"], "--format"),
      (["ashlar", "validate", "--format", "j"], "json junit"),
      (["ashlar", "validate", "--format", "=", "s"], "sarif"),
      (["ashlar", "synth", "--format", ""], "json yaml"),
      (["ashlar", "explain", "T"], "TABLE012 TABLE031"),
      (["ashlar", "explain", "table01"], "table012"),
      (["ashlar", "explain", "local"], "local-index-without-sort-key"),
      (["ashlar", "validate", "--ignore", ""], "TABLE031 hot-partition-key"),
      (["ashlar", "-q", "schema", ""], "spec project findings request answer matrix proof"),
      (["ashlar", "--color", "a"], "auto always"),
    ])
  func bash(words: [String], answers: String) throws {
    let script = Completions.render(for: .bash, codes: self.words)
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let run = try SpawnedRun(
      URL(fileURLWithPath: "/bin/bash"),
      [
        "-c",
        script + "COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); _ashlar;"
          + " echo \"${COMPREPLY[*]}\"",
      ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == answers + "\n")
  }
}
