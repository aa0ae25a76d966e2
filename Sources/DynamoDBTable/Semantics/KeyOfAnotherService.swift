// The keys AWS manages serve one service each: their policies let no other use them.

import ComponentKit
package import Diagnostics
import Provenance
import AWSNames

package enum KeyOfAnotherService {
  package static let code = Code("TABLE070", "key-of-another-service", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for key in table.namedKeys {
      guard let service = key.name.managingService, service != "dynamodb" else { continue }
      sink.report(
        Finding(
          code, at: .node(key.node),
          "AWS manages this key for `\(service)`: nothing else can use it, \(key.user) included",
          help: "name a key of your own, or leave it out"))
    }
  }
}
