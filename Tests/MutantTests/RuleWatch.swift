// The rules that can notice a change: those that looked at a resource of its type. What a rule
// never read in the golden cannot change what it does, so it need not be asked again.

import CloudFormation
import Compliance
import Diagnostics
import TierRules

struct RuleWatch: Sendable {
  private struct Watched: Sendable {
    let rule: any TierRule.Type
    let log: ReadLog
    let before: Set<Objection>
  }

  private let tier: Tier
  private let watched: [Watched]

  init(_ template: Template, as tier: Tier) {
    self.tier = tier
    watched = TierRules.asking(in: tier, advice: false).map { rule in
      let log = ReadLog()
      let view = Objection.view(of: template, log: log)
      return Watched(
        rule: rule, log: log, before: Objection.all(in: view, as: tier, by: rule))
    }
  }

  /// The codes of what is said of the changed template and not of the golden, sorted.
  func killers(of template: Template, changedAt type: String) -> [String] {
    let view = Objection.view(of: template)
    var codes: Set<String> = []
    for one in watched where one.log.holds(type) {
      let after = Objection.all(in: view, as: tier, by: one.rule)
      if !after.isSubset(of: one.before) { codes.insert(one.rule.code.id) }
    }
    return codes.sorted()
  }
}
