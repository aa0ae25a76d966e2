// manifest.json: how the stack is deployed, step by step, and every file of its folder with a hash.

import CloudFormation
import JSONText

enum ManifestJSON {
  /// What CloudFormation is told in a step, beyond what the deployment must say anyway.
  private struct Step {
    let file: TemplateFile
    /// Parameters that this step sets itself.
    var settings: [(name: String, value: String)] = []
  }

  static func write(
    parts: [TemplateFile], companions: [TemplateFile], others: [Artifact]
  ) -> [UInt8] {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.key("steps")
      writer.array { writer in
        for step in steps(parts, companions) { write(step, to: &writer) }
      }
      writer.key("files")
      writer.object { writer in
        for file in parts + companions {
          writer.member(file.path, SHA256.hexadecimal(of: file.bytes))
        }
        for file in others { writer.member(file.path, SHA256.hexadecimal(of: file.bytes)) }
      }
    }
    return writer.finished()
  }

  /// Companions first: the stack names what they make. Then its templates, each after those whose
  /// exports it imports. A replica and its policy cannot be created in one update, so a template
  /// with a phase is deployed twice.
  private static func steps(_ parts: [TemplateFile], _ companions: [TemplateFile]) -> [Step] {
    companions.map { Step(file: $0) }
      + parts.flatMap { part in
        let phase = part.template.parameters.first { $0.name == PhaseParameter.name }
        guard let phase else { return [Step(file: part)] }
        return phase.allowedValues.map { Step(file: part, settings: [(PhaseParameter.name, $0)]) }
      }
  }

  private static func write(_ step: Step, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("file", step.file.path)
      if let region = step.file.region { writer.member("region", region) }
      writer.key("parameters")
      writer.object { writer in
        for parameter in step.file.template.parameters {
          writer.key(parameter.name)
          writer.object { writer in
            if let setting = step.settings.first(where: { $0.name == parameter.name }) {
              writer.member("value", setting.value)
            } else if let value = parameter.defaultValue {
              writer.member("default", value)
            }
            writer.member("type", parameter.type)
            writer.member("description", parameter.description)
          }
        }
      }
    }
  }
}
