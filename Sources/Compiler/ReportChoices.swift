// What a person may believe was chosen, and was not.

import ComponentKit
import Compliance
import Diagnostics
import Provenance
import ServiceSpec

extension Compilation {
  /// A template of no environment is legal, and seldom what somebody who declares some wants.
  mutating func reportMissingChoice(_ service: Service) {
    guard options.environment == nil, !service.environments.isEmpty,
      let place = service.document.environments.node,
      // A value that needs an environment says so itself.
      !sink.findings.contains(where: { $0.code.id == ReferenceCodes.noEnvironment.id })
    else { return }
    let names = service.environments.map { "`\($0.name.value)`" }.joined(separator: ", ")
    sink.report(
      Finding(
        SpecCodes.noEnvironment, at: .introduction(place),
        "environments are declared, and the template is of none",
        help: "choose one with `--env`: \(names)"))
  }
}
