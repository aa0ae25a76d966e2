// The single values of a resource's properties: known now, or left to CloudFormation.

package import Provenance

/// What becomes a value of a template.
package protocol TemplateConvertible: Sendable {
  var templateValue: TemplateValue { get }
}

/// A kind of value that stands in a template by itself.
package protocol LeafValue: Sendable {
  func templateValue(_ cause: Cause) -> TemplateValue
}

extension String: LeafValue {
  package func templateValue(_ cause: Cause) -> TemplateValue { .string(self, cause) }
}

extension Int: LeafValue {
  package func templateValue(_ cause: Cause) -> TemplateValue { .integer(self, cause) }
}

extension Bool: LeafValue {
  package func templateValue(_ cause: Cause) -> TemplateValue { .boolean(self, cause) }
}

extension Double: LeafValue {
  package func templateValue(_ cause: Cause) -> TemplateValue { .number(self, cause) }
}

/// The type itself asks nothing of its values: what a generic type asks is looked up among all
/// conformances of the program when it is first used, which costs more than compiling a table.
package enum Leaf<Value: Sendable>: Sendable {
  case literal(Value, Cause)
  case expression(Expression, Cause)

  /// As somebody wrote it.
  package static func stated(_ value: Traced<Value>) -> Leaf {
    .literal(value.value, .stated(value.node))
  }

  package static func fixed(_ value: Value, _ reason: FixedReason) -> Leaf {
    .literal(value, .fixed(reason))
  }

  package var cause: Cause {
    switch self {
    case .literal(_, let cause), .expression(_, let cause): return cause
    }
  }

  /// The same value for another reason.
  package func caused(by cause: Cause) -> Leaf {
    switch self {
    case .literal(let value, _): return .literal(value, cause)
    case .expression(let expression, _): return .expression(expression, cause)
    }
  }
}

extension Leaf: TemplateConvertible where Value: LeafValue {
  package var templateValue: TemplateValue {
    switch self {
    case .literal(let value, let cause): return value.templateValue(cause)
    case .expression(let expression, let cause): return .expression(expression, cause)
    }
  }
}

extension Leaf<String> {
  /// As a part of a longer text; nil for what `Fn::Sub` cannot hold.
  package var pieces: [SubstitutionPiece]? {
    switch self {
    case .literal(let text, _): return [.text(text)]
    case .expression(let expression, _): return expression.pieces
    }
  }
}

extension Field where Value: LeafValue {
  /// The setting as it was written; nil when nobody gave it.
  package var leaf: Leaf<Value>? { traced.map(Leaf.stated) }
}

extension Field where Value: RawRepresentable & Sendable, Value.RawValue == String {
  /// The setting under the name that AWS gives it.
  package var leaf: Leaf<String>? {
    traced.map { .literal($0.value.rawValue, .stated($0.node)) }
  }
}

/// A list of single values, or one expression that stands for all of it.
package enum LeafList<Value: Sendable>: Sendable {
  case leaves([Leaf<Value>])
  case expression(Expression, Cause)

  package init(_ leaves: [Leaf<Value>]) { self = .leaves(leaves) }

  /// None where one expression stands for all of it.
  package var leaves: [Leaf<Value>] {
    switch self {
    case .leaves(let leaves): return leaves
    case .expression: return []
    }
  }
}

extension LeafList: TemplateConvertible where Value: LeafValue {
  package var templateValue: TemplateValue {
    switch self {
    case .leaves(let leaves): return .list(leaves.map(\.templateValue))
    case .expression(let expression, let cause): return .expression(expression, cause)
    }
  }
}

/// A mapping of names that people choose.
package struct NamedLeaves: TemplateConvertible {
  package var entries: [(name: String, value: Leaf<String>)]

  package init(_ entries: [(name: String, value: Leaf<String>)]) { self.entries = entries }

  package var templateValue: TemplateValue {
    .object(entries.map { TemplateMember($0.name, $0.value.templateValue) })
  }
}

/// A part that is there only under a condition of the template.
package struct Conditional<Shape: TemplateShape>: TemplateConvertible {
  package let condition: String?
  package let cause: Cause
  package let shape: Shape

  package init(_ shape: Shape, when condition: String? = nil, _ cause: Cause) {
    self.shape = shape
    self.condition = condition
    self.cause = cause
  }

  package var templateValue: TemplateValue {
    guard let condition else { return shape.templateValue }
    return .expression(
      .conditional(condition, then: shape.templateValue, otherwise: nil), cause)
  }
}

extension Array: TemplateConvertible where Element: TemplateConvertible {
  package var templateValue: TemplateValue { .list(map(\.templateValue)) }
}
