// What all places of one text have in common, kept for the layers from spec to spec.

import JSONText
import Provenance

struct PlaceSource: Sendable {
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

struct PlaceMemory: Sendable {
  /// By the name of the layer's file, which this program carries: it has one text.
  private var layers: [String: PlaceSource] = [:]

  mutating func sources(of tree: Tree) -> [PlaceSource] {
    tree.sources.map { file in
      guard case .layer = file.role else { return PlaceSource(file) }
      if let known = layers[file.name] { return known }
      let source = PlaceSource(file)
      layers[file.name] = source
      return source
    }
  }
}
