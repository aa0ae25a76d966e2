// A YAML text held against a schema, both written in the test.

import Diagnostics
import FindingFormats
import JSONText
import Provenance
import Shapes
import YAMLText

struct Checked {
  var tree = Tree()
  var sink = Sink()
  let schema: Schema
  let shape: ShapeID
  private(set) var roots: [NodeID] = []

  /// Checks each text by itself, as a fragment where there are several.
  init(_ texts: [String], schema json: String) throws {
    var shapes = Tree()
    let file = SourceFile(name: "schema.json", bytes: Array(json.utf8))
    var reader = SchemaReader(tree: shapes)
    let root = try parseJSON(file, into: &shapes, sink: &sink)
    reader = SchemaReader(tree: shapes)
    try reader.add(root: root, named: "test")
    schema = reader.finish()
    shape = schema.root("test") ?? .none
    for (position, text) in texts.enumerated() {
      let file = SourceFile(name: "text\(position).yml", bytes: Array(text.utf8))
      let root = try parseYAML(file, into: &tree, sink: &sink)
      var memory = CheckMemory()
      SchemaCheck.check(
        root, against: shape, of: schema, formats: [], isFragment: texts.count > 1, memory: &memory,
        in: &tree,
        sink: &sink)
      roots.append(root)
    }
  }

  init(_ text: String, schema json: String) throws {
    try self.init([text], schema: json)
  }

  var root: NodeID { roots[0] }

  /// The value behind a path of keys.
  func node(_ path: String..., from start: NodeID? = nil) -> NodeID? {
    var node: NodeID? = start ?? root
    for key in path { node = node.flatMap { tree.value(key, in: tree.content(of: $0)) } }
    return node
  }

  var lines: [String] {
    let report = Report(file: "", sources: tree.sources, findings: Findings(sink, in: tree))
    return String(decoding: FindingLineRenderer().render([report]), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }
}
