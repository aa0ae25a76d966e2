// Lambda leaves failed events with standard queues and topics only.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum OrderedDeadLetterQueue {
  package static let code = Code("FUNC013", "ordered-dead-letter-queue", .error)

  static func check(
    _ function: FunctionConfig, in placement: Placement, _ tree: Tree, _ sink: inout Sink
  ) {
    guard case .existing(let queue)? = function.deadLetterQueue.value,
      let arn = queue.arn.traced, let text = arn.value.literal, text.hasSuffix(".fifo")
    else { return }
    sink.report(
      Finding(
        code, at: .node(arn.node), "a FIFO queue or topic cannot be a dead-letter queue",
        help: "name a standard one, or write `deadLetterQueue: true` to have one created"))
  }
}
