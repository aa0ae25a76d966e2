// What a bind promises, as the spec says it: who proves the policies does not ask them.

import AWSNames
import Compliance
import ComponentKit
import Provenance
import ServiceSpec
import Shapes

/// One bind of a component to a table.
package struct BoundAccess: Sendable {
  package let component: String
  package let target: String
  /// Begins the logical ids of the target's resources.
  package let targetStem: String
  /// The table with its indexes, and not its indexes or its stream alone.
  package let isWhole: Bool
  package let reads: Bool
  package let writes: Bool
  package let readsStream: Bool
  package let administers: Bool
  /// Nil for every index there is.
  package let indexes: [String]?
  package let scans: Bool
  package let transacts: Bool
  package let speaksPartiQL: Bool
  package let describes: Bool
  /// As written, variables of IAM and pseudo parameters included; nil for every partition.
  package let leadingKeys: [String]?
  /// Nil for every attribute.
  package let attributes: [String]?
  /// Items move through the endpoint of the VPC only: the tier says so.
  package let isConfined: Bool
  package let line: Int

  /// As reviewers read it: `user-sessions:read-write`.
  package let label: String
}

extension Compilation {
  func boundAccess(of hardened: Hardened) -> [BoundAccess] {
    let stems = LogicalID.assign(names: hardened.components.map { $0.entry.name.value })
    let stem = Dictionary(
      zip(hardened.components.map { $0.entry.name.value }, stems),
      uniquingKeysWith: { first, _ in first })
    return hardened.components.filter(\.hasRole).flatMap { component in
      component.entry.binds.compactMap { bind in
        bound(bind, of: component.entry.name.value, stem, hardened.placement.tier)
      }
    }
  }

  private func bound(
    _ bind: Traced<Bind>, of component: String, _ stems: [String: String], _ tier: Tier
  ) -> BoundAccess? {
    guard let target = bind.value.to.value, let stem = stems[target],
      let capability = bind.value.capability.value, let levels = bind.value.levels
    else { return nil }
    let options = bind.value.options.value
    let written = tree.writtenNode(of: bind.node)
    let span = tree.head(of: written)
    let table = LineTable(tree.sources[Int(span.source.raw)].bytes)
    let access = bind.value.access.value?.elements.map(\.value.rawValue) ?? []
    return BoundAccess(
      component: component, target: target, targetStem: stem,
      isWhole: capability == .databaseDynamodb,
      reads: levels.contains(.read), writes: levels.contains(.write),
      readsStream: levels.contains(.streamRead), administers: levels.contains(.admin),
      indexes: options?.indexes.value?.elements.map(\.value),
      scans: options?.scan.value ?? false, transacts: options?.transactions.value ?? false,
      speaksPartiQL: options?.partiql.value ?? false, describes: options?.describe.value ?? false,
      leadingKeys: options?.leadingKeys.value?.elements.map(\.value.written),
      attributes: options?.attributes.value?.elements.map(\.value),
      isConfined: tier >= .fedrampHigh, line: table.lineColumn(at: span.start).line,
      label: "\(target):\(access.joined(separator: ","))")
  }
}
