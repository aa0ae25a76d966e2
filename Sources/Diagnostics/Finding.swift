// One thing we have to say about a text: what is wrong, where, why there, what to write instead.

package import Provenance

/// Where a finding points. Nodes are turned into lines only when the finding is shown.
package enum Place: Sendable {
  /// A value; a collection is shown by its head, never by its whole extent.
  case node(NodeID)
  /// A key node: for what is wrong with its being there.
  case key(NodeID)
  /// The key that introduces a value, given the value.
  case introduction(NodeID)
  /// A stretch of text that never became a node.
  case span(Span)
}

package struct Related: Sendable {
  package let place: Place
  package let message: String

  package init(_ place: Place, _ message: String) {
    self.place = place
    self.message = message
  }
}

package struct Finding: Sendable {
  package let code: Code
  /// Lower case, no full stop, names in backticks: what is wrong.
  package let message: String
  /// What to write instead.
  package let help: String?
  package let place: Place
  /// Every other place that contributed.
  package let related: [Related]
  package let controls: [String]

  package init(
    _ code: Code, at place: Place, _ message: String, help: String? = nil,
    related: [Related] = [], controls: [String] = []
  ) {
    self.code = code
    self.message = message
    self.help = help
    self.place = place
    self.related = related
    self.controls = controls
  }
}
