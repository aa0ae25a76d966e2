// The key of a mapping encrypts its filters and nothing else.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum KeyWithoutFilters {
  package static let code = Code("MAP013", "key-without-filters", .warning)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings {
      guard let key = mapping.value.kmsKeyArn.node, mapping.value.filterCriteria.isAbsent else {
        continue
      }
      sink.report(
        Finding(
          code, at: .introduction(key), "`kmsKeyArn` has no effect without `filterCriteria`",
          help: "remove it; records are encrypted by the key of the table"))
    }
  }
}
