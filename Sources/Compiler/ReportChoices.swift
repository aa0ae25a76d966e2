// What a person may believe was chosen, or checked, and was not.

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

  /// No finding must not read as compliance with what is not looked at.
  mutating func reportUncheckedTier(_ service: Service) {
    let tier = placement(of: service, nil).tier
    guard tier > .commercial else { return }
    sink.report(
      Finding(
        SpecCodes.tierUnchecked,
        at: .node(service.document.complianceFramework.node ?? service.document.node),
        "this version checks what AWS can build, not what `\(tier.rawValue)` requires",
        help: "have what `\(tier.rawValue)` requires reviewed by other means"))
  }
}
