// The component document's own samples: its mistakes are found, and nothing else is called one.

import Provenance
import Compiler
import Diagnostics
import TestKit
import Testing

@Suite struct FixtureTests {
  /// Errors by fixture; what is not listed has none.
  private static let errors: [String: [String]] = [
    "main-sample": ["TABLE012 49", "TABLE005 53"],
    "dax-cluster": ["AWS007 17"],
  ]

  @Test(arguments: Sample.fixtures)
  func earnsTheseErrorsAndNoOther(_ sample: Sample) throws {
    let errors = try sample.findings().filter { $0.finding.code.severity == .error }
      .map { "\($0.finding.code.id) \($0.place.start.line)" }
    #expect(errors == FixtureTests.errors[sample.name] ?? [])
  }

  @Test(arguments: Sample.fixtures)
  func saysThisAndNoMore(_ sample: Sample) throws {
    let path = "Tests/SeedTests/Expected/\(sample.name).txt"
    let complaint = try Golden.complaint(about: sample.lines(), at: path)
    #expect(complaint == nil)
  }

  /// The corrected twin keeps every remark of the main sample but its two errors.
  @Test func correctedTwinDiffersByTheErrorsAlone() throws {
    let codes = try Sample.fixture("main-sample").findings().map(\.finding.code)
    let corrected = try Sample.fixture("main-sample-corrected").findings().map(\.finding.code)
    #expect(codes.filter { $0.severity != .error } == corrected)
    #expect(codes.count == corrected.count + 2)
  }

  @Test func contractSampleHoldsInItsEnvironment() throws {
    let sample = Sample.fixture("contract-sample")
    let findings = try sample.findings(CompileOptions(environment: "prod"))
    // What its tier merely advises is no error, and its waiver is a note.
    #expect(findings.allSatisfy { $0.finding.code.severity < .error })
  }
}
