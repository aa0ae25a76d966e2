// KMS gives keys ids of one form: another one is a name that somebody made up.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ImplausibleReplicaKey {
  package static let code = Code("TABLE109", "implausible-key-id", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for replica in table.replicas.all {
      guard let key = replica.settings?.kmsKeyId.traced, let name = key.value.keyName,
        case .keyARN(let arn) = name, !name.isWellFormedKeyID
      else { continue }
      sink.report(
        Finding(
          code, at: .node(key.node),
          "`\(arn.resource.dropFirst(4))` is not the id of a KMS key",
          help: "an id is a UUID, or `mrk-` and 32 hexadecimal digits; an alias is written "
            + "`alias/NAME` in place of `key/ID`"))
    }
  }
}
