// A resource as a rule sees it, and the values in it.

package import CloudFormation
package import Provenance

package struct ResourceView: Sendable {
  package let resource: Resource
  /// What a person wrote to have it; nil when a service has it without a word.
  package let owner: NodeID?
  /// Where it is deployed, if that is known.
  package let region: String?
  /// The number of its template in the stack; those but the first are companions.
  package let part: Int
  let facts: TemplateFacts

  package var isCompanion: Bool { part > 0 }

  package var id: String { resource.logicalID }

  /// Where the resource itself stands.
  package var path: ValuePath { .resource(part: part, id: id) }

  /// A property, by the names on the way to it.
  package subscript(_ path: String...) -> ValueView {
    var view = ValueView(
      value: .object(resource.properties), path: .member(self.path, "Properties"),
      facts: facts)
    for key in path { view = view[key] }
    return view
  }

  package func isKind<Properties: ResourceProperties>(_ type: Properties.Type) -> Bool {
    resource.type == Properties.typeName
  }
}

/// A value of a template, or its absence.
package struct ValueView: Sendable {
  /// Nil when the property is not there.
  package let value: TemplateValue?
  /// Where it stands in its template, or would stand.
  package let path: ValuePath
  let facts: TemplateFacts

  init(value: TemplateValue?, path: ValuePath, facts: TemplateFacts) {
    (self.value, self.path) = facts.resolution.settle(value, at: path)
    self.facts = facts
  }

  package subscript(_ key: String) -> ValueView {
    guard case .object(let members) = value else {
      // What lies within an unknown value is as unknown.
      return isUnknown
        ? self : ValueView(value: nil, path: .member(path, key), facts: facts)
    }
    return ValueView(
      value: members.first { $0.key == key }?.value, path: .member(path, key),
      facts: facts)
  }

  package var isAbsent: Bool { value == nil }

  /// The account that its stack is deployed to, where that is known.
  var ownAccount: String? { facts.resolution.account }

  /// CloudFormation decides it later, so that nobody can judge it now.
  package var isUnknown: Bool {
    if case .expression = value { return true }
    return false
  }

  /// The elements of a list; one value counts as a list of one, as IAM reads it.
  package var elements: [ValueView] {
    switch value {
    case nil: return []
    case .list(let values):
      return values.enumerated().map {
        ValueView(value: $0.element, path: .element(path, $0.offset), facts: facts)
      }
    default: return [self]
    }
  }

  package var members: [(key: String, value: ValueView)] {
    guard case .object(let members) = value else { return [] }
    return members.map {
      (
        $0.key,
        ValueView(value: $0.value, path: .member(path, $0.key), facts: facts)
      )
    }
  }

  package var boolean: Bool? {
    switch value {
    case .boolean(let flag, _): return flag
    case .string("true", _): return true
    case .string("false", _): return false
    default: return nil
    }
  }

  package var integer: Int? {
    switch value {
    case .integer(let number, _): return number
    case .number(let number, _): return Int(exactly: number)
    case .string(let text, _): return Int(text)
    default: return nil
    }
  }

  /// What a value says as a number. A list or a word where a number belongs says nothing.
  package enum Measure: Sendable {
    case absent
    case unknown
    case number(Int)
    case unreadable
  }

  package var measure: Measure {
    if isAbsent { return .absent }
    if isUnknown { return .unknown }
    return integer.map(Measure.number) ?? .unreadable
  }

  /// Something is written that is no number.
  package var isUnreadableNumber: Bool {
    if case .unreadable = measure { return true }
    return false
  }

  package var string: String? {
    switch value {
    case .string(let text, _): return text
    case .integer(let number, _): return String(number)
    case .boolean(let flag, _): return String(flag)
    default: return nil
    }
  }

  /// The text of `Fn::Sub` and of plain strings, with references as `${…}`.
  package var text: String? {
    switch value {
    case .expression(.substitution(let pieces), _): return SubstitutionPiece.text(of: pieces)
    default: return string
    }
  }

  /// The logical id that `Ref` or `Fn::GetAtt` names.
  package var namedResource: String? {
    switch value {
    case .expression(.reference(let id), _), .expression(.attribute(_, let id), _): return id
    default: return nil
    }
  }

  /// Where the value came from: the first of its leaves, where it is a collection.
  package var cause: Cause? { value?.firstCause }
}

extension TemplateValue {
  fileprivate var firstCause: Cause? {
    switch self {
    case .string(_, let cause), .integer(_, let cause), .number(_, let cause),
      .boolean(_, let cause), .expression(_, let cause):
      return cause
    case .list(let elements): return elements.lazy.compactMap(\.firstCause).first
    case .object(let members): return members.lazy.compactMap(\.value.firstCause).first
    }
  }
}

// MARK: - What happens to it

extension ResourceView {
  package var deletionPolicy: ValueView { policy("DeletionPolicy", resource.removal) }

  package var updateReplacePolicy: ValueView {
    policy("UpdateReplacePolicy", resource.replacement)
  }

  private func policy(_ key: String, _ removal: Removal?) -> ValueView {
    ValueView(
      value: removal.map { .string($0.policy.rawValue, $0.cause) }, path: .member(path, key),
      facts: facts)
  }
}

extension ValueView {
  /// A policy that keeps the resource whatever happens.
  package var isKept: Bool { string == Removal.Policy.retain.rawValue }
}
