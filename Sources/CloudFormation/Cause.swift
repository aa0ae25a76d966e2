// Why a value of a template is what it is. There is no "unknown": every value is made with one.

package import Provenance

package enum Cause: Sendable {
  /// A line of the spec, or of a tier layer: the node's text says which.
  case stated(NodeID)
  /// Worked out from what these nodes say; the note says how.
  case derived(from: [NodeID], note: String)
  /// Nobody decided it: the format or AWS does.
  case fixed(FixedReason)
}

/// The closed list of what nobody decides.
package enum FixedReason: String, Sendable {
  case formatVersion = "CloudFormation has one template format"
  case resourceType = "the type that a component of this kind becomes"
  case structure = "the property's own form"
}
