// DynamoDB's API lists AES256 as a kind of encryption and then refuses it.

import ComponentKit
package import Diagnostics
import Provenance

package enum UnsupportedEncryption {
  package static let code = Code("TABLE062", "unsupported-encryption-type", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard case .given(.aes256, let type) = table.config.sseSpecification.value?.sseType else {
      return
    }
    let isOff = table.config.sseSpecification.value?.sseEnabled.value == false
    sink.report(
      Finding(
        code, at: .node(type), "DynamoDB does not support `AES256` as an encryption type",
        help: isOff
          ? "leave `sseType` out: `sseEnabled: false` alone leaves the table to a key AWS owns"
          : "write `sseType: KMS`, or leave it out: it is the only type there is"))
  }
}
