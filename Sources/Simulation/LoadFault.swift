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

  /// What must be known cannot be left to the deployment.
  func demandKnown(_ text: String, at node: NodeID) throws(LoadFault) {
    guard let name = UnknownValue.names(in: text).first else { return }
    // No parameter: the name of a function, or an export.
    if name.contains(":") || name.contains(" ") {
      let function = name.hasPrefix("Fn::") ? name : "Fn::ImportValue"
      throw fault(
        node, "what `\(function)` gives is not known here",
        help: "give the value by a parameter, with `--parameter NAME=VALUE`")
    }
    throw fault(
      node, "the parameter `\(name)` has no value",
      help: "give it one: `--parameter \(name)=VALUE`")
  }
}
