// The waivers of a service: which count, and which of those were needed.

import AWSNames
import ComponentKit
import Diagnostics
package import Provenance
import ServiceSpec
import Shapes
package import TierRules

package struct Waiver: Sendable {
  package let rule: any TierRule.Type
  package let ruleNode: NodeID
  package let node: NodeID
  package let component: String
  package let reason: String
  package let owner: String
  package let expires: String
  /// Its last day is behind the day to judge by: it excepts nothing any more.
  package let isExpired: Bool
  /// Another waiver before it is for the same rule of the same component, and counts.
  package let isRepeated: Bool
  package internal(set) var isUsed = false
}

struct WaiverBook {
  private(set) var waivers: [Waiver] = []

  /// Without a day to judge by, every waiver counts.
  init(_ hardened: Hardened, today: CalendarDate?) {
    for component in hardened.service.document.components.value?.elements ?? [] {
      guard let name = component.value.name.value else { continue }
      for waiver in component.value.waivers.value?.elements ?? [] {
        guard let rule = waiver.value.rule.traced, let known = TierRules.rule(named: rule.value),
          let expires = waiver.value.expires.value, let last = CalendarDate(valid: expires)
        else { continue }
        let isExpired = today.map { last < $0 } ?? false
        let isRepeated = waivers.contains {
          $0.rule.code.id == known.code.id && $0.component == name && !$0.isExpired
        }
        waivers.append(
          Waiver(
            rule: known, ruleNode: rule.node, node: waiver.node, component: name,
            reason: waiver.value.reason.value ?? "",
            owner: waiver.value.owner.value ?? "", expires: expires,
            isExpired: isExpired, isRepeated: isRepeated && !isExpired))
      }
    }
  }

  mutating func waiver(for rule: Code, of component: String) -> Waiver? {
    guard
      let place = waivers.firstIndex(where: {
        $0.rule.code.id == rule.id && $0.component == component && !$0.isExpired
      })
    else { return nil }
    waivers[place].isUsed = true
    return waivers[place]
  }
}
