// AWS Backup wants a longer window for completing a backup than for starting it.

import ComponentKit
package import Diagnostics
import Provenance

package enum ShortCompletionWindow {
  package static let code = Code("TABLE087", "short-completion-window", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for rule in table.recovery.rules {
      guard case .given(let completion, let node) = rule.value.completionWindowMinutes,
        case .given(let start, let starting) = rule.value.startWindowMinutes, completion <= start
      else { continue }
      sink.report(
        Finding(
          code, at: .node(node),
          "\(completion) minutes to complete are not more than the \(start) to start",
          help: "write more than \(start) minutes, or a shorter `startWindowMinutes`",
          related: [Related(.introduction(starting), "the time it has to start")]))
    }
  }
}
