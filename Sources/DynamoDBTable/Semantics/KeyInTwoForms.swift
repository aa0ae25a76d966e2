// A key is a list, `keySchema`, or the short `partitionKey` and `sortKey`: one of the two.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum KeyInTwoForms {
  package static let code = Code("TABLE002", "key-in-two-forms", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for key in table.writtenKeys where key.isInTwoForms {
      guard let list = key.list.node, let short = key.partition.node ?? key.sort.node else {
        continue
      }
      let word = key.partition.isAbsent ? "sortKey" : "partitionKey"
      sink.report(
        Finding(
          code, at: .introduction(short),
          "the key of \(key.title) is given twice: `\(word)` stands beside `keySchema`",
          help: "keep one of the two forms",
          related: [Related(.introduction(list), "the other form is here")]))
    }
  }
}
