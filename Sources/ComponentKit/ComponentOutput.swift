// What one component adds to the stack, and what it asks of what the service shares.

package import CloudFormation
package import Diagnostics
package import Provenance

package struct ComponentOutput: Sendable {
  package var parameters: [Parameter] = []
  package var conditions: [Condition] = []
  package var resources: [Resource] = []
  package var outputs: [Output] = []
  /// What stands in other regions and is there before the stack is.
  package var companions: [RegionalPart] = []
  /// Settings that rightly leave no trace, such as `streamEnabled: false`.
  package var omissions: [NodeID] = []
  package var needs: [SharedNeed] = []
  /// What its role may do, for those who review it.
  package var access: RoleAccess?
  /// What is wrong with it that only shows in what it becomes.
  package var findings: [Finding] = []

  package init() {}
}

/// Resources of a companion template: those of one component in one region.
package struct RegionalPart: Sendable {
  package let region: String
  package var parameters: [Parameter] = []
  package var resources: [Resource] = []
  /// What the component asks of what the service shares in that region.
  package var needs: [SharedNeed] = []

  package init(region: String) { self.region = region }
}

/// The policies of a bound role, as they are written to `iam/`.
package struct RoleAccess: Sendable {
  package let component: String
  /// The logical ids of the policies attached to it: what they say stands in the template.
  package var policies: [String]
  /// The binds behind each statement, by its Sid.
  package var binds: [(sid: String, binds: [String])]

  package init(
    component: String, policies: [String],
    binds: [(sid: String, binds: [String])]
  ) {
    self.component = component
    self.policies = policies
    self.binds = binds
  }
}
