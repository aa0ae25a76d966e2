// A stream keeps a record for a day: no record grows older.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RecordAgeBeyondStream {
  package static let code = Code("MAP007", "record-age-beyond-stream", .note)

  /// EVIDENCE: DynamoDB developer guide, "Change data capture for DynamoDB Streams": 24 hours.
  static let secondsMax = 86_400

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings {
      guard let age = mapping.value.maximumRecordAgeInSeconds.traced, age.value > secondsMax else {
        continue
      }
      sink.report(
        Finding(
          code, at: .node(age.node), "the stream drops records after 24 hours, before this age",
          help: "write `maximumRecordAgeInSeconds: \(secondsMax)` or less, or remove it"))
    }
  }
}
