// Records may be given up after a minute, or never; nothing in between zero and that.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum RecordAgeTooShort {
  package static let code = Code("MAP006", "record-age-too-short", .error)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings {
      guard let age = mapping.value.maximumRecordAgeInSeconds.traced, 0..<60 ~= age.value else {
        continue
      }
      sink.report(
        Finding(
          code, at: .node(age.node), "a record cannot be given up after \(age.value) seconds",
          help: "write 60 or more, or -1 to keep trying while the stream has the record"))
    }
  }
}
