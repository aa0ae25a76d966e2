// Which service of AWS may act under a role.

package import CloudFormation

package struct TrustPolicy: TemplateConvertible {
  private let service: String
  private let conditions: [PolicyCondition]
  private let cause: Cause

  package init(service: String, conditions: [PolicyCondition] = [], cause: Cause) {
    self.service = service
    self.conditions = conditions
    self.cause = cause
  }

  /// The same statement as any other, without a resource: the role itself is meant.
  package var templateValue: TemplateValue {
    TemplatePolicy([
      TemplateStatement(
        "AssumeTheRole", principal: .services([service]), actions: ["sts:AssumeRole"],
        resources: [], conditions: conditions, cause: cause)
    ]).templateValue
  }
}
