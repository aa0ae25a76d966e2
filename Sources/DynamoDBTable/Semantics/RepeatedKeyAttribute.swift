// An attribute stands in a key once.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RepeatedKeyAttribute {
  package static let code = Code("TABLE009", "repeated-key-attribute", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for key in table.writtenKeys where key.isIntact && !key.isInTwoForms {
      var first: [String: KeyPart] = [:]
      for part in key.parts {
        let name = part.name.value
        guard let earlier = first[name] else {
          first[name] = part
          continue
        }
        sink.report(
          Finding(
            code, at: .node(part.name.node), "`\(name)` stands twice in the key of \(key.title)",
            help: "name another attribute, or take this one out",
            related: [Related(.node(earlier.name.node), "it is part of the key here")]))
      }
    }
  }
}
