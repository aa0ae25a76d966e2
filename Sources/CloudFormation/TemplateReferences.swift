// What the values of a template name, and how to have them name something else.

/// A resource or parameter that a value names, with what it asks of it.
package struct TemplateReference: Hashable, Sendable {
  package let id: String
  /// Nil for `Ref`.
  package let attribute: String?

  package init(id: String, attribute: String?) {
    self.id = id
    self.attribute = attribute
  }
}

extension TemplateValue {
  package func forEachReference(_ body: (TemplateReference) -> Void) {
    forEachExpression { expression, _ in
      TemplateValue.forEachReference(of: expression, body)
    }
  }

  /// Without what stands in its branches or in its argument.
  private static func forEachReference(
    of expression: Expression, _ body: (TemplateReference) -> Void
  ) {
    switch expression {
    case .reference(let id): body(TemplateReference(id: id, attribute: nil))
    case .attribute(let name, let id): body(TemplateReference(id: id, attribute: name))
    case .substitution(let pieces), .importValue(let pieces):
      for piece in pieces {
        if let reference = piece.reference { body(reference) }
      }
    case .conditional, .other: break
    }
  }

  /// Why the first value is there that names one of these.
  package func cause(ofNaming ids: Set<String>) -> Cause? {
    var found: Cause?
    forEachExpression { expression, cause in
      guard found == nil else { return }
      TemplateValue.forEachReference(of: expression) { reference in
        if ids.contains(reference.id) { found = cause }
      }
    }
    return found
  }

  /// The conditions that values depend on.
  package func forEachCondition(_ body: (String) -> Void) {
    forEachExpression { expression, _ in
      if case .conditional(let name, _, _) = expression { body(name) }
    }
  }

  private func forEachExpression(_ body: (Expression, Cause) -> Void) {
    switch self {
    case .string, .integer, .number, .boolean: break
    case .expression(let expression, let cause):
      body(expression, cause)
      switch expression {
      case .conditional(_, let then, let otherwise):
        then.forEachExpression(body)
        otherwise?.forEachExpression(body)
      case .other(_, let argument): argument.forEachExpression(body)
      case .reference, .attribute, .substitution, .importValue: break
      }
    case .list(let elements): for element in elements { element.forEachExpression(body) }
    case .object(let members): for member in members { member.value.forEachExpression(body) }
    }
  }

  /// With each reference that has an import in its place.
  package func importing(_ export: (TemplateReference) -> String?) -> TemplateValue {
    switch self {
    case .string, .integer, .number, .boolean: return self
    case .expression(let expression, let cause):
      return .expression(expression.importing(export), cause)
    case .list(let elements): return .list(elements.map { $0.importing(export) })
    case .object(let members):
      return .object(members.map { TemplateMember($0.key, $0.value.importing(export)) })
    }
  }
}

extension Expression {
  package func importing(_ export: (TemplateReference) -> String?) -> Expression {
    switch self {
    case .reference(let id):
      return imported(TemplateReference(id: id, attribute: nil), export) ?? self
    case .attribute(let name, let id):
      return imported(TemplateReference(id: id, attribute: name), export) ?? self
    case .substitution(let pieces):
      return .substitution(
        pieces.map { piece in
          piece.reference.flatMap(export).map(SubstitutionPiece.imported) ?? piece
        })
    case .importValue: return self
    case .conditional(let name, let then, let otherwise):
      return .conditional(
        name, then: then.importing(export), otherwise: otherwise?.importing(export))
    case .other(let name, let argument): return .other(name, argument.importing(export))
    }
  }

  private func imported(
    _ reference: TemplateReference, _ export: (TemplateReference) -> String?
  ) -> Expression? {
    export(reference).map { .importValue([.text($0)]) }
  }
}

extension SubstitutionPiece {
  package var reference: TemplateReference? {
    switch self {
    case .text, .imported: return nil
    case .reference(let id): return TemplateReference(id: id, attribute: nil)
    case .attribute(let name, let id): return TemplateReference(id: id, attribute: name)
    }
  }
}

extension Leaf {
  package func importing(_ export: (TemplateReference) -> String?) -> Leaf {
    switch self {
    case .literal: return self
    case .expression(let expression, let cause):
      return .expression(expression.importing(export), cause)
    }
  }
}
