// What an alarm looks at: one metric, or several made into one value.

import CloudFormation
import Provenance

struct AlarmMetrics: Sendable {
  let subject: AlarmResources.Subject
  let period: Leaf<Int>
  let statistic: Leaf<String>
  let cause: Cause

  private static let namespace = Leaf<String>.fixed("AWS/DynamoDB", .serviceName)

  func place(_ kind: AlarmKind, in alarm: inout AWSCloudWatchAlarm) {
    switch kind.dimensions {
    case .operations(let operations, let math):
      alarm.metrics =
        [expression(math.rawValue, kind.title)]
        + operations.enumerated().map { position, operation in
          metric(
            "m\(position + 1)", kind.metric,
            subject.dimensions + [("Operation", .literal(operation, cause))], statistic)
        }
    case .share(let whole):
      alarm.metrics = [
        // Consumption is a sum over the period, provision a rate.
        expression("100 * (consumed / PERIOD(consumed)) / provisioned", kind.title),
        metric("consumed", kind.metric, subject.dimensions, statistic),
        metric("provisioned", whole, subject.dimensions, .literal("Average", cause)),
      ]
    case .account, .table, .index, .receivingRegion:
      alarm.namespace = AlarmMetrics.namespace
      alarm.metricName = .literal(kind.metric, cause)
      if !subject.dimensions.isEmpty {
        alarm.dimensions = subject.dimensions.map {
          .init(name: .literal($0.name, $0.value.cause), value: $0.value)
        }
      }
      alarm.statistic = statistic
      alarm.period = period
    }
  }

  private func expression(
    _ text: String, _ label: String
  ) -> AWSCloudWatchAlarm.MetricDataQuery {
    var query = AWSCloudWatchAlarm.MetricDataQuery(id: .literal("value", cause))
    query.expression = .literal(text, cause)
    query.label = .literal(label, cause)
    query.returnData = .literal(true, cause)
    return query
  }

  private func metric(
    _ id: String, _ name: String, _ dimensions: [(name: String, value: Leaf<String>)],
    _ statistic: Leaf<String>
  ) -> AWSCloudWatchAlarm.MetricDataQuery {
    var metric = AWSCloudWatchAlarm.Metric()
    metric.namespace = AlarmMetrics.namespace
    metric.metricName = .literal(name, cause)
    metric.dimensions = dimensions.map {
      .init(name: .literal($0.name, $0.value.cause), value: $0.value)
    }
    var query = AWSCloudWatchAlarm.MetricDataQuery(id: .literal(id, cause))
    query.metricStat = .init(metric: metric, period: period, stat: statistic)
    query.returnData = .literal(false, cause)
    return query
  }
}
