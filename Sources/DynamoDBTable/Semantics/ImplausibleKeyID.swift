// KMS makes up the ids of keys itself: a name in the place of an id is a placeholder, or an alias
// without its `alias/`.

import ComponentKit
package import Diagnostics
import Provenance
import AWSNames

package enum ImplausibleKeyID {
  package static let code = Code("TABLE063", "made-up-key-id", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for key in table.namedKeys where !key.name.isWellFormedKeyID {
      guard case .keyARN(let arn) = key.name else { continue }
      let id = arn.resource.dropFirst("key/".count)
      sink.report(
        Finding(
          code, at: .node(key.node), "no KMS key can have the id `\(id)`",
          help: "write the key's ARN as KMS shows it, its id a UUID or `mrk-` and 32 digits; if "
            + "`\(id)` is an alias, write `alias/\(id)` in place of `\(arn.resource)`"))
    }
  }
}
