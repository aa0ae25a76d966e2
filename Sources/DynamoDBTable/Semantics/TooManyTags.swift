// A resource has fifty tags at most, whichever layers they come from.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum TooManyTags {
  package static let code = Code("TABLE166", "too-many-tags", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    check(table.config.tags, tree, &sink)
    for replica in table.replicas.all { check(replica.settings?.tags ?? .absent, tree, &sink) }
  }

  private static func check(
    _ tags: Field<NamedValues<Text>>, _ tree: Tree, _ sink: inout Sink
  ) {
    guard let tags = tags.traced, tags.value.entries.count > Tag.countMax else { return }
    sink.report(
      Finding(
        code, at: .introduction(tags.node),
        "together with the tags of the environment these are \(tags.value.entries.count), above "
          + "\(Tag.countMax)",
        help: "leave some out"))
  }
}
