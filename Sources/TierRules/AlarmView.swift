// Alarms as rules see them: what they watch, and of which table.

import CloudFormation

/// A metric that an alarm watches, by itself or in an expression.
package struct WatchedMetric: Sendable {
  package let alarm: ResourceView
  package let name: ValueView
  package let namespace: String?
  package let dimensions: [(name: String, value: ValueView)]

  package func has(_ dimension: String) -> Bool { dimensions.contains { $0.name == dimension } }

  package func watches(_ table: ResourceView) -> Bool {
    dimensions.contains {
      $0.name == "TableName"
        && ($0.value.namedResource == table.id || $0.value.text == table.tableName)
    }
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
