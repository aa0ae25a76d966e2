// The systems of the other documents, and whoever joins them under `examples`: all of them pass.

import Compiler
import Diagnostics
import TestKit
import Testing

@Suite struct ExampleTests {
  @Test(arguments: Sample.examples)
  func passesWithoutAWarning(_ sample: Sample) throws {
    let graver = try sample.findings().map(\.finding.code).filter { $0.severity != .note }
    #expect(graver.isEmpty)
  }

  @Test(arguments: Sample.examples)
  func saysThisAndNoMore(_ sample: Sample) throws {
    let path = "Tests/SeedTests/Expected/example-\(sample.name).txt"
    let complaint = try Golden.complaint(about: sample.lines(), at: path)
    #expect(complaint == nil)
  }

  @Test(arguments: ["dev", "prod"])
  func oneSpecHoldsInEachEnvironment(_ environment: String) throws {
    let sample = Sample(path: "examples/k9/service.yml", name: "k9")
    let findings = try sample.findings(CompileOptions(environment: environment))
    #expect(findings.isEmpty)
  }

  @Test func theSystemsOfTheDocumentsAreThere() {
    let names = Sample.examples.map(\.name)
    let documented: Set = [
      "design-analysis-tracking", "global-leaderboard", "iot-time-series", "k9",
      "opportunity-analysis", "opportunity-sessions", "session-store",
      "session-store-with-stream", "single-table",
    ]
    #expect(documented.isSubset(of: names))
  }
}
