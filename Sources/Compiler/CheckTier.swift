// What the tier requires of the templates: each violation is said at the line that causes it, and a
// waiver makes a recorded exception of it.

import AWSNames
import CloudFormation
import Compliance
import ComponentKit
package import Diagnostics
package import Provenance
import ServiceSpec
package import TierRules

/// What a rule said of one thing, and what follows from it.
package struct Judgement: Sendable {
  package let verdict: Verdict
  /// How loud a violation is under the service's tier.
  package let severity: Severity
  /// The line of the spec that a person can change; nil where nothing is wrong.
  package let place: NodeID?
  /// What makes an exception of a violation.
  package let waiver: Waiver?
}

extension Compilation {
  mutating func checkTier(of hardened: Hardened, in stack: Stack) {
    report(judge(hardened, stack.view(in: hardened.placement)), hardened.placement)
  }

  /// What every rule says, with the waivers that count: those needed are marked.
  func judge(_ hardened: Hardened, _ view: StackView) -> Judgements {
    let tier = hardened.placement.tier
    let owners = OwnerTable(hardened.service, tree)
    var waivers = WaiverBook(hardened, today: options.today)
    var judgements: [Judgement] = []
    for verdict in TierRules.check(view, as: tier, advice: options.includesAdvice) {
      guard let severity = verdict.rule.severity(in: tier) else { continue }
      guard case .fails = verdict.outcome else {
        judgements.append(
          Judgement(verdict: verdict, severity: severity, place: nil, waiver: nil))
        continue
      }
      let owner = verdict.resource.owner ?? hardened.service.document.node
      let place = place(of: verdict.cause, owner)
      let waiver = owners.owner(of: place).flatMap {
        waivers.waiver(for: verdict.rule.code, of: $0)
      }
      judgements.append(
        Judgement(verdict: verdict, severity: severity, place: place, waiver: waiver))
    }
    return Judgements(all: judgements, waivers: waivers.waivers)
  }

  mutating func report(_ judgements: Judgements, _ placement: Placement) {
    for judgement in judgements.all {
      guard case .fails(let message, let help) = judgement.verdict.outcome,
        let place = judgement.place
      else { continue }
      let rule = judgement.verdict.rule
      let waiver = judgement.waiver
      sink.report(
        Finding(
          rule.code.at(waiver == nil ? judgement.severity : .note), at: .node(place),
          waiver.map { "\(message), which is waived until \($0.expires): \($0.reason)" } ?? message,
          help: waiver == nil ? help : nil,
          related: related(placement, waiver, judgement.severity),
          controls: rule.controls(in: placement.tier)))
    }
    reportUnused(judgements.waivers, placement.tier)
  }

  /// The line that a person can change: what a layer says is not theirs.
  private func place(of cause: Cause?, _ owner: NodeID) -> NodeID {
    switch cause {
    case .stated(let node): return tree.isWritten(node) ? node : owner
    case .derived(let nodes, _): return nodes.first { tree.isWritten($0) } ?? owner
    case .fixed, nil: return owner
    }
  }

  private func related(
    _ placement: Placement, _ waiver: Waiver?, _ severity: Severity
  ) -> [Related] {
    if let waiver { return [Related(.node(waiver.node), "the waiver, by \(waiver.owner)")] }
    // An option of the command may have raised it; then no line says so.
    let content = tree.content(of: placement.tierNode)
    guard tree.kind(of: content) == .string, tree.text(of: content) == placement.tier.rawValue,
      placement.tier > .commercial
    else { return [] }
    let verb = severity == .error ? "requires" : "recommends"
    return [
      Related(.node(placement.tierNode), "`\(placement.tier.rawValue)` \(verb) it")
    ]
  }

  private mutating func reportUnused(_ waivers: [Waiver], _ tier: Tier) {
    for waiver in waivers
    where !waiver.isUsed && !waiver.isExpired && !waiver.isRepeated
      && waiver.rule.severity(in: tier) != nil
    {
      sink.report(
        Finding(
          SpecCodes.unusedWaiver, at: .node(waiver.ruleNode),
          "nothing of this component breaks \(waiver.rule.code.id) (`\(waiver.rule.code.slug)`)",
          help: "remove the waiver"))
    }
  }
}

/// What the rules said of a stack, and the waivers of its service.
struct Judgements {
  let all: [Judgement]
  let waivers: [Waiver]
}

extension Stack {
  func view(in placement: Placement) -> StackView {
    StackView(
      [StackView.Part(template, region: placement.region?.value)]
        + companions.map { StackView.Part($0.template, region: $0.region) },
      owners: owners)
  }
}
