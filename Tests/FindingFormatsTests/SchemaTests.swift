// The JSON we write, held against the schemas others hold it against.

import Diagnostics
import FindingFormats
import Foundation
import TestKit
import Testing

/// What the checks from outside need, named by environment variables so that no path is built in.
private enum Outside {
  static let python = ProcessInfo.processInfo.environment["ASHLAR_PYTHON"]
  /// Nil where the public suites are not at hand, which is no fault of the checkout.
  static let suites = ProcessInfo.processInfo.environment["ASHLAR_SUITES"].flatMap {
    $0.isEmpty ? nil : $0
  }
  /// In continuous integration nothing that can be installed may be missing.
  static let isCI = ProcessInfo.processInfo.environment["ASHLAR_CI"] == "1"

  /// What the validator printed, nothing when the document is valid.
  static func complaints(about document: [UInt8], schema: URL) throws -> String {
    let run = try SpawnedRun(
      URL(filePath: try #require(python, "ASHLAR_PYTHON is not set")),
      ["Tests/Support/validate_json.py", schema.path], input: document)
    let text = run.output + run.errors
    return run.status == 0 ? text : "invalid: \(text)"
  }
}

private let reports: [[Report]] = [
  [], [cleanReport()], [ordinaryReport(), cleanReport(), hostileReport()],
]

@Suite(
  .enabled(
    if: Outside.python != nil || Outside.isCI,
    "NOT CHECKED AGAINST SCHEMAS: set ASHLAR_PYTHON to a Python with jsonschema"))
struct PublishedSchemas {
  let schema = Checkout.root.appending(path: "schemas/findings.schema.json")

  @Test(arguments: reports.indices)
  func findingsAreValid(number: Int) throws {
    let document = JSONRenderer().render(reports[number])
    #expect(try Outside.complaints(about: document, schema: schema) == "")
  }

  @Test(arguments: [
    "{}", #"{"findings":[],"summary":{"errors":0,"warnings":0}}"#,
    #"{"findings":[{"code":"X"}],"summary":{"errors":0,"warnings":0,"notes":0}}"#,
    #"{"findings":[],"summary":{"errors":0,"warnings":0,"notes":0},"more":1}"#,
  ])
  func otherObjectsAreNot(document: String) throws {
    let complaints = try Outside.complaints(about: Array(document.utf8), schema: schema)
    #expect(complaints.hasPrefix("invalid: $"))
  }
}

@Suite(
  .enabled(
    if: Outside.suites != nil && (Outside.python != nil || Outside.isCI),
    "NOT CHECKED AGAINST SARIF: set ASHLAR_PYTHON, and ASHLAR_SUITES to the folder of schemas"))
struct SARIFSchema {
  private func complaints(about document: [UInt8]) throws -> String {
    let folder = try #require(Outside.suites, "ASHLAR_SUITES is not set")
    let schema = URL(filePath: folder).appending(path: "sarif-schema-2.1.0.json")
    return try Outside.complaints(about: document, schema: schema)
  }

  @Test(arguments: reports.indices)
  func logsAreValid(number: Int) throws {
    let document = SARIFRenderer(version: "1.2.3").render(reports[number])
    #expect(try complaints(about: document) == "")
  }

  @Test func anotherVersionIsNot() throws {
    let document = text(SARIFRenderer(version: "1.2.3").render(reports[2]))
      .replacing("\"version\": \"2.1.0\"", with: "\"version\": \"2.0.0\"")
    #expect(try complaints(about: Array(document.utf8)).hasPrefix("invalid: $.version"))
  }
}
