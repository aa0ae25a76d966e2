// What is to be decided: who wants to do what, with what, under which circumstances.

package struct AccessRequest: Sendable {
  /// As written: `dynamodb:GetItem`.
  package let action: String
  /// An ARN, or `*` for an action on no resource.
  package let resource: String
  /// Nil for somebody of whom only the policies are known.
  package let principal: RequestPrincipal?
  package let principalAccount: String?
  package let resourceAccount: String?
  /// What was given, and what follows from the rest.
  package let context: RequestContext

  let foldedAction: [UInt8]
  let resourceBytes: [UInt8]
  /// Whether the resource has a policy that nothing can do without.
  ///
  /// EVIDENCE: KMS developer guide, "Key policies in AWS KMS": no principal has any permission to a
  /// key unless its policy says so, or hands the decision to the account; IAM user guide, "Roles
  /// terms and concepts": the trust policy of a role is required.
  let demandsResourcePolicy: Bool

  /// Accounts default to those that principal and resource name.
  package init(
    action: String, resource: String, principal: RequestPrincipal?,
    principalAccount: String? = nil, resourceAccount: String? = nil,
    context: RequestContext = RequestContext()
  ) {
    self.action = action
    self.resource = resource
    self.principal = principal
    let arn = ARNFields(resource)
    let owner = arn.flatMap { ARNFields.isAccount($0.account) ? String($0.account) : nil }
    self.principalAccount = principalAccount ?? principal?.account
    self.resourceAccount = resourceAccount ?? owner
    foldedAction = ASCIICase.lowered(action.utf8)
    resourceBytes = Array(resource.utf8)
    let isAssumption = foldedAction.starts(with: "sts:".utf8) && arn?.service == "iam"
    demandsResourcePolicy = arn?.service == "kms" || isAssumption
    var derived = context
    derived.derive("aws:PrincipalAccount", self.principalAccount)
    derived.derive("aws:ResourceAccount", self.resourceAccount)
    derived.derive(
      "aws:RequestedRegion", arn.flatMap { $0.region.isEmpty ? nil : String($0.region) })
    if let principal { derived.derive(from: principal) }
    self.context = derived
  }

  /// An account that is not known is taken to be the other's.
  var isWithinAccount: Bool {
    guard let principalAccount, let resourceAccount else { return true }
    return principalAccount == resourceAccount
  }
}

extension RequestContext {
  /// EVIDENCE: IAM user guide, "AWS global condition context keys", "Properties of the principal":
  /// these are there in every request, and follow from who makes it.
  fileprivate mutating func derive(from principal: RequestPrincipal) {
    derive("aws:PrincipalArn", principal.identityARN)
    let isService = principal.identity == .service
    derive("aws:PrincipalIsAWSService", isService ? "true" : "false")
    switch principal.identity {
    case .root: derive("aws:PrincipalType", "Account")
    case .user(let name):
      derive("aws:PrincipalType", "User")
      derive("aws:username", name)
    case .role, .session: derive("aws:PrincipalType", "AssumedRole")
    case .federatedUser: derive("aws:PrincipalType", "FederatedUser")
    case .service: break
    }
  }
}
