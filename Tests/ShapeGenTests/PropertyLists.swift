// Property lists for the tests: small ones written in the test, and those of `components/`.

import Diagnostics
import Foundation
import JSONText
import Provenance
import ShapeGen

enum PropertyLists {
  static let names = [
    "service", "dynamodb-table", "lambda-function", "lambda-api", "lambda-worker",
  ]

  static var repository: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  static func library(_ lists: [(name: String, json: String)]) throws -> ShapeLibrary {
    var tree = Tree()
    var sink = Sink()
    var sources: [ShapeSource] = []
    for list in lists {
      let file = SourceFile(name: "\(list.name)/schema.json", bytes: Array(list.json.utf8))
      let root = try parseJSON(file, into: &tree, sink: &sink)
      sources.append(ShapeSource(name: list.name, root: root))
    }
    return ShapeLibrary(tree: tree, sources: sources)
  }

  static func components() throws -> ShapeLibrary {
    try library(
      names.map { name in
        (name, try text(of: "components/\(name)/schema.json"))
      })
  }

  static func text(of path: String) throws -> String {
    try String(contentsOf: repository.appendingPathComponent(path), encoding: .utf8)
  }

  static func bundle(_ library: ShapeLibrary) throws -> String {
    String(decoding: try BundleWriter.write(of: library), as: UTF8.self)
  }
}
