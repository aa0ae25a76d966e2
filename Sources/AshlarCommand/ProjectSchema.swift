// The JSON Schema of `ashlar.yml`, from the table.

package enum ProjectSchema {
  /// `schemas/project.schema.json`, and what `schema project` prints.
  package static func render() -> [UInt8] {
    var properties = ProjectFile.flagsEverywhere.map { ($0.name.projectKey, schema(of: $0)) }
    for verb in ProjectFile.verbs {
      let flags = ProjectFile.flags(of: verb).map { ($0.name.projectKey, schema(of: $0)) }
      properties.append(
        (
          verb.rawValue,
          .object(
            mapping("Defaults for `\(verb.rawValue)` alone; they replace those at the top.", flags))
        ))
    }
    let members = mapping(
      "Defaults for the flags of `ashlar`, found in the working folder or the nearest folder"
        + " above it. A flag on the command line replaces what stands here.", properties)
    let root = Value.object(
      [
        ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        ("title", .text("The project file of Ashlar, ashlar.yml")),
      ] + members)
    return Array((root.written(indent: 0) + "\n").utf8)
  }

  private static func mapping(_ description: String, _ properties: [(String, Value)])
    -> [(String, Value)]
  {
    [
      ("description", .text(description)), ("type", .list([.text("object"), .text("null")])),
      ("additionalProperties", .boolean(false)), ("properties", .object(properties)),
    ]
  }

  private static func schema(of flag: Flag) -> Value {
    let description = flag.explanation.prefix(1).uppercased() + flag.explanation.dropFirst() + "."
    var members: [(String, Value)] = [("description", .text(description))]
    if let fallback = flag.fallback { members.append(("default", .text(fallback))) }
    switch flag.form {
    case .choice(let choices): members.append(("enum", .list(choices.map(Value.text))))
    case .assignment:
      members += [
        ("type", .text("object")),
        (
          "additionalProperties",
          .object([("type", .list(["string", "number", "boolean"].map(Value.text)))])
        ),
      ]
    case .account:
      // A number where it was written without quotes; a pattern speaks of strings only.
      members += [("type", .list([.text("string"), .text("integer")]))]
      members += [("pattern", .text("^[0-9]{12}$"))]
    case .port:
      members += [
        ("type", .list([.text("string"), .text("integer")])), ("pattern", .text("^[0-9]{1,5}$")),
      ]
    case .duration, .text, .file, .folder, .fileOrStream, .folderOrStream, .date, .region, .code,
      .codes,
      nil:
      if flag.isRepeatable {
        members += [
          ("type", .list([.text("string"), .text("array")])),
          ("items", .object([("type", .text("string"))])),
        ]
      } else {
        members += [("type", .text("string"))]
      }
    }
    return .object(members)
  }

  /// As much of JSON as a schema here needs; its texts hold nothing but printable ASCII.
  private indirect enum Value {
    case text(String)
    case boolean(Bool)
    case list([Value])
    case object([(String, Value)])

    func written(indent: Int) -> String {
      switch self {
      case .text(let text): return Value.quoted(text)
      case .boolean(let value): return value ? "true" : "false"
      case .list(let values):
        return "[" + values.map { $0.written(indent: indent) }.joined(separator: ", ") + "]"
      case .object(let members):
        let margin = String(repeating: " ", count: indent + 2)
        let lines = members.map {
          "\(margin)\(Value.quoted($0.0)): \($0.1.written(indent: indent + 2))"
        }
        return "{\n" + lines.joined(separator: ",\n") + "\n"
          + String(repeating: " ", count: indent) + "}"
      }
    }

    private static func quoted(_ text: String) -> String {
      var quoted = "\""
      for character in text {
        if character == "\"" || character == "\\" { quoted += "\\" }
        quoted.append(character)
      }
      return quoted + "\""
    }
  }
}
