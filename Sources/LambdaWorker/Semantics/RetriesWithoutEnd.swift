// Unless told otherwise Lambda retries a batch until its records expire, and the shard waits.

import Compliance
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RetriesWithoutEnd {
  package static let code = Code("MAP012", "retries-without-end", .note)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    // Above Commercial this is a rule of the tier.
    guard neighbours.placement.tier == .commercial else { return }
    for mapping in worker.mappings where mapping.value.isIntact {
      let settings = mapping.value
      // One that lacks its source or its start has graver faults.
      guard !settings.eventSourceArn.isAbsent, !settings.startingPosition.isAbsent,
        settings.maximumRetryAttempts.value ?? -1 == -1,
        settings.maximumRecordAgeInSeconds.value ?? -1 == -1,
        settings.destinationConfig.value?.onFailure.value == nil
      else { continue }
      sink.report(
        Finding(
          code, at: .node(mapping.node),
          "a record the function cannot handle blocks its shard for up to 24 hours",
          help: "limit `maximumRetryAttempts`, and keep what is given up with "
            + "`destinationConfig: { onFailure: { destination: … } }`"))
    }
  }
}
