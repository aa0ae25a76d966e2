// How a template gives what others of its service name: under which name, and in which output.

import CloudFormation
import Provenance

struct TemplateExports {
  private let parts: TemplateParts
  /// Begins the names: they are unique in an account and region.
  private let stack: String
  /// The keys of outputs that tell just what is asked for, and the names that they export already.
  private let told: [TemplateReference: (key: String, name: String?)]

  init(_ parts: TemplateParts, stack: String) {
    self.parts = parts
    self.stack = stack
    var told: [TemplateReference: (key: String, name: String?)] = [:]
    for output in parts.parts.lazy.flatMap(\.outputs) {
      guard let reference = output.value.soleReference, told[reference] == nil else { continue }
      switch output.export {
      case nil: told[reference] = (output.key, nil)
      case .literal(let name, _): told[reference] = (output.key, name)
      // A name that CloudFormation makes means another thing where it is imported.
      case .expression: break
      }
    }
    self.told = told
  }

  func name(of reference: TemplateReference) -> String {
    told[reference]?.name
      ?? ([stack, reference.id] + [reference.attribute].compactMap { $0 }).joined(separator: "-")
  }

  /// A template has no more outputs than it must: one that tells a thing to people exports it too.
  func export(_ references: [TemplateReference], from template: inout Template) {
    let places = Dictionary(
      template.outputs.enumerated().map { ($0.element.key, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    for reference in references {
      let owner = parts.places[reference.id].map { parts.parts[$0].owner }
      let cause = Cause.derived(
        from: owner.map { [$0] } ?? [], note: "another template of this service names it")
      let name = Leaf<String>.literal(name(of: reference), cause)
      guard let output = told[reference], let place = places[output.key] else {
        template.outputs.append(output(of: reference, as: name, cause))
        continue
      }
      if output.name == nil {
        template.outputs[place] = template.outputs[place].exported(as: name)
      }
    }
  }

  private func output(
    of reference: TemplateReference, as name: Leaf<String>, _ cause: Cause
  ) -> Output {
    let words = (reference.attribute ?? "Ref").split { !$0.isLetter && !$0.isNumber }
    let expression =
      reference.attribute.map { Expression.attribute($0, of: reference.id) }
      ?? .reference(to: reference.id)
    return Output(
      key: "Export\(reference.id)\(words.joined())",
      description: "For the other templates of this service",
      value: .expression(expression, cause), cause: cause, export: name)
  }
}

extension Output {
  fileprivate func exported(as name: Leaf<String>) -> Output {
    Output(key: key, description: description, value: value, cause: cause, export: name)
  }
}

extension Leaf<String> {
  /// What it stands for, if that is one thing of one resource.
  fileprivate var soleReference: TemplateReference? {
    switch self {
    case .expression(.reference(let id), _): return TemplateReference(id: id, attribute: nil)
    case .expression(.attribute(let name, let id), _):
      return TemplateReference(id: id, attribute: name)
    case .literal, .expression: return nil
    }
  }
}
