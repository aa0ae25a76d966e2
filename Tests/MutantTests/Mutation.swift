// The changes that a template can suffer, told by the shape of its values alone: what a rule looks
// at has no say in what is changed.

import AWSNames
import CloudFormation
import Provenance

/// A step from a value to one within it.
enum Step: Hashable, Sendable {
  case member(String)
  case element(Int)
  case then
  case otherwise
}

/// One change at one place of one resource.
struct Mutation: Sendable {
  /// Where in `Template.resources`.
  let resource: Int
  let path: [Step]
  /// What was done, in a word or two: `dropped`, `lowered to 1`.
  let name: String
  let change: Change

  enum Change: Sendable {
    /// Nil takes the value away.
    case property(TemplateValue?)
    /// The whole resource.
    case absence
    case removal(Removal?)
    case replacement(Removal?)
  }

  /// As a JSON pointer from the resource on: `Properties/KeyPolicy/Statement/0/Effect`.
  var pointer: String {
    switch change {
    case .absence: return "Resource"
    case .removal: return "DeletionPolicy"
    case .replacement: return "UpdateReplacePolicy"
    case .property: return "Properties" + path.map { "/\($0.text)" }.joined()
    }
  }

  func applied(to template: Template) -> Template {
    var template = template
    switch change {
    case .absence: template.resources.remove(at: resource)
    case .removal(let removal): template.resources[resource].removal = removal
    case .replacement(let removal): template.resources[resource].replacement = removal
    case .property(let value):
      let whole = TemplateValue.object(template.resources[resource].properties)
      if case .object(let members) = whole.replacing(path[...], with: value) {
        template.resources[resource].properties = members
      }
    }
    return template
  }
}

extension Step {
  fileprivate var text: String {
    switch self {
    case .member(let key): return key
    case .element(let position): return String(position)
    case .then: return "Fn::If/1"
    case .otherwise: return "Fn::If/2"
    }
  }
}

extension TemplateValue {
  /// The value with another at a place in it; nil takes away what is there.
  fileprivate func replacing(_ path: ArraySlice<Step>, with value: TemplateValue?) -> TemplateValue?
  {
    guard let step = path.first else { return value }
    let rest = path.dropFirst()
    switch (self, step) {
    case (.object(let members), .member(let key)):
      return .object(
        members.compactMap { member in
          guard member.key == key else { return member }
          return member.value.replacing(rest, with: value).map { TemplateMember(key, $0) }
        })
    case (.list(let elements), .element(let position)):
      return .list(
        elements.enumerated().compactMap { number, element in
          number == position ? element.replacing(rest, with: value) : element
        })
    case (.expression(.conditional(let name, let then, let otherwise), let cause), .then):
      guard let changed = then.replacing(rest, with: value) else { return nil }
      return .expression(.conditional(name, then: changed, otherwise: otherwise), cause)
    case (.expression(.conditional(let name, let then, let otherwise), let cause), .otherwise):
      return .expression(
        .conditional(name, then: then, otherwise: otherwise?.replacing(rest, with: value)), cause)
    default: return self
    }
  }
}
