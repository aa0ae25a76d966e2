// A template as JSON.

package import JSONText

package enum TemplateJSON {
  package static func write(_ template: Template) -> [UInt8] { write(template.value) }

  /// Indentation is nearly half of a template: the longest ones do without it.
  package static func write(_ template: TemplateValue, indentation: Bool = true) -> [UInt8] {
    var writer = JSONWriter(indentation ? .indented : .unindented)
    write(template, to: &writer)
    return writer.finished()
  }

  /// One value by itself, such as a policy document.
  package static func write(_ value: TemplateValue, to writer: inout JSONWriter) {
    switch value {
    case .string(let text, _): writer.string(text)
    case .integer(let number, _): writer.integer(number)
    case .number(let number, _): writer.number(number)
    case .boolean(let flag, _): writer.boolean(flag)
    case .expression(let expression, _): write(expression, to: &writer)
    case .list(let elements):
      writer.beginArray()
      for element in elements { write(element, to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.key(member.key)
        write(member.value, to: &writer)
      }
      writer.endObject()
    }
  }

  private static func write(_ expression: Expression, to writer: inout JSONWriter) {
    writer.beginObject()
    switch expression {
    case .reference(let id): writer.member("Ref", id)
    case .attribute(let name, let id): writer.member("Fn::GetAtt", [id, name])
    case .substitution(let pieces): write(substitution: pieces, to: &writer)
    case .importValue(let pieces):
      if let name = SubstitutionPiece.literal(of: pieces) {
        writer.member("Fn::ImportValue", name)
      } else {
        writer.key("Fn::ImportValue")
        write(Expression.joining(pieces), to: &writer)
      }
    case .conditional(let condition, let then, let otherwise):
      writer.key("Fn::If")
      writer.beginArray()
      writer.string(condition)
      write(then, to: &writer)
      write(otherwise ?? TemplateValue.noValue, to: &writer)
      writer.endArray()
    case .other(let name, let argument):
      writer.key(name)
      write(argument, to: &writer)
    }
    writer.endObject()
  }

  /// With a list of its variables where it imports any.
  private static func write(substitution pieces: [SubstitutionPiece], to writer: inout JSONWriter) {
    let imports = SubstitutionPiece.imports(of: pieces)
    guard !imports.isEmpty else {
      return writer.member("Fn::Sub", SubstitutionPiece.text(of: pieces))
    }
    writer.key("Fn::Sub")
    writer.array { writer in
      writer.string(SubstitutionPiece.text(of: pieces))
      writer.object { writer in
        for (variable, name) in imports {
          writer.key(variable)
          writer.object { $0.member("Fn::ImportValue", name) }
        }
      }
    }
  }
}

extension TemplateValue {
  /// CloudFormation's way to leave a property out.
  package static var noValue: TemplateValue {
    .expression(.reference(to: "AWS::NoValue"), .fixed(.structure))
  }
}
