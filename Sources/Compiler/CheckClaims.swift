// No two components may take one name: the account has each table name once, the stack each output.

import ServiceSpec
import AWSNames
import ComponentKit
import Diagnostics
import Provenance

extension Compilation {
  mutating func checkClaims(_ components: [any Component], _ placement: Placement) {
    // A second component of the same name was reported; its derived names would only repeat that.
    var names: Set<String> = []
    let components = components.filter { names.insert($0.entry.name.value).inserted }
    // Names that follow from logical ids differ as those do: only a chosen one can clash.
    let logicalIDs: [String?] =
      components.contains { $0.namesOutputs }
      ? LogicalID.assign(names: components.map(\.entry.name.value))
      : Array(repeating: nil, count: components.count)
    var claims = Claim.Space.allCases.map { _ in [String: (claim: Claim, owner: String)]() }
    for (component, logicalID) in zip(components, logicalIDs) {
      let owner = component.entry.name.value
      for claim in component.claims(in: placement, tree, logicalID: logicalID) {
        let space = claim.space.rawValue
        guard let (earlier, earlierOwner) = claims[space][claim.name] else {
          claims[space][claim.name] = (claim, owner)
          continue
        }
        // A component sees for itself what it writes twice.
        if owner == earlierOwner, !claim.isDerived, !earlier.isDerived { continue }
        // What somebody wrote is at fault, not what follows from a component's name.
        let isLaterWritten = !claim.isDerived || earlier.isDerived
        reportClash(isLaterWritten ? claim : earlier, with: isLaterWritten ? earlier : claim)
      }
    }
  }

  private mutating func reportClash(_ claim: Claim, with other: Claim) {
    let name = "`\(claim.name)`"
    let reason = other.isDerived ? "follows from the name of this component" : "is also taken here"
    let related = [Related(.node(other.node), "\(name) \(reason)")]
    let finding: Finding
    switch claim.space {
    case .tableName:
      finding = Finding(
        SpecCodes.duplicateTable, at: .node(claim.node),
        "another table of this service is called \(name) as well",
        help: "give each table a `tableName` of its own, or leave it out", related: related)
    case .keyAlias:
      finding = Finding(
        SpecCodes.duplicateAlias, at: .node(claim.node),
        "another key of this service has the alias \(name) as well",
        help: "give each key an `alias` of its own, or leave it out", related: related)
    case .output:
      finding = Finding(
        SpecCodes.duplicateOutput, at: .node(claim.node),
        "another output of the stack is called \(name) as well",
        help: "give each output a `key` of its own", related: related)
    case .export:
      finding = Finding(
        SpecCodes.duplicateOutput, at: .node(claim.node),
        "another output of the stack is exported as \(name) as well",
        help: "give each output an `export` name of its own", related: related)
    }
    sink.report(finding)
  }
}
