// MON-5, a row of what the tiers require.

import Diagnostics

enum MetricWithoutDimensions: TierRule {
  static let code = Code("MON-5", "metric-without-dimensions", .error)
  static let requirement =
    "an alarm watches what tables report, under the dimensions they report it with"
  static let bars = TierBars(commercial: .required, moderate: .required, high: .required)
  static let controls: [Control] = ["SI-4", "CA-7"]

  /// EVIDENCE: DynamoDB developer guide, "Metrics and dimensions".
  private static let needed = [
    "SystemErrors": "Operation", "ThrottledRequests": "Operation",
    "SuccessfulRequestLatency": "Operation", "ReplicationLatency": "ReceivingRegion",
  ]
  /// Names that people use and DynamoDB does not.
  private static let unknown = ["ReadThrottledRequests", "WriteThrottledRequests", "ItemCount"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for metric in stack.tableMetrics {
      guard let name = metric.name.string else { continue }
      if unknown.contains(name) {
        report.fails(
          metric.alarm, at: metric.name, "DynamoDB has no metric `\(name)`",
          help: "throttled reads are `ReadThrottleEvents`, throttled writes `WriteThrottleEvents`")
      } else if let dimension = needed[name], !metric.has(dimension) {
        report.fails(
          metric.alarm, at: metric.name,
          "DynamoDB reports `\(name)` by `\(dimension)`, which the alarm does not name",
          help: "add the dimension `\(dimension)`")
      } else if name == "UserErrors", !metric.dimensions.isEmpty {
        report.fails(
          metric.alarm, at: metric.name, "DynamoDB counts `UserErrors` for the account alone",
          help: "leave the dimensions out")
      } else {
        report.holds(metric.alarm, at: metric.name)
      }
    }
  }
}
