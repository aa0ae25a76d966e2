// DAX-2, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum PlainTextCache: TierRule {
  static let code = Code("DAX-2", "plain-text-cache", .error)
  static let requirement = "clients speak to a cache over TLS"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["SC-8(1)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for cluster in stack.all(AWSDAXCluster.self) {
      let encryption = cluster["ClusterEndpointEncryptionType"]
      if encryption.string == "TLS" {
        report.holds(cluster, at: encryption)
      } else {
        report.fails(
          cluster, at: encryption, "cache `\(cluster.id)` answers without TLS",
          help: "leave `endpointEncryption` out, or write `TLS`")
      }
    }
  }
}
