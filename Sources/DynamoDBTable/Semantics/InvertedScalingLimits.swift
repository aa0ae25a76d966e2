// The lower limit of scaling is not above the upper one, at any time of the day.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum InvertedScalingLimits {
  package static let code = Code("TABLE037", "inverted-scaling-limits", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for limits in table.scalings {
      report(limits.minimum, limits.maximum, "the \(limits.title)", &sink)
      for action in limits.actions.value?.elements ?? [] {
        let name = action.value.name.value.map { "action `\($0)`" } ?? "this action"
        report(action.value.min, action.value.max, "\(name) for the \(limits.title)", &sink)
      }
    }
  }

  private static func report(
    _ minimum: Field<Int>, _ maximum: Field<Int>, _ title: String, _ sink: inout Sink
  ) {
    guard let low = minimum.traced, let high = maximum.traced, low.value > high.value else {
      return
    }
    sink.report(
      Finding(
        code, at: .node(low.node),
        "the limits of \(title) are inverted: \(low.value) is above \(high.value)",
        help: "swap the two numbers, or raise the upper limit",
        related: [Related(.node(high.node), "the upper limit is here")]))
  }
}
