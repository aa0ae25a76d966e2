// API-2, a row of what the tiers require.

import AWSNames
import CloudFormation
import Diagnostics

enum UnloggedCalls: TierRule {
  static let code = Code("API-2", "unlogged-calls", .error)
  static let requirement =
    "every call of an HTTP API leaves a line in a log"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["AU-2", "AU-3", "AU-12"]

  /// Who called what, when, and what came of it: without these a line is no record.
  private static let variables = ["requestTime", "identity.sourceIp", "status"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for stage in stack.all(AWSApiGatewayV2Stage.self) {
      let settings = stage["AccessLogSettings"]
      let format = settings["Format"]
      if settings["DestinationArn"].isAbsent {
        report.fails(
          stage, at: settings.isAbsent ? nil : settings,
          "nobody sees who calls stage `\(stage.id)`",
          help: "give it `AccessLogSettings` with a log group")
      } else if let text = format.text ?? (format.isAbsent ? "" : nil),
        let missing = variables.first(where: { !text.holds("$context.\($0)") })
      {
        report.fails(
          stage, at: format.isAbsent ? settings : format,
          "the access log of stage `\(stage.id)` lacks `$context.\(missing)`",
          help: "add it to the format")
      } else {
        report.holds(stage, at: settings["DestinationArn"])
      }
    }
  }
}
