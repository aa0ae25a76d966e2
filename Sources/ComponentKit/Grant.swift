// What a bind gives to the role of whoever binds.

package import CloudFormation
package import Provenance
package import ServiceSpec
import Shapes

package struct Grant: Sendable {
  /// Statements about resources of the target.
  package var statements: [TemplateStatement] = []
  /// Statements about no resource in particular, which stand in a policy of their own: a shared one
  /// would hide that nothing else is as wide.
  package var wideStatements: [TemplateStatement] = []
  /// What the function learns of the target, by attribute: `tableName`, `tableArn`, `streamArn`.
  package var variables: [(attribute: String, value: Expression)] = []
  /// What the statements ask of the deployment.
  package var parameters: [Parameter] = []

  package init() {}
}

/// A bind as the target reads it.
package struct GrantRequest: Sendable {
  package let capability: BindCapability
  /// `read-write` as the two it is made of.
  package let levels: Set<AccessLevel>
  package let options: BindOptions?
  package let node: NodeID
  /// Begins the Sids of the statements: the target's logical id.
  package let stem: String

  /// Nil for a bind of which something was reported.
  package init?(_ bind: Traced<Bind>, stem: String) {
    guard let capability = bind.value.capability.value, let levels = bind.value.levels else {
      return nil
    }
    self.capability = capability
    self.levels = levels
    options = bind.value.options.value
    node = bind.node
    self.stem = stem
  }

  /// What reading a stream takes, for whoever reads it without a bind. `node` is what asks for it.
  package init(streamOf stem: String, at node: NodeID) {
    capability = .dynamodbStream
    levels = [.streamRead]
    options = nil
    self.node = node
    self.stem = stem
  }
}
