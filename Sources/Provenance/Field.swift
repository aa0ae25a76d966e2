// What a decoded property holds: nothing, something already reported, or a value with its place.

/// A value and the node it came from.
package struct Traced<Value> {
  package let value: Value
  package let node: NodeID

  package init(_ value: Value, _ node: NodeID) {
    self.value = value
    self.node = node
  }
}

extension Traced: Sendable where Value: Sendable {}

/// `broken` keeps one mistake from causing others: it is neither absent nor a value, so a rule that
/// asks "was it left out?" and a rule that asks "what is it?" both pass it by.
package enum Field<Value> {
  case absent
  case broken(NodeID)
  case given(Value, NodeID)

  package var value: Value? {
    if case .given(let value, _) = self { return value }
    return nil
  }

  package var node: NodeID? {
    switch self {
    case .absent: return nil
    case .broken(let node), .given(_, let node): return node
    }
  }

  package var isAbsent: Bool {
    if case .absent = self { return true }
    return false
  }

  package var isBroken: Bool {
    if case .broken = self { return true }
    return false
  }

  package var traced: Traced<Value>? {
    if case .given(let value, let node) = self { return Traced(value, node) }
    return nil
  }
}

extension Field: Sendable where Value: Sendable {}
