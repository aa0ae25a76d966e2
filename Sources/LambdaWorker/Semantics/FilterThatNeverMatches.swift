// What a filter does not match is skipped for good: one that matches nothing loses every record.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum FilterThatNeverMatches {
  package static let code = Code("MAP011", "filter-that-never-matches", .warning)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings {
      for filter in mapping.value.filterCriteria.value?.filters.value?.elements ?? [] {
        guard let pattern = filter.value.pattern.traced, let text = pattern.value.literal else {
          continue
        }
        let reason: String?
        // A malformed pattern has a finding of its own.
        do throws(FilterPattern.Fault) {
          reason = try FilterPattern(parsing: text).neverMatches
        } catch {
          reason = nil
        }
        guard let reason else { continue }
        sink.report(
          Finding(
            code, at: .node(pattern.node), "no record matches the pattern: \(reason)",
            help: #"compare texts, as in `{"dynamodb": {"NewImage": {"state": {"S": ["done"]}}}}`"#)
        )
      }
    }
  }
}
