// `alias/aws/dynamodb` is the key a table gets when none is named.

import ComponentKit
package import Diagnostics
import Provenance
import AWSNames

package enum DefaultKeyNamed {
  package static let code = Code("TABLE069", "default-key-named", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let key = table.namedKeys.first(where: { $0.user == "the table" }),
      key.name.managingService == "dynamodb"
    else { return }
    sink.report(
      Finding(
        code, at: .node(key.node),
        "`alias/aws/dynamodb` is what DynamoDB uses where no key is named",
        help: "remove `kmsMasterKeyId`: `sseEnabled: true` means this key"))
  }
}
