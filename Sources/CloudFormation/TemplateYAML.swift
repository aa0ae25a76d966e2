// A template as YAML with the short intrinsics, which loads to the same value as the JSON.

import JSONText

package enum TemplateYAML {
  package static func write(_ template: Template) -> [UInt8] { write(template.value) }

  package static func write(_ template: TemplateValue) -> [UInt8] {
    var out: [UInt8] = []
    write(template, indent: 0, to: &out)
    return out
  }

  private static func write(_ value: TemplateValue, indent: Int, to out: inout [UInt8]) {
    switch value {
    case .object(let members):
      for member in members {
        append(String(repeating: " ", count: indent) + scalar(member.key) + ":", to: &out)
        writeNested(member.value, indent: indent, to: &out)
      }
    case .list(let elements):
      for element in elements {
        append(String(repeating: " ", count: indent) + "-", to: &out)
        writeElement(element, indent: indent, to: &out)
      }
    case .string, .integer, .number, .boolean, .expression:
      append(inline(value) + "\n", to: &out)
    }
  }

  private static func writeNested(_ value: TemplateValue, indent: Int, to out: inout [UInt8]) {
    switch value {
    case .object(let members) where !members.isEmpty:
      append("\n", to: &out)
      write(value, indent: indent + 2, to: &out)
    case .list(let elements) where !elements.isEmpty:
      append("\n", to: &out)
      write(value, indent: indent + 2, to: &out)
    case .expression(.other(let name, let argument), _):
      // Nobody's short form is as plain as the long one.
      writeNested(.object([TemplateMember(name, argument)]), indent: indent, to: &out)
    case .expression(.substitution(let pieces), let cause) where pieces.importsSomething:
      append(" !Sub\n", to: &out)
      let variables = SubstitutionPiece.imports(of: pieces).map { variable, name in
        TemplateMember(variable, .expression(.importValue([.text(name)]), cause))
      }
      let text = TemplateValue.string(SubstitutionPiece.text(of: pieces), cause)
      write(.list([text, .object(variables)]), indent: indent + 2, to: &out)
    case .expression(.conditional(let condition, let then, let otherwise), _):
      // The short form of an intrinsic takes a list as any other tag does.
      append(" !If\n", to: &out)
      let parts = [
        .string(condition, .fixed(.structure)), then, otherwise ?? TemplateValue.noValue,
      ]
      write(.list(parts), indent: indent + 2, to: &out)
    default: append(" " + inline(value) + "\n", to: &out)
    }
  }

  /// The first key of a mapping stands on the line of its dash.
  private static func writeElement(_ value: TemplateValue, indent: Int, to out: inout [UInt8]) {
    guard case .object(let members) = value, let first = members.first else {
      return writeNested(value, indent: indent, to: &out)
    }
    append(" " + scalar(first.key) + ":", to: &out)
    writeNested(first.value, indent: indent + 2, to: &out)
    write(.object(Array(members.dropFirst())), indent: indent + 2, to: &out)
  }

  private static func inline(_ value: TemplateValue) -> String {
    switch value {
    case .string(let text, _): return scalar(text)
    case .integer(let number, _): return String(number)
    case .number(let number, _): return JSONWriter.spelling(of: number)
    case .boolean(let flag, _): return flag ? "true" : "false"
    case .expression(.reference(let id), _): return "!Ref " + scalar(id)
    case .expression(.attribute(let name, let id), _): return "!GetAtt " + scalar("\(id).\(name)")
    case .expression(.substitution(let pieces), _):
      return "!Sub " + scalar(SubstitutionPiece.text(of: pieces))
    case .expression(.importValue(let pieces), _):
      if let name = SubstitutionPiece.literal(of: pieces) { return "!ImportValue " + scalar(name) }
      // A short form cannot stand in a short form on one line.
      return "{\"Fn::ImportValue\": "
        + inline(.expression(.joining(pieces), .fixed(.structure))) + "}"
    case .expression(.conditional, _), .expression(.other, _):
      preconditionFailure("a condition is written over several lines")
    case .list: return "[]"
    case .object: return "{}"
    }
  }

  /// Plain where every reader of YAML, of 1.1 too, reads the same string; quoted elsewhere.
  private static func scalar(_ text: String) -> String {
    let letters = text.utf8.allSatisfy { byte in
      let lower = byte | 0x20
      return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z"))
        || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
        || "-_./ ".utf8.contains(byte)
    }
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    if letters, let first = text.utf8.first, first | 0x20 >= UInt8(ascii: "a"),
      text.utf8.last != UInt8(ascii: " "), !words.contains(text.lowercased())
    {
      return text
    }
    var out = "\""
    for unit in text.unicodeScalars {
      switch unit {
      case "\"", "\\": out += "\\\(unit)"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      default:
        if unit.value < 0x20 || (unit.value >= 0x7F && unit.value < 0xA0) {
          let digits = String(unit.value, radix: 16)
          out += "\\x" + (digits.count < 2 ? "0" : "") + digits
        } else {
          out.unicodeScalars.append(unit)
        }
      }
    }
    return out + "\""
  }

  private static func append(_ text: String, to out: inout [UInt8]) {
    out.append(contentsOf: text.utf8)
  }
}

extension [SubstitutionPiece] {
  fileprivate var importsSomething: Bool {
    contains { if case .imported = $0 { true } else { false } }
  }
}
