// DynamoDB and VPC endpoints take policies of 20 KB, spaces included.

import ComponentKit
package import Diagnostics
import Provenance

package enum OverlongPolicy {
  package static let code = Code("TABLE131", "policy-too-long", .error)

  /// EVIDENCE: DynamoDB developer guide, "Quotas": resource-based policies, 20 KB.
  private static let bytesMax = 20_480

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for policy in table.policies {
      let count = byteCount(of: policy.node, in: tree)
      guard count > bytesMax else { continue }
      sink.report(
        Finding(
          code, at: .introduction(policy.node),
          "\(policy.title) takes \(count) bytes, above \(bytesMax)",
          help: "shorten it: one statement for many actions, wildcards for many ARNs"))
    }
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
