// What a decoded property holds: nothing, something already reported, or a value with its place.

/// A value and the node it came from.
public struct Traced<Value> {
  public let value: Value
  public let node: NodeID

  @inlinable public init(_ value: Value, _ node: NodeID) {
    self.value = value
    self.node = node
  }
}

extension Traced: Sendable where Value: Sendable {}

/// `broken` keeps one mistake from causing others: it is neither absent nor a value, so a rule that
/// asks "was it left out?" and a rule that asks "what is it?" both pass it by.
public enum Field<Value> {
  case absent
  case broken(NodeID)
  case given(Value, NodeID)

  @inlinable public var value: Value? {
    if case .given(let value, _) = self { return value }
    return nil
  }

  @inlinable public var node: NodeID? {
    switch self {
    case .absent: return nil
    case .broken(let node), .given(_, let node): return node
    }
  }

  @inlinable public var isAbsent: Bool {
    if case .absent = self { return true }
    return false
  }

  @inlinable public var isBroken: Bool {
    if case .broken = self { return true }
    return false
  }

  @inlinable public var traced: Traced<Value>? {
    if case .given(let value, let node) = self { return Traced(value, node) }
    return nil
  }
}

extension Field: Sendable where Value: Sendable {}
