// Why a template makes no tables: one line with its place, and what to do.

import Provenance

package struct LoadFault: Error, Sendable, Equatable {
  package let message: String
  package let help: String
}

/// A place in a template, for messages.
struct TemplatePlaces {
  let tree: Tree
  let file: String

  func fault(_ node: NodeID, _ message: String, help: String) -> LoadFault {
    let span = tree.span(of: node)
    let place = LineTable(tree.source(of: node).bytes).lineColumn(at: span.start)
    return LoadFault(
      message: "\(file):\(place.line):\(place.column): \(message)", help: help)
  }
}
