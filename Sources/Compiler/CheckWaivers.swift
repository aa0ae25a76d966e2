// A waiver counts until the end of its last day, and not a day longer.

import AWSNames
import Diagnostics
import Provenance
import ServiceSpec
import Shapes

extension Compilation {
  /// Says which waivers have expired. What they excepted is then refused by its own rule.
  mutating func checkWaivers(_ service: Service) {
    guard let today = options.today else { return }
    for component in service.document.components.value?.elements ?? [] {
      for waiver in component.value.waivers.value?.elements ?? [] {
        guard let expires = waiver.value.expires.traced,
          let last = CalendarDate(valid: expires.value), last < today
        else { continue }
        sink.report(
          Finding(
            SpecCodes.expiredWaiver, at: .node(expires.node),
            "the waiver expired on \(last), and today is \(today)",
            help: "remove it, or have its owner decide anew and write another date"))
      }
    }
  }
}
