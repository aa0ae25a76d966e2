// DAX keeps copies of items, and encrypts them with a key of AWS whatever the table uses.

import ComponentKit
package import Diagnostics
import Provenance

package enum AcceleratorBesideCustomerKey {
  package static let code = Code("TABLE146", "dax-beside-customer-key", .warning)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let cluster = table.config.daxCluster.value, cluster.enabled.value == true else { return }
    guard
      let key = table.config.sseSpecification.value?.kmsMasterKeyId.node
        ?? (table.config.kmsKey.value?.create.value == true
          ? table.config.kmsKey.value?.create.node : nil)
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(cluster.node),
        "the DAX cluster cannot use the customer key that encrypts the table",
        help: "the cache holds items under an AWS key; do without it if the key must be yours",
        related: [Related(.node(key), "the key is chosen here")]))
  }
}
