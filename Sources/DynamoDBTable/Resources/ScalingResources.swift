// Automatic scaling of a table of one region: what may scale, and the policy that scales it.
//
// A global table carries its own scaling, in ReplicaSettings.swift.

import CloudFormation
import Provenance
import Shapes

enum ScalingResources {
  /// The table or one of its indexes.
  private struct Subject {
    let resourceID: [SubstitutionPiece]
    /// `dynamodb:table`
    let dimension: String
    let names: ScalingNames
    /// Says in the name of the policy what scales.
    let title: String
  }

  static func resources(_ settings: TableSettings) -> [Resource] {
    guard !settings.table.isGlobal else { return [] }
    let path = [SubstitutionPiece.text("table/")] + (settings.names.tableReference.pieces ?? [])
    let own = Subject(
      resourceID: path, dimension: "dynamodb:table", names: settings.names.tableScaling,
      title: "table")
    var resources = CapacityDirection.allCases.flatMap {
      pair(own, $0, settings.tableScaling($0), settings)
    }
    for index in settings.table.keys.globalIndexes {
      guard let name = index.name.traced, case .global(let global) = index.kind else { continue }
      let subject = Subject(
        resourceID: path + [.text("/index/\(name.value)")], dimension: "dynamodb:index",
        names: settings.names.scaling(ofIndex: name.value), title: "index-\(name.value)")
      for direction in CapacityDirection.allCases {
        resources += pair(
          subject, direction, settings.scaling(of: global, direction), settings)
      }
    }
    return resources
  }

  private static func pair(
    _ subject: Subject, _ direction: CapacityDirection, _ scaling: ScalingSettings?,
    _ settings: TableSettings
  ) -> [Resource] {
    guard let scaling else { return [] }
    let target = subject.names.target(direction)
    return [
      Resource(target, scalableTarget(subject, direction, scaling)),
      Resource(
        subject.names.policy(direction), policy(of: target, subject, direction, scaling)),
    ]
  }

  private static func scalableTarget(
    _ subject: Subject, _ direction: CapacityDirection, _ scaling: ScalingSettings
  ) -> AWSApplicationAutoScalingScalableTarget {
    let why = scaling.cause.leading(to: "this capacity scales")
    // Without a role of ours, Application Auto Scaling takes the one that is linked to it.
    var target = AWSApplicationAutoScalingScalableTarget(
      serviceNamespace: .fixed("dynamodb", .serviceName),
      resourceId: .expression(.substitution(subject.resourceID), why),
      scalableDimension: .literal("\(subject.dimension):\(direction.metricStem)Units", why),
      minCapacity: scaling.minimum, maxCapacity: scaling.maximum)
    target.scheduledActions =
      scaling.actions.isEmpty ? nil : scaling.actions.compactMap(action)
    return target
  }

  private static func action(
    _ action: Traced<ScheduledScaling>
  ) -> AWSApplicationAutoScalingScalableTarget.ScheduledAction? {
    guard let schedule = action.value.schedule.leaf, let name = action.value.name.leaf else {
      return nil
    }
    var shape = AWSApplicationAutoScalingScalableTarget.ScheduledAction(
      schedule: schedule, scheduledActionName: name)
    shape.timezone = action.value.timezone.leaf
    var limits = AWSApplicationAutoScalingScalableTarget.ScalableTargetAction()
    limits.minCapacity = action.value.min.leaf
    limits.maxCapacity = action.value.max.leaf
    shape.scalableTargetAction = limits
    return shape
  }

  private static func policy(
    of target: LogicalName<AWSApplicationAutoScalingScalableTarget>, _ subject: Subject,
    _ direction: CapacityDirection, _ scaling: ScalingSettings
  ) -> AWSApplicationAutoScalingScalingPolicy {
    typealias Policy = AWSApplicationAutoScalingScalingPolicy
    let why = scaling.cause.leading(to: "this capacity scales")
    var tracking = Policy.TargetTrackingScalingPolicyConfiguration(
      targetValue: scaling.targetPercent)
    tracking.predefinedMetricSpecification = .init(
      predefinedMetricType: .literal("DynamoDB\(direction.metricStem)Utilization", why))
    tracking.scaleInCooldown = scaling.scaleInCooldown
    tracking.scaleOutCooldown = scaling.scaleOutCooldown
    tracking.disableScaleIn = scaling.disableScaleIn
    var policy = Policy(
      policyName: .literal("\(subject.title)-\(direction.rawValue)-utilization", why),
      policyType: .fixed("TargetTrackingScaling", .onlyValue))
    policy.scalingTargetId = .expression(target.reference, why)
    policy.targetTrackingScalingPolicyConfiguration = tracking
    return policy
  }
}

extension CapacityDirection {
  /// As Application Auto Scaling names dimensions and metrics: `ReadCapacity`.
  fileprivate var metricStem: String {
    switch self {
    case .read: return "ReadCapacity"
    case .write: return "WriteCapacity"
    }
  }
}
