// A policy document as it is understood: every element parsed, nothing left to be checked.

package enum PolicyEffect: String, Sendable {
  case allow = "Allow"
  case deny = "Deny"
}

/// What an element lists, or, as its `Not` form, everything else.
package struct PolicyScope<Member: Sendable>: Sendable {
  package let members: [Member]
  package let isInverted: Bool

  package init(_ members: [Member], isInverted: Bool = false) {
    self.members = members
    self.isInverted = isInverted
  }
}

package struct PolicyStatement: Sendable {
  /// The `Sid`, or the statement's position where it has none.
  package let name: String
  package let effect: PolicyEffect
  package let actions: PolicyScope<ActionPattern>
  package let resources: PolicyScope<ResourcePattern>
  /// Nil where the policy is attached to who is meant.
  package let principals: PolicyScope<PrincipalName>?
  package let conditions: [PolicyCondition]
  /// What must have a value for the statement to count at all.
  package let variables: [PolicyVariable]

  package init(
    name: String, effect: PolicyEffect, actions: PolicyScope<ActionPattern>,
    resources: PolicyScope<ResourcePattern>, principals: PolicyScope<PrincipalName>?,
    conditions: [PolicyCondition]
  ) {
    self.name = name
    self.effect = effect
    self.actions = actions
    self.resources = resources
    self.principals = principals
    self.conditions = conditions
    variables =
      resources.members.flatMap(\.template.variables) + conditions.flatMap(\.variables)
  }
}

package struct PolicyDocument: Sendable {
  package enum Version: String, Sendable, CaseIterable {
    case current = "2012-10-17"
    /// What holds where none is written. Knows no variables.
    case first = "2008-10-17"
  }

  package let version: Version
  package let id: String?
  package let statements: [PolicyStatement]

  package init(version: Version, id: String? = nil, statements: [PolicyStatement]) {
    self.version = version
    self.id = id
    self.statements = statements
  }
}

/// A document with the name by which answers know it: where it stands, or its logical id.
package struct AttachedPolicy: Sendable {
  package let name: String
  package let document: PolicyDocument

  package init(_ document: PolicyDocument, named name: String) {
    self.name = name
    self.document = document
  }
}
