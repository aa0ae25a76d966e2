// Keys are in every index anyway: `nonKeyAttributes` is for the rest.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ProjectedKeyAttribute {
  package static let code = Code("TABLE020", "projected-key-attribute", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard table.keys.isTableKeyIntact else { return }
    for index in table.keys.indexes where index.isKeyIntact {
      guard let projection = index.projection.value, projection.projectionType.value == .include
      else {
        continue
      }
      let parts = Dictionary(
        (table.keys.parts + index.parts).map { ($0.name.value, $0) },
        uniquingKeysWith: { first, _ in first })
      for attribute in projection.nonKeyAttributes.value?.elements ?? [] {
        guard let part = parts[attribute.value] else { continue }
        sink.report(
          Finding(
            code, at: .node(attribute.node),
            "`\(attribute.value)` is a key attribute, which \(index.title) holds anyway",
            help: "take it out of `nonKeyAttributes`",
            related: [Related(.node(part.name.node), "it is part of a key here")]))
      }
    }
  }
}
