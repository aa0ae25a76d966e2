// Scan carries no partition key: a condition on it lets every scan pass.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum ScanPastLeadingKeys {
  package static let code = Code("BIND015", "scan-past-leading-keys", .error)

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    for bound in component.offeredBinds(among: neighbours) where bound.bind.grants(.read) {
      guard let options = bound.bind.options.value, let scan = options.scan.traced, scan.value,
        let keys = options.leadingKeys.node
      else { continue }
      sink.report(
        Finding(
          code, at: .introduction(scan.node),
          "`scan` would read the items that `leadingKeys` keeps from the function",
          help: "remove `scan` and query by key, or remove `leadingKeys`",
          related: [Related(.introduction(keys), "the keys are restricted here")]))
    }
  }
}
