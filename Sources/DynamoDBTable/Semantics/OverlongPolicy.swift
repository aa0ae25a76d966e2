// DynamoDB and VPC endpoints take policies of 20 KB, spaces included.

import Compliance
import ComponentKit
package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum OverlongPolicy {
  package static let code = Code("TABLE131", "policy-too-long", .error)

  /// EVIDENCE: DynamoDB developer guide, "Quotas": resource-based policies, 20 KB.
  private static let bytesMax = 20_480

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for policy in table.policies {
      let added = policy.isOfTable ? addedBytes(table, in: placement) : 0
      let count = byteCount(of: policy.node, in: tree) + added
      guard count > bytesMax else { continue }
      sink.report(
        Finding(
          code, at: .introduction(policy.node),
          "\(policy.title) takes \(count) bytes, above \(bytesMax)"
            + (added > 0 ? "; \(added) of them are ours" : ""),
          help: "shorten it: one statement for many actions, wildcards for many ARNs"))
    }
  }

  /// What the statements that refuse requests without TLS, and data outside the endpoint, take
  /// beside two ARNs of the table.
  private static let transportBytes = 170
  private static let endpointBytes = 620

  private static func addedBytes(_ table: Table, in placement: Placement) -> Int {
    // With the longest names of partition and region that there are.
    let name = table.config.tableName.value?.written ?? table.entry.name.value + placement.stack
    let names = 2 * (70 + name.utf8.count)
    return (placement.tier > .commercial ? transportBytes + names : 0)
      + (table.config.vpcEndpoint.value?.restrictTable.value == true ? endpointBytes + names : 0)
  }

  /// The least its JSON takes: without spaces, and with references as short as they are written.
  private static func byteCount(of node: NodeID, in tree: Tree) -> Int {
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .sequence:
      return tree.children(of: content).reduce(1) { $0 + byteCount(of: $1, in: tree) + 1 }
    case .mapping:
      return tree.entries(of: content).reduce(1) {
        $0 + tree.textRange(of: $1.key).count + 3 + byteCount(of: $1.value, in: tree) + 1
      }
    case .string: return tree.textRange(of: content).count + 2
    case .boolean, .integer, .float: return tree.textRange(of: content).count
    case .null: return 4
    case .alias, .link: return 0
    }
  }
}
