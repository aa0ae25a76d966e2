// Each attribute has one entry in `attributeDefinitions`.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum AttributeDeclaredTwice {
  package static let code = Code("TABLE007", "attribute-declared-twice", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    var first: [String: AttributeDeclaration] = [:]
    for declaration in table.keys.declarations where !declaration.isShort {
      let name = declaration.name.value
      guard let earlier = first[name] else {
        first[name] = declaration
        continue
      }
      // Two types for one name are the graver half of the same mistake.
      guard earlier.type.value == declaration.type.value else { continue }
      sink.report(
        Finding(
          code, at: .node(declaration.name.node), "`\(name)` is declared a second time",
          help: "take one of the two out",
          related: [Related(.node(earlier.name.node), "it was declared here")]))
    }
  }
}
