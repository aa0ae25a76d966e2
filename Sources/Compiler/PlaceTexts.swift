// Where nodes stand, as a trail writes it: each worked out when it is first asked for, and kept.

import JSONText
import Provenance

struct PlaceTexts {
  private let tree: Tree
  private let paths: NodePaths
  private let sources: [Source]
  /// By node; empty until it is asked for.
  private var texts: [[UInt8]]

  /// What all places of one text have in common.
  private struct Source {
    let table: LineTable
    let beginning: [UInt8]

    init(_ file: SourceFile) {
      table = LineTable(file.bytes)
      var writer = JSONWriter(.line)
      writer.beginObject()
      switch file.role {
      case .spec:
        writer.member("from", "spec")
        // Folders are the machine's, not the input's.
        let name = file.name.utf8.split(separator: UInt8(ascii: "/")).last
        writer.member("file", name.map { String(decoding: $0, as: UTF8.self) } ?? file.name)
      case .layer(let name):
        writer.member("from", "layer")
        writer.member("layer", name)
        writer.member("file", file.name)
      }
      writer.endObject()
      beginning = Array(writer.finished().dropLast())
    }
  }

  init(_ tree: Tree) {
    self.tree = tree
    paths = NodePaths(tree)
    sources = tree.sources.map(Source.init)
    texts = Array(repeating: [], count: tree.nodeCount)
  }

  subscript(node: NodeID) -> [UInt8] {
    mutating get {
      if texts[Int(node.raw)].isEmpty { texts[Int(node.raw)] = text(of: node) }
      return texts[Int(node.raw)]
    }
  }

  private func text(of node: NodeID) -> [UInt8] {
    let written = tree.writtenNode(of: node)
    let span = paths.head(of: written)
    let source = sources[Int(span.source.raw)]
    let place = source.table.lineColumn(at: span.start)
    var text: [UInt8] = []
    text.reserveCapacity(source.beginning.count + 100)
    text.append(contentsOf: source.beginning)
    text.append(contentsOf: ", \"line\": ".utf8)
    text.append(contentsOf: String(place.line).utf8)
    text.append(contentsOf: ", \"column\": ".utf8)
    text.append(contentsOf: String(place.column).utf8)
    text.append(contentsOf: ", \"pointer\": \"".utf8)
    JSONEscape.append(paths.pointer(to: written), to: &text)
    text.append(contentsOf: "\"}".utf8)
    return text
  }
}
