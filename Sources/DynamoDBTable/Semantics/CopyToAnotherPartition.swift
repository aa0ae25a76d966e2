// No copy crosses from one partition to another.

import ComponentKit
package import Diagnostics
import Provenance
import AWSNames
import Shapes

package enum CopyToAnotherPartition {
  package static let code = Code("TABLE092", "copy-to-another-partition", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let home = HomeRegion(placement, tree) else { return }
    for rule in table.recovery.rules {
      for copy in rule.value.copyTo.value?.elements ?? [] {
        guard case .given(let text, let node) = copy.value.vaultArn, let literal = text.literal,
          let partition = partition(of: literal), partition != home.region.partition
        else { continue }
        let own = home.region.partition.name
        sink.report(
          Finding(
            code, at: .node(node),
            "the vault lies in partition `\(partition.name)`, which no backup of `\(own)` reaches",
            help: "name a vault of another region of `\(own)`", related: home.related))
      }
    }
  }

  /// Nil for what is no ARN of a vault, which the format of the property reports.
  private static func partition(of text: String) -> Partition? {
    do throws(FormatFault) {
      return try ARNKind.parse(text, as: .backupVault).partition
    } catch { return nil }
  }
}
