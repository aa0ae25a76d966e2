// LAM-1, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum FunctionWithoutLogGroup: TierRule {
  static let code = Code("LAM-1", "function-without-log-group", .error)
  static let requirement =
    "a function writes to a log group of the stack, whose retention and key are known"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["AU-11", "AU-12"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for function in stack.all(AWSLambdaFunction.self) {
      let group = function["LoggingConfig", "LogGroup"]
      if group.isAbsent {
        report.fails(
          function, at: nil,
          "function `\(function.functionName)` writes to a log group that nobody set up",
          help: "give it a log group in `LoggingConfig`")
      } else {
        report.holds(function, at: group)
      }
    }
  }
}
