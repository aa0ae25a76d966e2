// DAX-3, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum FragileCache: TierRule {
  static let code = Code("DAX-3", "fragile-cache", .error)
  static let requirement = "a cache survives the loss of a zone"
  static let bars = TierBars(commercial: .advised, moderate: .advised, high: .required)
  static let controls: [Control] = ["CP-10"]
  private static let nodesMin = 3

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for cluster in stack.all(AWSDAXCluster.self) {
      let nodes = cluster["ReplicationFactor"]
      if let count = nodes.integer, count < nodesMin {
        report.fails(
          cluster, at: nodes,
          "cache `\(cluster.id)` has \(count) nodes, fewer than \(nodesMin) zones",
          help: "write `replicationFactor: \(nodesMin)` or more")
      } else {
        report.holds(cluster, at: nodes)
      }
    }
  }
}
