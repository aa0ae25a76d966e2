// DynamoDB and AWS Backup use keys of the region they run in, and no other.

import ComponentKit
package import Diagnostics
import Provenance
import AWSNames

package enum KeyOfAnotherRegion {
  package static let code = Code("TABLE064", "key-of-another-region", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let home = HomeRegion(placement, tree) else { return }
    for key in table.namedKeys {
      // Another partition is another region too, and the worse mistake.
      guard let region = key.name.region, region != home.region,
        region.partition == home.region.partition
      else { continue }
      sink.report(
        Finding(
          code, at: .node(key.node),
          "the key lies in `\(region)`, but \(key.user) is created in `\(home.region)`",
          help: "name a key of `\(home.region)`, or write `${AWS::Region}` for the region and "
            + "use an alias that every region has",
          related: home.related))
    }
  }
}
