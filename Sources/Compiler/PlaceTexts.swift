// Where nodes stand, as a trail writes it: each worked out when it is first asked for, and kept.

import JSONText
import Provenance

struct PlaceTexts {
  private let tree: Tree
  private let paths: NodePaths
  private let sources: [PlaceSource]
  /// What was written so far, one place after the other.
  private var written: [UInt8] = []
  /// By node: where in that; empty until it is asked for.
  private var ranges: [Range<Int>]

  init(_ tree: Tree, memory: inout PlaceMemory) {
    self.tree = tree
    paths = NodePaths(tree)
    sources = memory.sources(of: tree)
    ranges = Array(repeating: 0..<0, count: tree.nodeCount)
  }

  mutating func append(_ node: NodeID, to bytes: inout [UInt8]) {
    if ranges[Int(node.raw)].isEmpty { write(node) }
    bytes.append(contentsOf: written[ranges[Int(node.raw)]])
  }

  private mutating func write(_ node: NodeID) {
    let origin = tree.writtenNode(of: node)
    let span = paths.head(of: origin)
    let source = sources[Int(span.source.raw)]
    let place = source.table.lineColumn(at: span.start)
    let beginning = written.count
    written.append(contentsOf: source.beginning)
    written.append(contentsOf: ", \"line\": ".utf8)
    written.append(contentsOf: String(place.line).utf8)
    written.append(contentsOf: ", \"column\": ".utf8)
    written.append(contentsOf: String(place.column).utf8)
    written.append(contentsOf: ", \"pointer\": \"".utf8)
    let pointer = written.count
    paths.append(pointerTo: origin, to: &written)
    JSONEscape.escapeEnd(of: &written, from: pointer)
    written.append(contentsOf: "\"}".utf8)
    ranges[Int(node.raw)] = beginning..<written.count
  }
}
