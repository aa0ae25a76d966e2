// A waiver counts until the end of its last day, and not a day longer.

import AWSNames
import Diagnostics
import Provenance
import ServiceSpec
import Shapes
import TierRules

extension Compilation {
  /// Says which waivers have expired, and which name no rule. What they excepted is then refused by
  /// its own rule.
  mutating func checkWaivers(_ service: Service) {
    for component in service.document.components.value?.elements ?? [] {
      for waiver in component.value.waivers.value?.elements ?? [] {
        if let rule = waiver.value.rule.traced, TierRules.rule(named: rule.value) == nil {
          reportUnknownRule(rule)
        }
        guard let today = options.today, let expires = waiver.value.expires.traced,
          let last = CalendarDate(valid: expires.value), last < today
        else { continue }
        sink.report(
          Finding(
            SpecCodes.expiredWaiver, at: .node(expires.node),
            "the waiver expired on \(last), and today is \(today)",
            help: "remove it, or have its owner decide anew and write another date"))
      }
    }
  }

  private mutating func reportUnknownRule(_ rule: Traced<String>) {
    let nearest = Suggestion.nearest(to: rule.value, among: TierRules.names)
    sink.report(
      Finding(
        SpecCodes.unknownWaiver, at: .node(rule.node), "no rule is called `\(rule.value)`",
        help: nearest.map { "did you mean `\($0)`?" }
          ?? "name the row or the slug of a rule, as the finding to be waived shows it"))
  }
}
