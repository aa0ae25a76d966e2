// API-1, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum AnonymousRoute: TierRule {
  static let code = Code("API-1", "anonymous-route", .error)
  static let requirement = "every route knows who calls"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["AC-3", "IA-2"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for route in stack.all(AWSApiGatewayV2Route.self) {
      let type = route["AuthorizationType"]
      if ["AWS_IAM", "JWT", "CUSTOM"].contains(type.string ?? "") {
        report.holds(route, at: type)
      } else {
        report.fails(
          route, at: type, "anybody may call `\(route["RouteKey"].text ?? route.id)`",
          help: "leave `authorizer` out, or write `iam` or `{ jwt: … }`")
      }
    }
  }
}
