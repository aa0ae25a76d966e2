// CAP-1, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum FixedCapacity: TierRule {
  static let code = Code("CAP-1", "fixed-capacity", .error)
  static let requirement = "capacity follows demand, by the request or by scaling"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["CP-10", "SC-5"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for table in stack.tables {
      let mode = table["BillingMode"]
      guard mode.string != "PAY_PER_REQUEST" else {
        report.holds(table, at: mode)
        continue
      }
      // A global table has its scaling within, and AWS refuses one without.
      guard !table.isGlobalTable else { continue }
      check("table `\(table.tableName)`", "table", of: table, nil, stack, &report)
      for index in table["GlobalSecondaryIndexes"].elements {
        guard let name = index["IndexName"].string else { continue }
        check("index `\(name)`", "index", of: table, name, stack, &report)
      }
    }
  }

  private static func check(
    _ title: String, _ kind: String, of table: ResourceView, _ index: String?,
    _ stack: StackView, _ report: inout RuleReport
  ) {
    for direction in ["Read", "Write"] {
      let dimension = "dynamodb:\(kind):\(direction)CapacityUnits"
      let target = stack.all(AWSApplicationAutoScalingScalableTarget.self).first {
        $0["ScalableDimension"].string == dimension && names($0["ResourceId"], table, index)
          && isFollowed($0, stack)
      }
      if let target {
        report.holds(table, at: target["ScalableDimension"])
      } else {
        report.fails(
          table, at: table["BillingMode"],
          "the \(direction.lowercased()) capacity of \(title) does not follow demand",
          help: "add `autoScaling`, or leave `billingMode` out")
      }
    }
  }

  /// A target says how far, a policy when.
  private static func isFollowed(_ target: ResourceView, _ stack: StackView) -> Bool {
    stack.all(AWSApplicationAutoScalingScalingPolicy.self).contains {
      $0["ScalingTargetId"].namedResource == target.id
        || ($0["ResourceId"].text == target["ResourceId"].text
          && $0["ScalableDimension"].string == target["ScalableDimension"].string)
    }
  }

  private static func names(_ id: ValueView, _ table: ResourceView, _ index: String?) -> Bool {
    guard let text = id.text else { return false }
    let ending = index.map { "/index/\($0)" } ?? ""
    return ["table/${\(table.id)}", "table/\(table.tableName)"].contains { text == $0 + ending }
  }
}
