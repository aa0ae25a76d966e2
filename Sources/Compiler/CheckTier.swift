// What the tier requires of the templates: each violation is said at the line that causes it, and a
// waiver makes a recorded exception of it.

import AWSNames
import CloudFormation
import Compliance
import ComponentKit
import Diagnostics
import Provenance
import ServiceSpec
import Shapes
import TierRules

extension Compilation {
  mutating func checkTier(of hardened: Hardened, in stack: Stack) {
    let placement = hardened.placement
    let view = StackView(
      [StackView.Part(stack.template, region: placement.region?.value)]
        + stack.companions.map { StackView.Part($0.template, region: $0.region) },
      owners: stack.owners)
    let owners = OwnerTable(hardened.service, tree)
    var waivers = WaiverBook(hardened, today: options.today)
    for verdict in TierRules.check(
      view, as: placement.tier, advice: options.includesAdvice)
    {
      guard case .fails(let message, let help) = verdict.outcome,
        let severity = verdict.rule.severity(in: placement.tier)
      else { continue }
      let owner = verdict.resource.owner ?? hardened.service.document.node
      let place = place(of: verdict.cause, owner)
      let waiver = owners.owner(of: place).flatMap {
        waivers.waiver(for: verdict.rule.code, of: $0)
      }
      let code = verdict.rule.code.at(waiver == nil ? severity : .note)
      sink.report(
        Finding(
          code, at: .node(place),
          waiver.map { "\(message), which is waived until \($0.expires): \($0.reason)" } ?? message,
          help: waiver == nil ? help : nil,
          related: related(placement, waiver), controls: verdict.rule.controls(in: placement.tier)))
    }
    reportUnused(waivers, placement.tier)
  }

  /// The line that a person can change: what a layer says is not theirs.
  private func place(of cause: Cause?, _ owner: NodeID) -> NodeID {
    switch cause {
    case .stated(let node): return tree.isWritten(node) ? node : owner
    case .derived(let nodes, _): return nodes.first { tree.isWritten($0) } ?? owner
    case .fixed, nil: return owner
    }
  }

  private func related(_ placement: Placement, _ waiver: WaiverBook.Waiver?) -> [Related] {
    if let waiver { return [Related(.node(waiver.node), "the waiver, by \(waiver.owner)")] }
    // An option of the command may have raised it; then no line says so.
    let content = tree.content(of: placement.tierNode)
    guard tree.kind(of: content) == .string, tree.text(of: content) == placement.tier.rawValue,
      placement.tier > .commercial
    else { return [] }
    return [
      Related(.node(placement.tierNode), "`\(placement.tier.rawValue)` requires it")
    ]
  }

  private mutating func reportUnused(_ waivers: WaiverBook, _ tier: Tier) {
    for waiver in waivers.unused where waiver.rule.severity(in: tier) != nil {
      sink.report(
        Finding(
          SpecCodes.unusedWaiver, at: .node(waiver.ruleNode),
          "nothing of this component breaks \(waiver.rule.code.id) (`\(waiver.rule.code.slug)`)",
          help: "remove the waiver"))
    }
  }
}

/// The waivers of a service that still count, and which of them were needed.
struct WaiverBook {
  struct Waiver {
    let rule: any TierRule.Type
    let ruleNode: NodeID
    let node: NodeID
    let component: String
    let reason: String
    let owner: String
    let expires: String
    var isUsed = false
  }

  private var waivers: [Waiver] = []

  /// Without a day to judge by, every waiver counts.
  init(_ hardened: Hardened, today: CalendarDate?) {
    for component in hardened.service.document.components.value?.elements ?? [] {
      guard let name = component.value.name.value else { continue }
      for waiver in component.value.waivers.value?.elements ?? [] {
        guard let rule = waiver.value.rule.traced, let known = TierRules.rule(named: rule.value),
          let expires = waiver.value.expires.value, let last = CalendarDate(valid: expires)
        else { continue }
        if let today, last < today { continue }
        waivers.append(
          Waiver(
            rule: known, ruleNode: rule.node, node: waiver.node, component: name,
            reason: waiver.value.reason.value ?? "",
            owner: waiver.value.owner.value ?? "", expires: expires))
      }
    }
  }

  mutating func waiver(for rule: Code, of component: String) -> Waiver? {
    guard
      let place = waivers.firstIndex(where: {
        $0.rule.code.id == rule.id && $0.component == component
      })
    else { return nil }
    waivers[place].isUsed = true
    return waivers[place]
  }

  var unused: [Waiver] { waivers.filter { !$0.isUsed } }
}
