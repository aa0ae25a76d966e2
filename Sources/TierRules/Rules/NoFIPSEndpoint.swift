// ENC-6, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum NoFIPSEndpoint: TierRule {
  static let code = Code("ENC-6", "no-fips-endpoint", .error)
  static let requirement = "functions speak to AWS through endpoints with validated cryptography"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["SC-13", "IA-7"]
  private static let variable = "AWS_USE_FIPS_ENDPOINT"

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for function in stack.all(AWSLambdaFunction.self) {
      report.require(
        function["Environment", "Variables", variable], of: function,
        "function `\(function.functionName)` may call endpoints without validated cryptography",
        help: "leave `\(variable)` out of its variables, or write \"true\"")
    }
  }
}

extension ResourceView {
  /// The name of a function as people know it.
  var functionName: String { self["FunctionName"].text ?? id }
}
