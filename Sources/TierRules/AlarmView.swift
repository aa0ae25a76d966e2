// Alarms as rules see them: what they watch, and of which table.

import CloudFormation

/// A metric that an alarm watches, by itself or in an expression.
package struct WatchedMetric: Sendable {
  package let alarm: ResourceView
  package let name: ValueView
  package let namespace: String?
  package let dimensions: [(name: String, value: ValueView)]

  package func has(_ dimension: String) -> Bool { dimensions.contains { $0.name == dimension } }
}

/// The metrics of each table: read once, for there may be hundreds of tables with dozens of them.
struct WatchedTables {
  private var byID: [String: [Int]] = [:]
  private var byName: [String: [Int]] = [:]
  private let metrics: [WatchedMetric]

  init(_ metrics: [WatchedMetric]) {
    self.metrics = metrics
    for (position, metric) in metrics.enumerated() {
      for (name, value) in metric.dimensions where name == "TableName" {
        if let id = value.namedResource {
          byID[id, default: []].append(position)
        } else if let text = value.text {
          byName[text, default: []].append(position)
        }
      }
    }
  }

  func metrics(of table: ResourceView) -> [WatchedMetric] {
    Set((byID[table.id] ?? []) + (byName[table.tableName] ?? [])).sorted().map { metrics[$0] }
  }
}

extension ResourceView {
  /// Every metric of an alarm.
  package var watchedMetrics: [WatchedMetric] {
    if !self["MetricName"].isAbsent { return [metric(self[])] }
    return self["Metrics"].elements.map { $0["MetricStat"]["Metric"] }.filter { !$0.isAbsent }
      .map(metric)
  }

  private func metric(_ value: ValueView) -> WatchedMetric {
    WatchedMetric(
      alarm: self, name: value["MetricName"], namespace: value["Namespace"].string,
      dimensions: value["Dimensions"].elements.compactMap { dimension in
        dimension["Name"].string.map { ($0, dimension["Value"]) }
      })
  }
}

extension StackView {
  package var tableMetrics: [WatchedMetric] {
    all(AWSCloudWatchAlarm.self).flatMap(\.watchedMetrics).filter {
      $0.namespace == "AWS/DynamoDB"
    }
  }
}
