// What a bind gives to the role of whoever binds.

package import CloudFormation
package import Provenance
package import ServiceSpec

package struct Grant: Sendable {
  /// Statements about resources of the target.
  package var statements: [TemplateStatement] = []
  /// Statements about no resource in particular, which stand in a policy of their own: a shared one
  /// would hide that nothing else is as wide.
  package var wideStatements: [TemplateStatement] = []
  /// What the function learns of the target, by attribute: `tableName`, `tableArn`, `streamArn`.
  package var variables: [(attribute: String, value: Expression)] = []

  package init() {}
}

/// A bind as the target reads it.
package struct GrantRequest: Sendable {
  package let bind: Bind
  package let node: NodeID
  /// Begins the Sids of the statements: the target's logical id.
  package let stem: String

  package init(_ bind: Traced<Bind>, stem: String) {
    self.bind = bind.value
    node = bind.node
    self.stem = stem
  }
}
