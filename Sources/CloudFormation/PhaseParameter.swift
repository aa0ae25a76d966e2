// The two phases of a stack whose replicas have policies.
//
// EVIDENCE: DynamoDB developer guide, resource-based policies: CloudFormation cannot create a
// replica in another region and give it a policy in one update.

package enum PhaseParameter {
  package static let name = "Phase"
  package static let create = "create"
  package static let complete = "complete"
  /// Why something of a replica waits.
  package static let reason = "a replica cannot be created with a policy, so it gets it afterwards"
  /// True once replicas may have what they cannot be created with.
  package static let condition = "IsComplete"

  package static func parameter(_ cause: Cause) -> Parameter {
    Parameter(
      name,
      description:
        "`create` when replicas are added, then `complete`, which gives them their policies",
      cause: cause, defaultValue: complete, allowedValues: [create, complete])
  }

  package static func condition(_ cause: Cause) -> Condition {
    Condition(condition, .parameter(name, equals: complete, cause), cause: cause)
  }
}
