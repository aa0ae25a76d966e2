// DynamoDB sends the changes of a table to a Kinesis data stream of the same region.

import ComponentKit
package import Diagnostics
import Provenance
import AWSNames
import Shapes

package enum DataStreamOfAnotherRegion {
  package static let code = Code("TABLE074", "data-stream-of-another-region", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    // A global table has a region for each replica, and a rule of its own.
    guard !table.isGlobal, let home = HomeRegion(placement, tree),
      case .given(let text, let node) = table.config.kinesisStreamSpecification.value?.streamArn,
      let literal = text.literal, let region = region(of: literal), region != home.region
    else { return }
    sink.report(
      Finding(
        code, at: .node(node),
        "the data stream lies in `\(region)`, but the table is created in `\(home.region)`",
        help: "name a data stream of `\(home.region)`", related: home.related))
  }

  /// Nil for what is no ARN of a data stream, which the format of the property reports.
  private static func region(of text: String) -> Region? {
    do throws(FormatFault) {
      return try ARNKind.parse(text, as: .kinesisStream).region
    } catch { return nil }
  }
}
