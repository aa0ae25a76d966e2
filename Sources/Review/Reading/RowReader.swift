// The rows that a tier asks, with what was judged by each.

import Compiler
import Compliance
import ComponentKit
import Diagnostics
import TierRules

struct RowReader {
  private let inspection: Inspection
  private let finder: EvidenceFinder
  private let judgements: [String: [Judgement]]

  init(_ inspection: Inspection, _ finder: EvidenceFinder) {
    self.inspection = inspection
    self.finder = finder
    judgements = Dictionary(grouping: inspection.judgements) { $0.verdict.rule.code.id }
  }

  var rows: [ReviewedRow] {
    let tier = inspection.placement.tier
    return TierRules.all.filter { $0.severity(in: tier) != nil }
      .sorted { RowOrder($0.code.id) < RowOrder($1.code.id) }
      .map { rule in
        let findings = (judgements[rule.code.id] ?? []).map(finding)
        return ReviewedRow(
          id: rule.code.id, slug: rule.code.slug, requirement: rule.requirement,
          isRequired: rule.bars[tier] == .required, controls: rule.controls(in: tier),
          status: status(findings), findings: findings)
      }
  }

  private func finding(_ judgement: Judgement) -> ReviewedFinding {
    let verdict = judgement.verdict
    return ReviewedFinding(
      outcome: outcome(judgement), logicalID: verdict.resource.id,
      component: finder.component(of: verdict.resource), evidence: finder.evidence(of: verdict),
      place: judgement.place.map(finder.place))
  }

  private func outcome(_ judgement: Judgement) -> ReviewedFinding.Outcome {
    switch judgement.verdict.outcome {
    case .holds: return .holds
    case .cannotBeKnown(let message): return .cannotBeKnown(message: message)
    case .fails(let message, let help):
      guard let waiver = judgement.waiver,
        let place = inspection.waivers.firstIndex(where: { $0.node == waiver.node })
      else { return .fails(message: message, help: help) }
      return .waived(message: message, waiver: place)
    }
  }

  private func status(_ findings: [ReviewedFinding]) -> RowStatus {
    .worst(
      findings.map { finding in
        switch finding.outcome {
        case .holds: return .met
        case .fails: return .failed
        case .waived: return .waived
        case .cannotBeKnown: return .cannotBeKnown
        }
      })
  }
}

/// `BAK-2` stands before `BAK-10`.
private struct RowOrder: Comparable {
  let family: Substring
  let number: Int

  init(_ id: String) {
    family = id.prefix { $0 != "-" }
    number = id.split(separator: "-").last.flatMap { Int($0) } ?? 0
  }

  static func < (left: RowOrder, right: RowOrder) -> Bool {
    (left.family, left.number) < (right.family, right.number)
  }
}
