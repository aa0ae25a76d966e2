// Permissions are given to a role; a table has none.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum BindsWithoutRole {
  package static let code = Code("BIND005", "binds-without-role", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    guard !component.hasRole, !component.entry.binds.isEmpty,
      let list = component.entry.bindList
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(list),
        "a `\(component.entry.type.rawValue)` uses nothing, so it cannot have binds",
        help: "put the binds on the function that uses `\(component.entry.name.value)`"))
  }
}
