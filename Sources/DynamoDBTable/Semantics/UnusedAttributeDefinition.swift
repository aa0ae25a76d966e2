// `attributeDefinitions` declares the attributes of keys and no others: items need no declaration.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum UnusedAttributeDefinition {
  package static let code = Code("TABLE006", "unused-attribute-definition", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    let empty = table.emptyIndexLists.map(\.related)
    for name in names(in: table, tree) {
      sink.report(
        Finding(
          code, at: .node(name.node), "`\(name.value)` is declared, but no key uses it",
          help: help(for: name.value, table), related: empty))
    }
  }

  /// The declared names that no key uses, each once.
  static func names(in table: Table, _ tree: Tree) -> [Traced<String>] {
    let keys = table.keys
    guard keys.isIntact, let list = table.config.attributeDefinitions.value,
      knowsEveryKey(table, tree)
    else { return [] }
    let used = keys.usedNames
    let declared = keys.declarations.map { $0.name.value }
    // A table has a handful of key attributes; a list of that length is searched as it is.
    let idle = list.elements.compactMap { $0.value.attributeName.traced }
      .filter { !used.contains($0.value) }
    guard !idle.isEmpty else { return [] }
    // A renamed attribute lacks its declaration and leaves another unused: two halves of one slip.
    let undeclared = used.filter { !declared.contains($0) }
    if Set(idle.map(\.value)).count <= undeclared.count { return [] }
    let sorted = declared.sorted()
    let meant = Set(undeclared.compactMap { Suggestion.nearest(to: $0, among: sorted) })
    var met: Set<String> = []
    return idle.filter { !meant.contains($0.value) && met.insert($0.value).inserted }
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
