// What a compilation is told besides the spec.

package import AWSNames
package import CloudFormation
package import Compliance
import ComponentKit

package struct CompileOptions: Sendable {
  /// Nil: the spec by itself, and each environment it declares.
  package var environment: String?
  package var region: String?
  /// A bar no lower than this; a spec's own can only be raised.
  package var tier: Tier?
  /// Waivers that ended before this day are said to have expired; nil judges none.
  package var today: CalendarDate?
  /// What the deployment of a template will say for its parameters.
  package var parameters: [String: String]
  /// What is split, or refused, because it is larger.
  package var limits = TemplateLimits.cloudFormation
  /// How many managed policies an account attaches to a role without being asked for more.
  ///
  /// EVIDENCE: IAM user guide, "IAM and AWS STS quotas", managed policies attached to a role.
  package var policiesOfRole = 10
  /// How many trails CloudTrail has in a region of an account.
  ///
  /// EVIDENCE: CloudTrail user guide, "Quotas in AWS CloudTrail": trails per region; it cannot be
  /// raised.
  package var trailsOfRegion = 5
  /// EVIDENCE: Amazon VPC user guide, "Amazon VPC quotas": characters of an endpoint's policy.
  package var charactersOfEndpoint = PolicySize.endpointMax
  /// Whether somebody looks at notes: what Commercial merely advises is said only then.
  package var includesAdvice: Bool

  package init(
    environment: String? = nil, region: String? = nil, tier: Tier? = nil,
    today: CalendarDate? = nil, parameters: [String: String] = [:],
    includesAdvice: Bool = false
  ) {
    self.environment = environment
    self.region = region
    self.tier = tier
    self.today = today
    self.parameters = parameters
    self.includesAdvice = includesAdvice
  }
}
