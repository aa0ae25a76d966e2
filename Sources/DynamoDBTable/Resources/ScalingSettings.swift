// How provisioned capacity scales, in one direction: limits, aim and schedule.

import CloudFormation
import Provenance
import Shapes

/// Scaling of the table, of an index, or of either in one replica.
struct ScalingSettings: Sendable {
  /// EVIDENCE: the table of configuration: utilisation of 70 percent, a minute between changes.
  private enum Unsaid {
    static let targetPercent = 70.0
    static let cooldownSeconds = 60
  }

  let minimum: Leaf<Int>
  let maximum: Leaf<Int>
  let targetPercent: Leaf<Double>
  let scaleInCooldown: Leaf<Int>
  let scaleOutCooldown: Leaf<Int>
  let disableScaleIn: Leaf<Bool>?
  /// Where a global table starts when it becomes provisioned.
  let seed: Leaf<Int>?
  let actions: [Traced<ScheduledScaling>]
  /// Why it scales at all.
  let cause: Cause

  /// `settings` are the places that speak of it; where there are two they agree. `units` is the
  /// capacity that is provisioned, and so what a global table starts with.
  init?(_ settings: [CapacityScaling], startingAt units: Field<Int> = .absent) {
    guard let minimum = ScalingSettings.agreed(settings.map(\.minCapacity)),
      let maximum = ScalingSettings.agreed(settings.map(\.maxCapacity))
    else { return nil }
    self.minimum = minimum.leaf
    self.maximum = maximum.leaf
    // Not the mapping that they stand in: who names that claims to have read all of it.
    cause = .derived(
      from: minimum.cause.nodes + maximum.cause.nodes, note: "capacity scales within its limits")
    let tracking = settings.compactMap(\.targetTrackingScalingPolicyConfiguration.value)
    targetPercent =
      ScalingSettings.agreed(tracking.map(\.targetValue))?.leaf
      ?? .literal(
        Unsaid.targetPercent, cause.leading(to: "scaling that does not say aims at 70 percent"))
    let pause = Leaf.literal(
      Unsaid.cooldownSeconds,
      cause.leading(to: "scaling that does not say pauses for 60 seconds"))
    scaleInCooldown = ScalingSettings.agreed(tracking.map(\.scaleInCooldown))?.leaf ?? pause
    scaleOutCooldown = ScalingSettings.agreed(tracking.map(\.scaleOutCooldown))?.leaf ?? pause
    disableScaleIn = ScalingSettings.agreed(tracking.map(\.disableScaleIn))?.leaf
    seed =
      ScalingSettings.agreed(settings.map(\.seedCapacity))?.leaf
      ?? ScalingSettings.start(units, minimum, maximum)
    actions = settings.lazy.compactMap(\.scheduledActions.value).first?.elements ?? []
  }

  private static let agreement = "both places of the scaling agree"

  private static func agreed<Value>(_ places: [Field<Value>]) -> NearestSetting<Value>? {
    NearestSetting(places.filter { !$0.isAbsent }, agreement)
  }

  /// Units outside the limits were warned about: scaling would move them in at once.
  private static func start(
    _ units: Field<Int>, _ minimum: NearestSetting<Int>, _ maximum: NearestSetting<Int>
  ) -> Leaf<Int>? {
    guard let units = units.traced else { return nil }
    if units.value < minimum.value || units.value > maximum.value {
      let limit = units.value < minimum.value ? minimum : maximum
      return .literal(
        limit.value,
        .derived(
          from: [units.node] + limit.cause.nodes, note: "capacity starts within its limits"))
    }
    return .literal(units.value, .stated(units.node))
  }
}

// MARK: - Whose

extension CapacityDirection {
  func scaling(in settings: AutoScaling?) -> CapacityScaling? {
    switch self {
    case .read: return settings?.readCapacity.value
    case .write: return settings?.writeCapacity.value
    }
  }
}

extension TableSettings {
  /// Scaling of the table's own capacity; nil where it does not scale.
  func tableScaling(_ direction: CapacityDirection) -> ScalingSettings? {
    guard table.isProvisioned == true else { return nil }
    let places = [config.autoScaling.value, config.provisionedThroughput.value?.autoScaling.value]
    return ScalingSettings(
      places.compactMap { direction.scaling(in: $0) }, startingAt: tableUnits(direction))
  }

  func scaling(
    of index: GlobalIndex, _ direction: CapacityDirection
  ) -> ScalingSettings? {
    guard table.isProvisioned == true else { return nil }
    return ScalingSettings(
      [direction.scaling(in: index.autoScaling.value)].compactMap { $0 },
      startingAt: units(of: index, direction))
  }

  func tableUnits(_ direction: CapacityDirection) -> Field<Int> {
    let throughput = config.provisionedThroughput.value
    return (direction == .read ? throughput?.readCapacityUnits : throughput?.writeCapacityUnits)
      ?? .absent
  }

  func units(of index: GlobalIndex, _ direction: CapacityDirection) -> Field<Int> {
    let throughput = index.provisionedThroughput.value
    return (direction == .read ? throughput?.readCapacityUnits : throughput?.writeCapacityUnits)
      ?? .absent
  }

  /// What is provisioned at first: the number that is given, or the least that scaling keeps.
  func provisioned(_ units: Field<Int>, _ scaling: ScalingSettings?) -> Leaf<Int>? {
    units.leaf
      ?? scaling.map {
        $0.minimum.caused(by: $0.minimum.cause.leading(to: "scaling starts at its lower limit"))
      }
  }

  /// Scaling was written in two places: the schedule of one stands for that of both.
  var repeatedSchedules: [NodeID] {
    guard let second = config.provisionedThroughput.value?.autoScaling.value,
      !config.autoScaling.isAbsent
    else { return [] }
    return CapacityDirection.allCases.compactMap {
      $0.scaling(in: second)?.scheduledActions.node
    }
  }
}
