// emit: the files of a stack. The same template is the same bytes, on any machine, in any folder.

import CloudFormation
import ComponentKit
import JSONText
import Provenance

extension Compilation {
  func emit(_ stack: Stack, _ placement: Placement, _ format: TemplateFormat) -> Artifacts {
    let name = placement.stack
    let ending = format == .json ? "json" : "yaml"
    let main = TemplateFile(
      "\(name).template.\(ending)", stack.template, region: placement.region?.value, as: format)
    let companions = stack.companions.map { companion in
      TemplateFile(
        "\(name).\(companion.region).template.\(ending)", companion.template,
        region: companion.region, as: format)
    }
    let access = stack.access.map { access in
      Artifact(
        path: "iam/\(access.component).json", bytes: AccessJSON.write(access), isTemplate: false)
    }
    let trail = Artifact(
      path: "trail.json", bytes: trail([main] + companions), isTemplate: false)
    let manifest = ManifestJSON.write(
      main: main, companions: companions, others: access + [trail])
    return Artifacts(
      stack: name,
      files: ([main] + companions).map {
        Artifact(path: $0.path, bytes: $0.bytes, isTemplate: true)
      } + [Artifact(path: "manifest.json", bytes: manifest, isTemplate: false), trail] + access)
  }

  /// By file, JSON pointer by JSON pointer, where each value came from.
  private func trail(_ files: [TemplateFile]) -> [UInt8] {
    let tables = tree.sources.map { LineTable($0.bytes) }
    var writer = JSONWriter(.indented)
    writer.object { writer in
      for file in files {
        writer.key(file.path)
        writer.object { writer in
          for entry in file.template.trail {
            writer.key(entry.pointer)
            writer.object { write(entry.cause, tables, to: &$0) }
          }
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
