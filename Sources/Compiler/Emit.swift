// emit: bytes. The same template is the same bytes, on any machine and in any folder.

import CloudFormation
import ComponentKit
import JSONText
import Provenance

extension Compilation {
  func emit(_ template: Template, _ placement: Placement, _ format: TemplateFormat) -> Artifacts {
    let stack = [placement.service, placement.environment].compactMap { $0 }.joined(separator: "-")
    let name = "\(stack).template.\(format == .json ? "json" : "yaml")"
    let bytes = format == .json ? TemplateJSON.write(template) : TemplateYAML.write(template)
    return Artifacts(
      stack: stack,
      files: [
        Artifact(path: name, bytes: bytes, isTemplate: true),
        Artifact(
          path: "manifest.json", bytes: manifest(name, bytes, placement), isTemplate: false),
        Artifact(path: "trail.json", bytes: trail(template, name), isTemplate: false),
      ])
  }

  /// The deployment as ordered steps, and every file of the folder with its hash.
  private func manifest(_ name: String, _ bytes: [UInt8], _ placement: Placement) -> [UInt8] {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.key("steps")
      writer.array { writer in
        writer.object { writer in
          writer.member("file", name)
          if let region = placement.region { writer.member("region", region.value) }
          writer.member("parameters", [])
          writer.member("sha256", SHA256.hexadecimal(of: bytes))
        }
      }
      writer.member("files", [name, "trail.json"])
    }
    return writer.finished()
  }

  /// By file, JSON pointer by JSON pointer, where each value came from.
  private func trail(_ template: Template, _ name: String) -> [UInt8] {
    let tables = tree.sources.map { LineTable($0.bytes) }
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.key(name)
      writer.object { writer in
        for entry in template.trail {
          writer.key(entry.pointer)
          writer.object { write(entry.cause, tables, to: &$0) }
        }
      }
    }
    return writer.finished()
  }

  private func write(_ cause: Cause, _ tables: [LineTable], to writer: inout JSONWriter) {
    switch cause {
    case .fixed(let reason):
      writer.member("from", "fixed")
      writer.member("reason", reason.rawValue)
    case .stated(let node): writePlace(node, tables, to: &writer)
    case .derived(let nodes, let note):
      writer.member("from", "derived")
      writer.member("note", note)
      writer.key("sources")
      writer.array { writer in
        for node in nodes { writer.object { writePlace(node, tables, to: &$0) } }
      }
    }
  }

  private func writePlace(_ node: NodeID, _ tables: [LineTable], to writer: inout JSONWriter) {
    let written = tree.writtenNode(of: node)
    let span = tree.head(of: written)
    let file = tree.sources[Int(span.source.raw)]
    let place = tables[Int(span.source.raw)].lineColumn(at: span.start)
    switch file.role {
    case .spec: writer.member("from", "spec")
    case .layer(let name):
      writer.member("from", "layer")
      writer.member("layer", name)
    }
    // Folders are the machine's, not the input's.
    let name = file.role == .spec ? file.name.split(separator: "/").last.map(String.init) : nil
    writer.member("file", name ?? file.name)
    writer.member("line", place.line)
    writer.member("column", place.column)
    writer.member("pointer", tree.pointer(to: written))
  }
}
