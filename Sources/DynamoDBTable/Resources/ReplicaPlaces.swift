// The replicas of a global table, in the order in which a template lists them.

import ComponentKit
import AWSNames
import CloudFormation
import Provenance
import Shapes

/// One replica, and what is said of it alone.
struct ReplicaPlace: Sendable {
  let written: Traced<Text>
  let region: TableRegion
  let settings: Replica?

  /// Both lists may name it.
  var cause: Cause {
    guard let own = settings?.region.node, own != written.node else {
      return .stated(written.node)
    }
    return .derived(from: [written.node, own], note: "both lists name the region")
  }
}

extension TableSettings {
  /// That of the stack's own region first, then in the order of the spec.
  var replicas: [ReplicaPlace] {
    let places = table.replicas.all.map { replica in
      ReplicaPlace(
        written: replica.region,
        region: TableRegion(
          name: isHome(replica.region.value) ? nil : replica.name, home: placement.homeRegion),
        settings: replica.settings)
    }
    // `${AWS::Region}` may name the home that another entry names too: one of them has no effect.
    let homes = places.filter { $0.region.name == nil }
    let home = homes.first { $0.settings != nil } ?? homes.first
    return [home].compactMap { $0 } + places.filter { $0.region.name != nil }
  }

  /// The region of a table that has no replicas.
  var homeRegion: TableRegion { TableRegion(name: nil, home: placement.homeRegion) }

  private func isHome(_ region: Text) -> Bool {
    if let name = region.literal { return name == placement.homeRegion }
    // A region that only the deployment knows can be none but its own.
    return true
  }

  /// Why the stack is deployed in two phases; nil where nothing of a replica has to wait.
  var phaseCause: Cause? {
    let distant = replicas.filter { $0.region.name != nil }
    let hasPolicy =
      distant.contains {
        resourcePolicy($0.settings?.resourcePolicy ?? .absent, in: $0.region) != nil
      }
      || (!distant.isEmpty && config.streamSpecification.value?.resourcePolicy.isAbsent == false)
    guard hasPolicy else { return nil }
    return .derived(from: distant.map(\.written.node), note: PhaseParameter.reason)
  }
}
