// Who makes a request, and whom a policy names.

/// The six fields of an ARN.
struct ARNFields {
  let partition: Substring
  let service: Substring
  let region: Substring
  let account: Substring
  let resource: Substring

  init?(_ text: String) {
    let fields = text.split(
      separator: ":", maxSplits: ARNPattern.fieldCount - 1, omittingEmptySubsequences: false)
    guard fields.count == ARNPattern.fieldCount, fields[0] == "arn", !fields[1].isEmpty,
      !fields[2].isEmpty, !fields[5].isEmpty
    else { return nil }
    partition = fields[1]
    service = fields[2]
    region = fields[3]
    account = fields[4]
    resource = fields[5]
  }

  static func isAccount(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// Who makes a request.
package struct RequestPrincipal: Sendable {
  enum Identity: Sendable, Equatable {
    case root
    case user(name: String)
    case role(name: String)
    case session(role: String)
    case federatedUser
    /// A service or an identity provider, which no account owns.
    case service
  }

  package let text: String
  let identity: Identity
  let partition: String
  package let account: String?
  /// EVIDENCE: IAM user guide, "Service control policies (SCPs)": they do not bind these roles.
  let isServiceLinked: Bool

  /// Nil for what can make no request.
  package init?(_ text: String) {
    self.text = text
    guard text.hasPrefix("arn:") else {
      guard text.utf8.allSatisfy(RequestPrincipal.isOfServiceName), text.contains(".") else {
        return nil
      }
      identity = .service
      partition = ""
      account = nil
      isServiceLinked = false
      return
    }
    guard let arn = ARNFields(text), ARNFields.isAccount(arn.account),
      let identity = RequestPrincipal.identity(of: arn)
    else { return nil }
    self.identity = identity
    partition = String(arn.partition)
    account = String(arn.account)
    isServiceLinked = arn.service == "iam" && arn.resource.hasPrefix("role/aws-service-role/")
  }

  private static func identity(of arn: ARNFields) -> Identity? {
    let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }), let name = parts.last else { return nil }
    switch (arn.service, parts[0]) {
    case ("iam", "root"): return parts.count == 1 ? .root : nil
    case ("iam", "user"): return parts.count > 1 ? .user(name: String(name)) : nil
    case ("iam", "role"): return parts.count > 1 ? .role(name: String(name)) : nil
    case ("sts", "assumed-role"): return parts.count == 3 ? .session(role: String(parts[1])) : nil
    case ("sts", "federated-user"): return parts.count == 2 ? .federatedUser : nil
    default: return nil
    }
  }

  private static func isOfServiceName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "-.".utf8.contains(byte)
  }

  /// The value of `aws:PrincipalArn`: for a session its role.
  var identityARN: String? {
    switch identity {
    case .root, .user, .role, .federatedUser: return text
    case .session(let role):
      return account.map { "arn:\(partition):iam::\($0):role/\(role)" }
    case .service: return nil
    }
  }
}

/// Whom a policy names.
package struct PrincipalName: Sendable {
  private enum Form: Sendable {
    case everyone
    case account(String)
    case role(partition: String, account: String, name: String)
    /// A user, a session, a service or a provider.
    case exact
  }

  /// How directly somebody was named, weakest first.
  ///
  /// EVIDENCE: IAM user guide, "AWS JSON policy elements: Principal": naming an account leaves the
  /// decision to the account's own policies; naming a role leaves its boundary and session policies
  /// their say; naming users, sessions, services and `*` leaves nothing to them.
  enum Reach: Int, Sendable, Comparable {
    case account, role, direct

    static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }
  }

  /// As written.
  package let text: String
  private let form: Form

  static let everyone = PrincipalName(text: "*", form: .everyone)

  private init(text: String, form: Form) {
    self.text = text
    self.form = form
  }

  /// A member of `AWS`; nil for what names nobody. IAM refuses wildcards within an ARN.
  init?(aws text: String) {
    if text == "*" {
      self = .everyone
      return
    }
    self.text = text
    if ARNFields.isAccount(text) {
      form = .account(text)
      return
    }
    guard !text.contains("*"), !text.contains("?"), let principal = RequestPrincipal(text),
      let account = principal.account
    else { return nil }
    switch principal.identity {
    case .root: form = .account(account)
    case .role(let name):
      form = .role(partition: principal.partition, account: account, name: name)
    case .user, .session, .federatedUser: form = .exact
    case .service: return nil
    }
  }

  /// A member of `Service`, `Federated` or `CanonicalUser`.
  init(other text: String) {
    self.init(text: text, form: text == "*" ? .everyone : .exact)
  }

  /// The account it names, as a whole.
  package var account: String? {
    if case .account(let account) = form { return account }
    return nil
  }

  package func names(_ principal: RequestPrincipal) -> Bool { reach(to: principal) != nil }

  /// Nil for somebody it does not name.
  func reach(to principal: RequestPrincipal) -> Reach? {
    switch form {
    case .everyone: return .direct
    case .account(let account): return principal.account == account ? .account : nil
    case .role(let partition, let account, let name):
      switch principal.identity {
      case .role: return principal.text == text ? .role : nil
      case .session(let role):
        return role == name && principal.account == account && principal.partition == partition
          ? .role : nil
      case .root, .user, .federatedUser, .service: return nil
      }
    case .exact: return principal.text == text ? .direct : nil
    }
  }
}

extension PrincipalName {
  /// Whether `NotPrincipal` with these names leaves somebody out: only who is named at each level,
  /// an account's user with the account, a session with its role and the account.
  ///
  /// EVIDENCE: IAM user guide, "AWS JSON policy elements: NotPrincipal": of an account that is
  /// named with one of its users, every other user is denied; of a session, the account is looked
  /// at first, then the role, then the session.
  static func spare(_ principal: RequestPrincipal, in names: [PrincipalName]) -> Bool {
    var levels: [(PrincipalName) -> Bool] = []
    if principal.account != nil {
      levels.append { $0.reach(to: principal) == .account }
    }
    switch principal.identity {
    case .root: break
    case .role: levels.append { $0.reach(to: principal) == .role }
    case .session:
      levels.append { $0.reach(to: principal) == .role }
      levels.append { $0.text == principal.text }
    case .user, .federatedUser, .service: levels.append { $0.text == principal.text }
    }
    return levels.allSatisfy { isNamed in
      names.contains { $0.reachToAnyone != nil || isNamed($0) }
    }
  }

  /// What can be said of somebody of whom nothing is known.
  var reachToAnyone: Reach? {
    if case .everyone = form { return .direct }
    return nil
  }
}
