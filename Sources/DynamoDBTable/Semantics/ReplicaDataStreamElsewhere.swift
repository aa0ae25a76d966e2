// Each replica sends its changes to a Kinesis data stream of its own region.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ReplicaDataStreamElsewhere {
  package static let code = Code("TABLE123", "data-stream-in-another-region", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let shared = table.config.kinesisStreamSpecification.value?.streamArn
    var isSharedReported = false
    for replica in table.replicas.all {
      let own = replica.settings?.kinesisStreamSpecification.value?.streamArn
      if own == nil,
        isSharedReported || replica.settings?.kinesisStreamSpecification.isBroken == true
      {
        continue
      }
      guard let place = replica.place, let stream = (own ?? shared)?.traced,
        let region = stream.value.resourceName?.region, region != place
      else { continue }
      if own == nil { isSharedReported = true }
      sink.report(
        Finding(
          code, at: .node(stream.node),
          "the data stream lies in `\(region)`, the replica that feeds it in `\(place)`",
          help: "name a stream of each region in `replicationGroup`",
          related: [Related(.node(replica.region.node), "the region of the replica")]))
    }
  }
}
