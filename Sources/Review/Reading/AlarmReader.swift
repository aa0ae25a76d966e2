// Alarms as they are emitted: what they watch, when they go off, whom they tell.

import CloudFormation
import TierRules

struct AlarmReader {
  private let view: StackView
  private let finder: EvidenceFinder

  init(_ view: StackView, _ finder: EvidenceFinder) {
    self.view = view
    self.finder = finder
  }

  var alarms: [ReviewedAlarm] {
    view.all(AWSCloudWatchAlarm.self).map { alarm in
      var metrics: [String] = []
      for name in alarm.watchedMetrics.map(\.name.spelled) where !metrics.contains(name) {
        metrics.append(name)
      }
      let threshold = alarm["Threshold"]
      return ReviewedAlarm(
        logicalID: alarm.id, component: finder.component(of: alarm),
        description: alarm["AlarmDescription"].isAbsent
          ? alarm.id : alarm["AlarmDescription"].spelled,
        metrics: metrics, condition: condition(of: alarm),
        actions: alarm["ActionsEnabled"].boolean == false
          ? [] : alarm["AlarmActions"].elements.map(\.spelled),
        evidence: finder.evidence(
          of: threshold.isAbsent ? alarm["ComparisonOperator"] : threshold))
    }
  }

  private func condition(of alarm: ResourceView) -> String {
    let comparison = alarm["ComparisonOperator"].spelled
    let sign = AlarmReader.signs[comparison]
    let threshold = alarm["Threshold"]
    let bar =
      threshold.isAbsent ? "outside its band" : "\(sign ?? comparison) \(threshold.spelled)"
    let periods = alarm["EvaluationPeriods"].integer ?? 1
    let needed = alarm["DatapointsToAlarm"].integer ?? periods
    let length =
      alarm["Period"].integer
      ?? alarm["Metrics"].elements.lazy.compactMap { $0["MetricStat"]["Period"].integer }.first
    return "\(bar), \(needed) of \(periods)" + (length.map { " times \($0) s" } ?? "")
  }

  private static let signs = [
    "GreaterThanThreshold": ">", "GreaterThanOrEqualToThreshold": "≥",
    "LessThanThreshold": "<", "LessThanOrEqualToThreshold": "≤",
  ]
}
