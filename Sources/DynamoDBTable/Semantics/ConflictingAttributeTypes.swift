// An attribute has one type, wherever it is declared: in the list or beside a key that uses it.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ConflictingAttributeTypes {
  package static let code = Code("TABLE008", "conflicting-attribute-types", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    var first: [String: AttributeDeclaration] = [:]
    for declaration in table.keys.declarations {
      let name = declaration.name.value
      guard let earlier = first[name] else {
        first[name] = declaration
        continue
      }
      let type = declaration.type.value.rawValue
      let other = earlier.type.value.rawValue
      guard type != other else { continue }
      sink.report(
        Finding(
          code, at: .node(declaration.type.node),
          "`\(name)` is declared as \(type) here and as \(other) elsewhere",
          help: "give it the type that its items hold, in both places",
          related: [Related(.node(earlier.type.node), "it is \(other) here")]))
    }
  }
}
