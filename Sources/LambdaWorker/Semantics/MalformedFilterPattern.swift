// A pattern that cannot be read is refused when the mapping is created.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MalformedFilterPattern {
  package static let code = Code("MAP010", "malformed-filter-pattern", .error)

  static func check(
    _ worker: LambdaWorker, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for mapping in worker.mappings {
      for filter in mapping.value.filterCriteria.value?.filters.value?.elements ?? [] {
        guard let pattern = filter.value.pattern.traced, let text = pattern.value.literal else {
          continue
        }
        do throws(FilterPattern.Fault) { _ = try FilterPattern(parsing: text) } catch {
          sink.report(Finding(code, at: .node(pattern.node), error.message, help: error.help))
        }
      }
    }
  }
}
