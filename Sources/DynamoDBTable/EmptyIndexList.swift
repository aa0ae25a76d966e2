// DynamoDB refuses a list of indexes without any; an empty one is left out of the template.

package import Diagnostics
import Provenance

package struct EmptyIndexList: Sendable {
  package static let code = Code("TABLE023", "empty-index-list", .warning)

  let kind: String
  let node: NodeID

  private var message: String { "the list of \(kind) indexes is empty" }

  /// For a finding about an index that somebody uses: the list that should hold it.
  var related: Related { Related(.introduction(node), message) }

  /// Comes last: whoever misses an index is an error and points here, which is then enough said.
  static func check(_ table: Table, _ sink: inout Sink) {
    for list in table.emptyIndexLists where !list.isBlamed(in: sink) {
      sink.report(
        Finding(
          code, at: .introduction(list.node), list.message, help: "take it out, or add an index"))
    }
  }

  private func isBlamed(in sink: Sink) -> Bool {
    sink.findings.contains { finding in
      finding.code.severity == .error
        && finding.related.contains { related in
          if case .introduction(let blamed) = related.place { blamed == node } else { false }
        }
    }
  }
}
