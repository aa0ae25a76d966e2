// Scaling of the table may be written in two places; what both say must be the same.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum DisagreeingAutoScaling {
  package static let code = Code("TABLE035", "disagreeing-auto-scaling", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let outer = table.config.autoScaling.value,
      let inner = table.config.provisionedThroughput.value?.autoScaling.value,
      outer.isIntact, inner.isIntact,
      let (left, right) = disagreement(outer.node, inner.node, tree)
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(right), "the two places of the table's `autoScaling` disagree",
        help: "keep one of the two",
        related: [Related(.introduction(left), "the other value is here")]))
  }

  /// The first value that both mappings give, and give differently.
  private static func disagreement(
    _ left: NodeID, _ right: NodeID, _ tree: Tree
  ) -> (NodeID, NodeID)? {
    var given: [UInt32: NodeID] = [:]
    for entry in tree.entries(of: tree.content(of: left)) {
      given[tree.ordinal(of: entry.key)] = entry.value
    }
    for entry in tree.entries(of: tree.content(of: right)) {
      guard let other = given[tree.ordinal(of: entry.key)] else { continue }
      if isMapping(other, tree), isMapping(entry.value, tree) {
        if let found = disagreement(other, entry.value, tree) { return found }
      } else if !isSame(other, entry.value, tree) {
        return (tree.origin(of: other), tree.origin(of: entry.value))
      }
    }
    return nil
  }

  private static func isMapping(_ node: NodeID, _ tree: Tree) -> Bool {
    tree.kind(of: tree.content(of: node)) == .mapping
  }

  /// Whether two checked values are one, however they are written.
  private static func isSame(_ left: NodeID, _ right: NodeID, _ tree: Tree) -> Bool {
    let (left, right) = (tree.content(of: left), tree.content(of: right))
    switch (tree.kind(of: left), tree.kind(of: right)) {
    case (.integer, .integer), (.integer, .float), (.float, .integer), (.float, .float):
      return tree.number(of: left) == tree.number(of: right)
    case (.boolean, .boolean): return tree.boolean(of: left) == tree.boolean(of: right)
    case (.sequence, .sequence):
      guard tree.count(of: left) == tree.count(of: right) else { return false }
      return zip(tree.children(of: left), tree.children(of: right))
        .allSatisfy { isSame($0, $1, tree) }
    case (.mapping, .mapping):
      let keys = [left, right].map { mapping in
        Set(tree.entries(of: mapping).map { tree.ordinal(of: $0.key) })
      }
      guard keys[0] == keys[1] else { return false }
      for entry in tree.entries(of: left) {
        let ordinal = tree.ordinal(of: entry.key)
        let other = tree.entries(of: right).first { tree.ordinal(of: $0.key) == ordinal }
        if let other, !isSame(entry.value, other.value, tree) { return false }
      }
      return true
    default: return tree.kind(of: left) == tree.kind(of: right) && tree.textEquals(left, right)
    }
  }
}
