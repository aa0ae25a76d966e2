// DynamoDB wants the type of every key attribute, of the table and of each index.

import Shapes
import ComponentKit
package import Diagnostics
import Provenance

package enum UndeclaredKeyAttribute {
  package static let code = Code("TABLE005", "undeclared-key-attribute", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let keys = table.keys
    // A declaration that was reported may be the one that seems to be missing.
    // Without any list, the list is what is missing.
    guard let list = table.config.attributeDefinitions.value, list.isIntact,
      list.elements.allSatisfy(\.value.isIntact)
    else { return }
    let declared = Set(keys.declarations.map(\.name.value))
    var reported: Set<String> = []
    for (part, owner) in keys.parts.map({ ($0, "the table's key") })
      + keys.indexes.flatMap({ index in index.parts.map { ($0, "the key of \(index.title)") } })
    {
      let name = part.name.value
      guard !declared.contains(name), reported.insert(name).inserted else { continue }
      let nearest = sink.nearest(to: name, among: keys.declarations.lazy.map(\.name.value))
      sink.report(
        Finding(
          code, at: .node(part.name.node),
          "`\(name)`, part of \(owner), is not in `attributeDefinitions`",
          help: nearest.map { "did you mean `\($0)`? otherwise add it with its type: S, N or B" }
            ?? "add `{ attributeName: \(name), attributeType: S }`, with the type that fits",
          related: table.config.attributeDefinitions.node.map {
            [Related(.introduction($0), "the declared attributes are here")]
          } ?? []))
    }
  }
}
