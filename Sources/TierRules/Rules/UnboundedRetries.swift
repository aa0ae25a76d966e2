// LAM-2, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum UnboundedRetries: TierRule {
  static let code = Code("LAM-2", "unbounded-retries", .error)
  static let requirement =
    "a record that fails is given up, split off and reported, and does not block its shard"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["SI-11", "CP-10(2)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for mapping in stack.all(AWSLambdaEventSourceMapping.self) {
      let retries = mapping["MaximumRetryAttempts"]
      if let count = retries.integer, count >= 0 {
        report.holds(mapping, at: retries)
      } else {
        report.fails(
          mapping, at: retries, "mapping `\(mapping.id)` retries a record until it expires",
          help: "write `maximumRetryAttempts: 3`")
      }
      report.require(
        mapping["BisectBatchOnFunctionError"], of: mapping,
        "mapping `\(mapping.id)` does not set a bad record apart from the others",
        help: "write `bisectBatchOnFunctionError: true`")
      let destination = mapping["DestinationConfig", "OnFailure", "Destination"]
      if destination.isAbsent {
        report.fails(
          mapping, at: nil, "nobody hears of records that mapping `\(mapping.id)` gave up",
          help: "add `destinationConfig: { onFailure: { destination: … } }`")
      } else {
        report.holds(mapping, at: destination)
      }
    }
  }
}
