// An account has a few filters for each mapping until it asks for more.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum FiltersBeyondQuota {
  package static let code = Code("MAP009", "filters-beyond-quota", .warning)

  /// EVIDENCE: Lambda developer guide, "Control which events Lambda sends to your function".
  static let countByDefault = 5
  static let countOnRequest = 10

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings {
      guard
        case .given(let filters, let node) = mapping.value.filterCriteria.value?.filters ?? .absent,
        filters.count > countByDefault
      else { continue }
      let count = filters.count
      sink.report(
        Finding(
          code, at: .introduction(node),
          "\(count) filters are more than the \(countByDefault) a mapping may have by default",
          help: count > countOnRequest
            ? "merge some: even on request there are \(countOnRequest) at most"
            : "merge some, or ask for a higher quota before this is deployed"))
    }
  }
}
