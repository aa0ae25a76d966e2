// The kinds of policies a request may meet, and what sets them apart.

/// EVIDENCE: IAM user guide, "Policies and permissions in IAM", "Policy types".
package enum PolicyKind: Sendable, CaseIterable {
  case identity, resource, permissionsBoundary, session, serviceControl, resourceControl, endpoint
  /// Who may take a role.
  case trust

  enum PrincipalUse: Sendable {
    /// Who is meant follows from what the policy is attached to.
    case forbidden
    case required
    /// Only `"*"`: the policy holds for everyone who reaches the account.
    case everyone
  }

  var principalUse: PrincipalUse {
    switch self {
    case .identity, .permissionsBoundary, .session, .serviceControl: return .forbidden
    case .resource, .endpoint, .trust: return .required
    case .resourceControl: return .everyone
    }
  }

  /// IAM itself takes only letters and digits in a `Sid`; services are free to take more.
  ///
  /// EVIDENCE: IAM user guide, "IAM JSON policy elements: Sid".
  var hasPlainStatementIDs: Bool {
    switch self {
    case .identity, .permissionsBoundary, .session: return true
    case .resource, .serviceControl, .resourceControl, .endpoint: return false
    case .trust: return true
    }
  }

  /// The role itself is meant.
  var namesNoResource: Bool { self == .trust }

  /// With its article, as a message says it.
  package var title: String {
    switch self {
    case .identity: return "an identity policy"
    case .resource: return "a resource policy"
    case .permissionsBoundary: return "a permissions boundary"
    case .session: return "a session policy"
    case .serviceControl: return "a service control policy"
    case .resourceControl: return "a resource control policy"
    case .endpoint: return "the policy of a VPC endpoint"
    case .trust: return "the trust policy of a role"
    }
  }
}
