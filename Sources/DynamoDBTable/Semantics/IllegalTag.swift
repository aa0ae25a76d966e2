// What AWS lets a tag say: no prefix of its own, and few marks.

import AWSNames
import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum IllegalTag {
  package static let code = Code("TABLE165", "illegal-tag", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    check(table.config.tags, &sink)
    for replica in table.replicas.all { check(replica.settings?.tags ?? .absent, &sink) }
  }

  private static func check(_ tags: Field<NamedValues<Text>>, _ sink: inout Sink) {
    for tag in tags.value?.entries ?? [] {
      if let fault = Tag.fault(inKey: tag.key) {
        // How long a key may be is for the schema to say, which looked first.
        if case .keyTooLong = fault { continue }
        sink.report(
          Finding(
            code, at: .key(tag.keyNode),
            fault == .emptyKey
              ? "a tag has an empty key" : "the key of tag `\(tag.key)` \(fault)",
            help: "choose another key"))
      } else if let value = tag.value.traced, let text = value.value.literal,
        let fault = Tag.fault(inValue: text)
      {
        sink.report(
          Finding(
            code, at: .node(value.node), "the value of tag `\(tag.key)` \(fault)",
            help: "choose another value"))
      }
    }
  }
}
