// `attributeDefinitions` declares the attributes of keys and no others: items need no declaration.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum UnusedAttributeDefinition {
  package static let code = Code("TABLE006", "unused-attribute-definition", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let keys = table.keys
    guard keys.isIntact, let list = table.config.attributeDefinitions.value,
      knowsEveryKey(table, tree)
    else { return }
    let used = Set(keys.usedNames)
    let declared = Set(keys.declarations.map(\.name.value))
    // A name that is nearly the same as one that lacks a declaration is the other half of one slip.
    let meant = Set(
      keys.usedNames.filter { !declared.contains($0) }
        .compactMap { Suggestion.nearest(to: $0, among: declared.sorted()) })
    var reported: Set<String> = []
    for name in list.elements.compactMap(\.value.attributeName.traced) {
      guard !used.contains(name.value), !meant.contains(name.value),
        reported.insert(name.value).inserted
      else { continue }
      sink.report(
        Finding(
          code, at: .node(name.node), "`\(name.value)` is declared, but no key uses it",
          help: help(for: name.value, table)))
    }
  }

  /// Where a key is missing or misspelt, an attribute may be declared for it.
  private static func knowsEveryKey(_ table: Table, _ tree: Tree) -> Bool {
    !tree.holdsUnknownKey(table.config.node)
      && table.writtenKeys.allSatisfy { key in
        guard !key.isAbsent, !tree.holdsUnknownKey(key.mapping) else { return false }
        return key.owner != .localIndex || key.parts.contains { $0.role.value == .range }
      }
  }

  private static func help(for name: String, _ table: Table) -> String {
    if table.config.timeToLiveSpecification.value?.attributeName.value == name {
      return "take it out: time to live works on an attribute that is not declared"
    }
    return "take it out, or use it in a key; other attributes of items are not declared"
  }
}
