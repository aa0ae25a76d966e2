// A replica is encrypted with a key of its own region.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ReplicaKeyElsewhere {
  package static let code = Code("TABLE108", "replica-key-in-another-region", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for replica in table.replicas.all {
      guard let place = replica.place, let key = replica.settings?.kmsKeyId.traced,
        let region = key.value.keyName?.region, region != place
      else { continue }
      sink.report(
        Finding(
          code, at: .node(key.node), "the key lies in `\(region)`, its replica in `\(place)`",
          help: "name a key of `\(place)`",
          related: [Related(.node(replica.region.node), "the region of the replica")]))
    }
  }
}
