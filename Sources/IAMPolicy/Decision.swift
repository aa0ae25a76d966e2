// What the policies say of a request, and which statements say so.

package struct DecidingStatement: Sendable, Hashable {
  package let policy: String
  package let statement: String

  package init(policy: String, statement: String) {
    self.policy = policy
    self.statement = statement
  }
}

package struct Decision: Sendable, Equatable {
  package enum Verdict: String, Sendable {
    case allowed, explicitDeny, implicitDeny
  }

  package let verdict: Verdict
  /// Those that allow it, or those that deny it; none where what decides is that none allows.
  package let statements: [DecidingStatement]
  /// The kind of policy that lacked a statement to allow it; for `implicitDeny` only.
  package let lacking: PolicyKind?

  static func denied(by statements: [DecidingStatement]) -> Decision {
    Decision(verdict: .explicitDeny, statements: statements, lacking: nil)
  }

  static func notAllowed(by kind: PolicyKind) -> Decision {
    Decision(verdict: .implicitDeny, statements: [], lacking: kind)
  }

  static func allowed(by statements: [DecidingStatement]) -> Decision {
    Decision(verdict: .allowed, statements: statements, lacking: nil)
  }
}

/// Every policy that a request meets.
package struct PolicySet: Sendable {
  package var identity: [AttachedPolicy] = []
  package var resource: AttachedPolicy?
  package var permissionsBoundaries: [AttachedPolicy] = []
  package var session: [AttachedPolicy] = []
  /// A list for each level of the organisation, the root first.
  package var serviceControl: [[AttachedPolicy]] = []
  package var resourceControl: [[AttachedPolicy]] = []
  package var endpoint: [AttachedPolicy] = []

  package init() {}
}
