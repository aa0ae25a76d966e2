// Why a value of a template is what it is. There is no "unknown": every value is made with one.

package import Provenance

package enum Cause: Sendable {
  /// A line of the spec, or of a tier layer: the node's text says which.
  case stated(NodeID)
  /// Worked out from what these nodes say; the note says how.
  case derived(from: [NodeID], note: String)
  /// Nobody decided it: the format or AWS does.
  case fixed(FixedReason)

  /// Worked out from what one node says.
  package static func derived(_ node: NodeID, _ note: String) -> Cause {
    .derived(from: [node], note: note)
  }

  /// What a person or a layer said that led to it.
  package var nodes: [NodeID] {
    switch self {
    case .stated(let node): return [node]
    case .derived(let nodes, _): return nodes
    case .fixed: return []
    }
  }

  /// Something else that follows from the same words.
  package func leading(to note: String) -> Cause { .derived(from: nodes, note: note) }
}

/// The closed list of what nobody decides.
package enum FixedReason: String, Sendable {
  case formatVersion = "CloudFormation has one template format"
  case policyVersion = "IAM's policy language has one current version"
  case resourceType = "the type that a component of this kind becomes"
  case structure = "the property's own form"
  case serviceName = "AWS names this service so"
  case oneIndexedTable = "DynamoDB creates one table with indexes at a time"
  case onlyValue = "AWS takes no other value here"
}
