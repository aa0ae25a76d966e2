// A template as JSON.

import JSONText

package enum TemplateJSON {
  package static func write(_ template: Template) -> [UInt8] {
    var writer = JSONWriter(.indented)
    write(template.value, to: &writer)
    return writer.finished()
  }

  private static func write(_ value: TemplateValue, to writer: inout JSONWriter) {
    switch value {
    case .string(let text, _): writer.string(text)
    case .integer(let number, _): writer.integer(number)
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
    case .substitution(let text): writer.member("Fn::Sub", text)
    }
    writer.endObject()
  }
}
