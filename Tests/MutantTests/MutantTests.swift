// Whatever is changed for the worse in a template that we made for FedRAMP, a rule notices it, or
// the change is listed as harmless with a reason.

import CloudFormation
import Compliance
import Diagnostics
import Foundation
import TestKit
import Testing
import TierRules

@Suite struct MutantTests {
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
    #expect(silent.isEmpty, "rows that no mutant breaks: \(silent.sorted())")
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

  /// Asking all rules anew finds no other killers: one mutant of every so many.
  @Test func rulesThatLookElsewhereHaveNoSay() async throws {
    let outcomes = try await MutantRun.shared.value
    let step = max(1, outcomes.count / 200)
    for place in stride(from: 0, to: outcomes.count, by: step) {
      let (mutant, killers) = (outcomes[place].mutant, outcomes[place].killers)
      let template = try mutant.golden.read()
      let before = Objection.all(of: template, as: mutant.golden.tier)
      let after = Objection.all(
        of: mutant.mutation.applied(to: template), as: mutant.golden.tier)
      let codes = Set(after.subtracting(before).map(\.code)).sorted()
      #expect(codes == killers, "\(mutant.title)")
    }
  }

  /// Copies go to the vault of the companion: without it the stack as a whole does not hold.
  @Test func aMissingVaultOfACompanionIsNoticed() throws {
    let bak6 = try #require(TierRules.rule(named: "BAK-6"))
    var seen = 0
    for golden in GoldenTemplate.all {
      let parts = golden.path.split(separator: ".")
      guard golden.tier == .fedrampHigh, parts.count == 4 else { continue }
      let home = GoldenTemplate(
        path: "\(parts[0]).template.json", tier: golden.tier)
      var companion = try golden.read()
      guard companion.resources.contains(where: { $0.type == "AWS::Backup::BackupVault" }) else {
        continue
      }
      let main = try home.read()
      func objections() -> Set<String> {
        let view = StackView(
          [
            StackView.Part(main, region: "us-east-1"),
            StackView.Part(companion, region: String(parts[1])),
          ], owners: [:])
        return Set(
          Objection.all(in: view, as: golden.tier, by: bak6).map(\.code))
      }
      #expect(objections().isEmpty, "\(golden)")
      companion.resources.removeAll { $0.type == "AWS::Backup::BackupVault" }
      #expect(objections() == ["BAK-6"], "\(golden)")
      seen += 1
    }
    #expect(seen > 0)
  }

  /// A row has a spec that breaks it and one that does not, on its page; a template that it says
  /// nothing of; and, which the test above counts, a mutant that it notices.
  @Test(arguments: TierRules.all.map { $0.code.id })
  func hasASpecOfEachKind(_ code: String) throws {
    let pages = Checkout.paths(below: "components").filter { $0.hasSuffix("/codes/\(code).md") }
    #expect(pages.count == 1)
    let text = try Checkout.text(try #require(pages.first))
    let parts = try #require(text.range(of: "\n## Good\n"))
    let bad = text[..<parts.lowerBound]
    #expect(bad.contains("\n## Bad\n") && bad.contains("[\(code)] "))
    #expect(text[parts.upperBound...].contains("```yaml\n"))
  }

  /// Where there is nothing of the kind that a row is about, it says nothing.
  @Test(arguments: TierRules.all.map { $0.code.id }, [Tier.fedrampModerate, .fedrampHigh])
  func doesNotApplyToWhatIsNotThere(_ code: String, _ tier: Tier) {
    let verdicts = Objection.verdicts(of: Objection.unrelated, as: tier)
    #expect(!verdicts.contains { $0.rule.code.id == code })
  }
}
