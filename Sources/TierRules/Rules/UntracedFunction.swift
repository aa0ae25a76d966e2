// MON-4, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum UntracedFunction: TierRule {
  static let code = Code("MON-4", "untraced-function", .error)
  static let requirement = "X-Ray follows the calls of each function"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["AU-12", "SI-4"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for function in stack.all(AWSLambdaFunction.self) {
      let mode = function["TracingConfig", "Mode"]
      if mode.string == "Active" {
        report.holds(function, at: mode)
      } else {
        report.fails(
          function, at: mode, "function `\(function.functionName)` is not traced",
          help: "leave `tracing` out, or write `Active`")
      }
    }
  }
}
