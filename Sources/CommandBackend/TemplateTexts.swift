// The texts that a trail names: layers are carried, a spec may lie near the template.

import AshlarCommand
import Catalog
import Diagnostics
import Provenance
import YAMLText

enum TemplateTexts {
  /// By the names that the trail gives them. A spec counts only if it still says what the trail
  /// says it does: each place asked about must be where its pointer leads.
  static func find(
    for question: TemplateQuestion, among specs: (String) -> [InputText]
  ) -> [String: LineTable] {
    let tree = question.trail
    var tables: [String: LineTable] = [:]
    var places: [String: [NodeID]] = [:]
    for origin in question.origins {
      let sources = tree.value("sources", in: origin.entry)
      let nodes = sources.map { Array(tree.children(of: $0)) } ?? [origin.entry]
      for node in nodes {
        guard let file = tree.value("file", in: node) else { continue }
        let name = tree.text(of: file)
        if tree.value("layer", in: node) == nil {
          places[name, default: []].append(node)
        } else if tables[name] == nil, let bytes = layer(name) {
          tables[name] = LineTable(bytes)
        }
      }
    }
    for (name, nodes) in places {
      let spec = specs(name).first { holds($0, nodes, tree) }
      if let spec { tables[name] = LineTable(SourceFile(name: name, bytes: spec.bytes).bytes) }
    }
    return tables
  }

  /// `components/dynamodb-table/tiers/base.yaml` is carried as `layers/dynamodb-table/base.yaml`.
  private static func layer(_ name: String) -> [UInt8]? {
    let parts = name.split(separator: "/")
    guard parts.count == 4, parts[0] == "components", parts[2] == "tiers" else { return nil }
    return BuiltInFile.bytes("layers/\(parts[1])/\(parts[3])")
  }

  private static func holds(_ spec: InputText, _ places: [NodeID], _ trail: Tree) -> Bool {
    var tree = Tree()
    var sink = Sink()
    let file = SourceFile(name: spec.name, bytes: spec.bytes)
    let root: NodeID
    do throws(Reported) {
      root = try parseYAML(file, into: &tree, sink: &sink)
    } catch { return false }
    let table = LineTable(file.bytes)
    return places.allSatisfy { place in
      let text = { (key: String) in trail.value(key, in: place).map { trail.text(of: $0) } ?? "" }
      guard let node = tree.node(at: text("pointer"), below: root) else { return false }
      let found = table.lineColumn(at: tree.head(of: node).start)
      return "\(found.line)" == text("line") && "\(found.column)" == text("column")
    }
  }
}
