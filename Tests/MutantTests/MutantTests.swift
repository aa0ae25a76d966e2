// Whatever is changed for the worse in a template that we made for FedRAMP, a rule notices it, or
// the change is listed as harmless with a reason.

import Compliance
import Diagnostics
import Foundation
import TestKit
import Testing
import TierRules

@Suite struct MutantTests {
  /// Rows about what no golden has: their pages show them at work.
  private static let idle: Set<String> = ["DAX-1", "DAX-2", "DAX-3", "REG-3"]

  @Test func noMutantSurvivesUnlisted() async throws {
    let harmless = try HarmlessChange.all()
    let outcomes = try await MutantRun.shared.value
    var report = MutantReport(outcomes.count)
    var needed = Set<Int>()
    var survivors: [String] = []
    for outcome in outcomes {
      guard outcome.killers.isEmpty else {
        report.count(outcome)
        continue
      }
      if let change = harmless.first(where: { $0.covers(outcome.mutant) }) {
        needed.insert(change.line)
        report.count(outcome, as: change)
      } else {
        survivors.append("\(outcome.mutant.golden.path)\n  \(outcome.mutant.title)")
      }
    }
    #expect(
      survivors.isEmpty, "\(survivors.count) survive:\n\(survivors.joined(separator: "\n"))")
    let idle = harmless.filter { !needed.contains($0.line) }
    #expect(
      idle.isEmpty, "\(HarmlessChange.path) lists what is noticed: \(idle.map(\.line))")
    let killers = Set(outcomes.flatMap(\.killers))
    let silent = Set(TierRules.all.map { $0.code.id }).subtracting(killers)
    #expect(silent == MutantTests.idle)
    guard !MutantRun.isWhole else { return try report.write(outcomes) }
    let complaint = try Golden.complaint(about: report.text, at: "Tests/MutantTests/mutants.txt")
    #expect(complaint == nil, "\(complaint ?? "")")
  }

  /// The verdicts are those that `validate --tier` prints: one mutant for each row and tier.
  @Test func validateSaysTheSame() async throws {
    let outcomes = try await MutantRun.shared.value
    var seen = Set<String>()
    for outcome in outcomes {
      let tier = outcome.mutant.golden.tier
      let fresh = outcome.killers.filter { seen.insert("\(tier) \($0)").inserted }
      guard !fresh.isEmpty else { continue }
      let template = outcome.mutant.mutation.applied(to: try outcome.mutant.golden.read())
      let codes = Objection.printed(of: template, as: tier)
      #expect(Set(outcome.killers).isSubset(of: codes), "\(outcome.mutant.title)")
    }
    #expect(seen.count > TierRules.all.count, "both tiers were looked at")
  }

  /// Where there is nothing of the kind that a row is about, it says nothing.
  @Test(arguments: TierRules.all.map { $0.code.id }, [Tier.fedrampModerate, .fedrampHigh])
  func doesNotApplyToWhatIsNotThere(_ code: String, _ tier: Tier) {
    let verdicts = Objection.verdicts(of: Objection.unrelated, as: tier)
    #expect(!verdicts.contains { $0.rule.code.id == code })
  }
}
