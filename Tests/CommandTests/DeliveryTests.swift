// Where results go: formats, files, streams that are full or closed, and what scripts do with them.

import Foundation
import TestKit
import Testing

@Suite(.serialized) struct DeliveryTests {
  private let shelf: Shelf

  init() throws {
    shelf = try Shelf()
    for (name, bytes) in Specs.all { try shelf.write(bytes, to: name) }
  }

  private func run(_ arguments: String...) throws -> ProgramRun {
    let run = try ProgramRun(arguments, in: shelf)
    return run
  }

  // MARK: - Formats

  private struct Report: Decodable {
    struct Found: Decodable {
      let code: String
      let line: Int
      let column: Int
    }
    struct Summary: Decodable { let errors: Int }
    let findings: [Found]
    let summary: Summary
  }

  @Test func jsonIsOneObject() throws {
    let outcome = try run("validate", "--format", "json", "bad.yml")
    #expect(outcome.status == 1)
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.findings.map(\.code) == ["SHAPE003"])
    #expect(report.findings.first?.line == 7)
    #expect(report.findings.first?.column == 39)
    #expect(report.summary.errors == 1)
    let nothing = try run("validate", "--format", "json", "good.yml")
    #expect(nothing.status == 0)
    let empty = try JSONDecoder().decode(Report.self, from: Data(nothing.output.utf8))
    // Advice is no complaint.
    #expect(empty.findings.map(\.code).contains("PRO-1"))
    #expect(empty.summary.errors == 0)
  }

  private struct Log: Decodable {
    struct Run: Decodable {
      struct Found: Decodable { let ruleId: String }
      let results: [Found]
    }
    let version: String
    let runs: [Run]
  }

  @Test func sarifIsALog() throws {
    let outcome = try run("validate", "--format", "sarif", "bad.yml")
    #expect(outcome.status == 1)
    let log = try JSONDecoder().decode(Log.self, from: Data(outcome.output.utf8))
    #expect(log.version == "2.1.0")
    #expect(log.runs.flatMap(\.results).map(\.ruleId) == ["SHAPE003"])
  }

  @Test func junitIsXML() throws {
    let outcome = try run("validate", "--format", "junit", "bad.yml")
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "))
    #expect(outcome.output.hasSuffix("</testsuites>\n"))
    #expect(outcome.output.contains("<failure type=\"SHAPE003\""))
  }

  private struct Page: Decodable {
    let code: String
    let slug: String
  }

  @Test func pageIsJSONOnRequest() throws {
    let outcome = try run("explain", "--format", "json", "TABLE012")
    let page = try JSONDecoder().decode(Page.self, from: Data(outcome.output.utf8))
    #expect(page.code == "TABLE012")
    #expect(page.slug == "local-index-without-sort-key")
  }

  private struct Schema: Decodable {
    let dialect: String
    enum CodingKeys: String, CodingKey { case dialect = "$schema" }
  }

  @Test(arguments: ["spec", "project", "findings"])
  func schemaIsJSON(_ name: String) throws {
    let outcome = try run("schema", name)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let schema = try JSONDecoder().decode(Schema.self, from: Data(outcome.output.utf8))
    #expect(schema.dialect == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsAreAScript(_ name: String) throws {
    let outcome = try run("completions", name)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("validate"))
    guard name == "bash" else { return }
    let check = try ProgramRun(shell: "\"$0\" completions bash | bash -n", in: shelf)
    #expect(check.status == 0)
    #expect(check.errors == "")
  }

  // MARK: - Files

  @Test func reportGoesToAFile() throws {
    let outcome = try run("validate", "--format", "json", "bad.yml", "-o", "report.json")
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors == "")
    #expect(try shelf.text("report.json").contains("SHAPE003"))
  }

  @Test(arguments: ["no/where/report.json", "good.yml/report.json", "/dev/full"])
  func unwritablePlaceIsSaid(_ place: String) throws {
    let outcome = try run("validate", "--format", "json", "bad.yml", "-o", place)
    #expect(outcome.status == 73)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("ashlar: cannot write `\(place)`: "))
  }

  @Test func synthesisNeverReplacesAFile() throws {
    let outcome = try run("synth", "good.yml", "-o", "bad.yml")
    #expect(outcome.status == 73)
    #expect(outcome.output == "")
    #expect(try shelf.text("bad.yml") == Specs.bad)
  }

  @Test func failedSynthesisLeavesTheOldFolder() throws {
    #expect(try run("synth", "good.yml").status == 0)
    let manifest = try shelf.text("dist/shop/manifest.json")
    let outcome = try run("synth", "bad.yml")
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("error[SHAPE003]"))
    #expect(try shelf.text("dist/shop/manifest.json") == manifest)
    #expect(try run("synth", "good.yml", "--check", "dist").status == 0)
  }

  @Test func templateAloneGoesToStandardOutput() throws {
    let outcome = try run("synth", "good.yml", "-o", "-")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.hasPrefix("{\n  \"AWSTemplateFormatVersion\""))
    #expect(!shelf.holds("dist"))
  }

  // MARK: - Streams

  @Test(arguments: [
    "\"$0\" validate bad.yml", "\"$0\" validate --format json good.yml",
    "\"$0\" synth -o - good.yml", "\"$0\" explain TABLE012", "\"$0\" schema spec",
    "\"$0\" --help",
  ])
  func fullOrClosedOutputIsSaid(_ command: String) throws {
    for redirection in [">/dev/full", ">&-"] {
      let outcome = try ProgramRun(shell: "\(command) \(redirection)", in: shelf)
      #expect(outcome.status == 73)
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("ashlar: cannot write to standard output: "))
    }
  }

  /// More than a pipe holds, so that the reader has left before all is written.
  @Test func aReaderWhoLeavesIsNotComplainedAbout() throws {
    let mistakes = (0..<400).map { "key\($0): it means nothing here" }.joined(separator: "\n")
    try shelf.write(Specs.bytes(Specs.good + mistakes + "\n"), to: "many.yml")
    let whole = try run("validate", "many.yml")
    try #require(whole.output.utf8.count > 1 << 16)
    let findings = try ProgramRun(
      shell: "{ \"$0\" validate many.yml; echo $? >&2; } | head -c 1", in: shelf)
    #expect(findings.output == "e")
    #expect(findings.errors == "1\n")
    // Half a schema is none.
    let schema = try ProgramRun(
      shell: "{ \"$0\" schema spec; echo $? >&2; } | head -c 1", in: shelf)
    #expect(schema.output == "{")
    #expect(schema.errors == "73\n")
  }

  @Test func closedInputIsSaid() throws {
    let outcome = try ProgramRun(shell: "\"$0\" validate - <&-", in: shelf)
    #expect(outcome.status == 66)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("ashlar: cannot read `-`: "))
  }

  // MARK: - Sizes and rights

  @Test func aFileTooLargeIsRefusedUnread() throws {
    try shelf.write([], to: "large.yml")
    let handle = try FileHandle(forWritingTo: shelf.folder.appendingPathComponent("large.yml"))
    try handle.truncate(atOffset: 257 << 20)
    try handle.close()
    let began = ContinuousClock.now
    let outcome = try run("validate", "large.yml")
    #expect(outcome.status == 66)
    #expect(outcome.output == "")
    #expect(
      outcome.errors.hasPrefix("ashlar: cannot read `large.yml`: it is larger than 256 MiB\n"))
    #expect(ContinuousClock.now - began < .seconds(2))
  }

  /// Who may read everything is stopped by no permission, so this is said only of others.
  @Test(.disabled(if: getuid() == 0, "the superuser reads everything"))
  func aFileWithoutPermissionIsSaid() throws {
    let path = shelf.folder.appendingPathComponent("good.yml").path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let outcome = try run("validate", "good.yml")
    #expect(outcome.status == 66)
    #expect(outcome.errors.hasPrefix("ashlar: cannot read `good.yml`: permission denied\n"))
  }

  /// What no permission hides from anyone: a loop of links, and a device instead of a file.
  @Test func whatIsNoFileIsSaid() throws {
    let loop = shelf.folder.appendingPathComponent("loop.yml").path
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: "loop.yml")
    for name in ["loop.yml", "/dev/null"] {
      let outcome = try run("validate", name)
      #expect(outcome.status == 66)
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("ashlar: cannot read `\(name)`: "))
    }
  }
}
