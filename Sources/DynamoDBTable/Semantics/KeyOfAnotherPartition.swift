// Partitions share nothing: a key of one cannot be named in another.

import ComponentKit
package import Diagnostics
import Provenance
import AWSNames

package enum KeyOfAnotherPartition {
  package static let code = Code("TABLE065", "key-of-another-partition", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let home = HomeRegion(placement, tree) else { return }
    for key in table.namedKeys {
      guard let partition = key.name.region?.partition, partition != home.region.partition else {
        continue
      }
      let own = home.region.partition.name
      sink.report(
        Finding(
          code, at: .node(key.node),
          "the key lies in partition `\(partition.name)`, but \(key.user) is created in `\(own)`",
          help: "name a key of `\(home.region)`: `arn:\(own):kms:\(home.region):…`",
          related: home.related))
    }
  }
}
