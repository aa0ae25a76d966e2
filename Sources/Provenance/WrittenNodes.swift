// Who wrote a value: a person in a spec, or a layer that fills gaps.

extension Tree {
  /// Whether a person wrote it, in a spec.
  package func isWritten(_ node: NodeID) -> Bool {
    source(of: writtenNode(of: node)).role == .spec
  }
}
