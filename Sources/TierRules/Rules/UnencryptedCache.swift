// DAX-1, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum UnencryptedCache: TierRule {
  static let code = Code("DAX-1", "unencrypted-cache", .error)
  static let requirement = "what a cache holds is encrypted"
  static let bars = TierBars(commercial: .required, moderate: .required, high: .required)
  static let controls: [Control] = ["SC-28(1)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for cluster in stack.all(AWSDAXCluster.self) {
      report.require(
        cluster["SSESpecification", "SSEEnabled"], of: cluster,
        "cache `\(cluster.id)` keeps items unencrypted",
        help: "leave `sseSpecification` of `daxCluster` out, or write `enabled: true`")
    }
  }
}
