// What a tier rightly refuses of the examples: the one list of it, with the rows that refuse.

import Compliance
import Diagnostics
import Testing

enum Refused {
  /// A replica in Ireland is what the example is about, and what FedRAMP High does not allow.
  private static let rows: [(name: String, tier: Tier, codes: [String])] = [
    ("global-leaderboard", .fedrampHigh, ["REG-1"])
  ]

  static func codes(_ run: ExampleRun) -> [String]? {
    rows.first { $0.name == run.name && $0.tier == run.tier }?.codes
  }

  static func holds(_ run: ExampleRun) -> Bool { codes(run) != nil }

  static let runs = ExampleRun.all.filter(holds)
}

@Suite struct RefusedTests {
  @Test(arguments: Refused.runs)
  func isRefusedByItsRows(_ run: ExampleRun) throws {
    for outcome in try run.outcomes() {
      #expect(outcome.artifacts == nil)
      let errors = outcome.findings.located.filter { $0.finding.code.severity == .error }
      #expect(errors.map(\.finding.code.id) == Refused.codes(run))
    }
  }
}
