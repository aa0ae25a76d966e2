// Keys in the list form name attributes; `attributeDefinitions` gives their types.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MissingAttributeDefinitions {
  package static let code = Code("TABLE010", "missing-attribute-definitions", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let keys = table.keys
    guard table.config.attributeDefinitions.isAbsent, !tree.holdsUnknownKey(table.config.node)
    else {
      return
    }
    let declared = Set(keys.declarations.map(\.name.value))
    // A key in two forms was reported: one of them will go, and its attributes with it.
    let inDoubt = Set(table.writtenKeys.filter(\.isInTwoForms).flatMap(\.parts).map(\.name.value))
    let names = keys.usedNames.filter { !declared.contains($0) && !inDoubt.contains($0) }
    guard keys.isIntact, let name = names.first,
      let list = table.writtenKeys.first(where: { key in
        key.parts.contains { $0.name.value == name }
      })?.list.node
    else { return }
    let listed = names.prefix(namesMax).map { "`\($0)`" }.joined(separator: ", ")
    let more = names.count > namesMax ? " and \(names.count - namesMax) more" : ""
    sink.report(
      Finding(
        code, at: .introduction(list),
        "there are no `attributeDefinitions` to give the type of \(listed)\(more)",
        help: "add `attributeDefinitions: [{ attributeName: \(name), attributeType: S }]`, "
          + "an entry for each attribute, with the type that fits"))
  }

  /// More names than this do not help anybody find the list.
  private static let namesMax = 4
}
