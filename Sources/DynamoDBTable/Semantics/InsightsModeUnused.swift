// Which keys are recorded is a question only where keys are recorded.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum InsightsModeUnused {
  package static let code = Code("TABLE156", "insights-mode-without-insights", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let own = table.config.contributorInsightsSpecification
    check(own, inherited: .absent, tree, &sink)
    for index in table.keys.globalIndexes {
      guard case .global(let settings) = index.kind else { continue }
      check(settings.contributorInsightsSpecification, inherited: own, tree, &sink)
    }
    for replica in table.replicas.all {
      guard let settings = replica.settings else { continue }
      let insights = settings.contributorInsightsSpecification
      check(insights, inherited: own, tree, &sink)
      for index in settings.globalSecondaryIndexes.value?.elements ?? [] {
        check(
          index.value.contributorInsightsSpecification,
          inherited: insights.isAbsent ? own : insights,
          tree, &sink)
      }
    }
  }

  /// What an index or a replica leaves open, the table decides.
  private static func check(
    _ insights: Field<ContributorInsights>, inherited: Field<ContributorInsights>, _ tree: Tree,
    _ sink: inout Sink
  ) {
    guard let insights = insights.value, let mode = insights.mode.node, tree.isWritten(mode),
      !insights.enabled.isBroken
    else { return }
    if insights.enabled.isAbsent {
      if inherited.isBroken || inherited.value?.enabled.isBroken == true { return }
      if inherited.value?.enabled.value == true { return }
    } else if insights.enabled.value == true || insights.enabled.node.map(tree.isComputed) == true {
      return
    }
    sink.report(
      Finding(
        code, at: .introduction(mode),
        "Contributor Insights are off here, so their mode has no effect",
        help: "write `enabled: true` beside it, or leave it out",
        related: insights.enabled.node.map { [Related(.node($0), "they are switched off here")] }
          ?? []))
  }
}
