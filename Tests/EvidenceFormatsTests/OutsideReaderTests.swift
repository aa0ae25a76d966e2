// What others say of the documents: compliance-trestle of OSCAL, a schema of FedRAMP's record.

import Compliance
import EvidenceFormats
import Foundation
import Review
import TestKit
import Testing

private enum Outside {
  static let python = ProcessInfo.processInfo.environment["ASHLAR_PYTHON"]
  static let isCI = ProcessInfo.processInfo.environment["ASHLAR_CI"] == "1"

  static func run(_ arguments: [String], input: [UInt8] = []) throws -> SpawnedRun {
    let run = try SpawnedRun(
      URL(filePath: try #require(python, "ASHLAR_PYTHON is not set")), arguments, input: input)
    #expect(run.isInTime)
    return run
  }

  static func reviews() throws -> [ServiceReview] {
    try ReviewedExample.all.map { try $0.review() } + [ReviewedExample.waived()]
  }
}

@Suite(
  .enabled(
    if: Outside.python != nil || Outside.isCI,
    "OSCAL AND SDR NOT READ BY OTHERS: set ASHLAR_PYTHON to a Python with compliance-trestle"))
struct OutsideReaderTests {
  @Test func trestleReadsTheDocuments() throws {
    let shelf = try Shelf()
    let reviews = try Outside.reviews()
    // Two specs never make one stack.
    let several = Array(reviews.filter { $0.tier == .fedrampModerate }.prefix(3))
    var names: [String] = []
    for (number, set) in (reviews.map { [$0] } + [several]).enumerated() {
      try shelf.write(ComponentDefinition.write(set), to: "\(number).json")
      try shelf.write(
        try #require(AssessmentResults.write(set)), to: "\(number)-results.json")
      names += ["\(number).json", "\(number)-results.json"]
    }
    let run = try Outside.run(
      ["Tests/Support/oscal_documents.py"]
        + names.map { shelf.folder.appendingPathComponent($0).path })
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("read \(names.count) documents"))
    Suites.announce("trestle: \(run.output.split(separator: "\n").last ?? "")")
  }

  /// The reader is one that complains.
  @Test(arguments: [
    #"{"component-definition":{"uuid":"x"}}"#,
    #"{"component-definition":{"uuid":"11111111-1111-4111-8111-111111111111","metadata":{"title":"a","last-modified":"2026-01-01T00:00:00","version":"1","oscal-version":"1.2.1"}}}"#,
    #"{"catalog":{}}"#,
  ])
  func trestleRefuses(_ document: String) throws {
    let shelf = try Shelf()
    try shelf.write(Array(document.utf8), to: "bad.json")
    let run = try Outside.run(
      ["Tests/Support/oscal_documents.py", shelf.folder.appendingPathComponent("bad.json").path])
    #expect(run.status == 1, "\(run.output)\(run.errors)")
  }

  @Test func recordsAreValid() throws {
    for review in try Outside.reviews() {
      let bytes = SecurityDecisions.write([review])
      let run = try Outside.run(
        [
          "Tests/Support/validate_json.py",
          "Tests/EvidenceFormatsTests/Data/fedramp-security-decision-record.json",
        ], input: bytes)
      #expect(run.status == 0, "\(review.stack): \(run.output)\(run.errors)")
      let record = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      let controls = record?["securityControls"] as? [[String: Any]] ?? []
      #expect(controls.count > 10)
      for control in controls where control["controlId"] as? String == "CP-9" {
        #expect(control["parameterValues"] != nil)
      }
    }
  }

  @Test func recordsCanBeInvalid() throws {
    let document = #"{"securityControls":[{"controlImplementationStatus":"Done"}]}"#
    let run = try Outside.run(
      [
        "Tests/Support/validate_json.py",
        "Tests/EvidenceFormatsTests/Data/fedramp-security-decision-record.json",
      ], input: Array(document.utf8))
    #expect(run.status == 1 && run.output.contains("Done"), "\(run.output)")
  }
}
