// One YAML text read for a test: its tree, what was said, and both as text that tests can compare.

package import Diagnostics
package import Provenance

import FindingFormats
import Shapes
import YAMLText

package struct Reading: Sendable {
  package private(set) var tree = Tree()
  package private(set) var sink = Sink()
  /// Nil when the text was refused.
  package let root: NodeID?

  package init(_ text: String) {
    self.init(bytes: Array(text.utf8))
  }

  package init(bytes: [UInt8]) {
    do throws(Reported) {
      root = try parseYAML(
        SourceFile(name: "test.yml", bytes: bytes), into: &tree, sink: &sink)
    } catch {
      root = nil
    }
  }

  package var codes: [String] { sink.findings.map(\.code.id) }

  package var findings: Findings { Findings(sink, in: tree) }

  /// The findings, one a line with its extent, help and related places indented below.
  package var lines: String {
    let report = Report(file: "test.yml", sources: tree.sources, findings: findings)
    return String(decoding: FindingLineRenderer().render([report]), as: UTF8.self)
  }

  /// The document as canonical JSON, or the codes it earned.
  package var json: String {
    guard let root else { return codes.joined(separator: " ") }
    return CanonicalJSON.text(of: root, in: tree)
  }

  /// The node at a path of keys and positions; nil when there is none.
  package func node(_ path: String...) -> NodeID? {
    var node = root
    for step in path {
      guard let content = node.map({ tree.content(of: $0) }) else { return nil }
      switch tree.kind(of: content) {
      case .mapping: node = tree.value(step, in: content)
      case .sequence:
        let children = Array(tree.children(of: content))
        guard let position = Int(step), children.indices.contains(position) else { return nil }
        node = children[position]
      default: return nil
      }
    }
    return node
  }

  /// `line:column-line:column` of a span.
  package func extent(of span: Span) -> String {
    let table = LineTable(tree.sources[Int(span.source.raw)].bytes)
    let start = table.lineColumn(at: span.start)
    let end = table.lineColumn(at: span.end)
    return "\(start.line):\(start.column)-\(end.line):\(end.column)"
  }
}

extension Reading {
  package mutating func markBroken(_ node: NodeID) { tree.markBroken(node) }
}
