// Who and what a stack has, as far as access goes: principals with their policies, resources with
// theirs.

package import IAMPolicy
import AWSNames

/// A statement as it stands in a template.
package struct StackStatement: Sendable, Hashable {
  /// The `Sid`, or the position of a statement without one.
  package let name: String
  /// From the root of the template.
  package let pointer: String
  /// What in it only the deployment knows.
  package let unknowns: [String]
}

/// A policy of a template. What is not known yet makes it two: what it says at least, and at most.
package struct StackPolicy: Sendable {
  /// The logical id; of a policy within a resource, that and its own name.
  package let name: String
  package let file: String
  package let pointer: String
  package let statements: [StackStatement]
  /// As JSON, its functions worked out.
  package let text: [UInt8]
  /// Without what is not known: it allows less, and denies more.
  package var narrow: AttachedPolicy
  /// With whatever it may be.
  package let wide: AttachedPolicy

  package func statement(_ name: String) -> StackStatement? {
    statements.first { $0.name == name }
  }
}

/// A role or a user of the stack.
package struct StackPrincipal: Sendable {
  package enum Kind: String, Sendable { case role, user }

  /// The component that takes the role, else the function that does, else the logical id.
  package let name: String
  package let logicalID: String
  package let kind: Kind
  package let arn: String
  /// As it makes requests: a role in a session.
  package let caller: RequestPrincipal
  /// The logical ids of the functions that take the role.
  package let functions: [String]
  package var policies: [StackPolicy] {
    didSet {
      narrow = StatementIndex(policies.map(\.narrow))
      wide = StatementIndex(policies.map(\.wide))
    }
  }
  package var boundary: StackPolicy?
  /// Attached policies that stand elsewhere, by ARN: what they say is not known.
  package var foreignPolicies: [String]
  package var hasForeignBoundary = false
  /// What else it answers to: the names of role and function.
  package let otherNames: Set<String>
  /// Where it stands.
  package let file: String
  package let pointer: String
  /// What the policies say at least, and at most, by resource.
  private(set) var narrow = StatementIndex([])
  private(set) var wide = StatementIndex([])

  /// As if a statement said less, or nothing.
  mutating func lessen(policy: Int, statement: Int, to less: PolicyStatement?) {
    narrow = narrow.lessened(policy: policy, statement: statement, to: less)
  }
}

package struct StackResource: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case table, index, stream, backup, export, cluster, key
    /// For actions on no resource.
    case account

    /// Every action that can be on one of the kind, in the order of names.
    package var actions: [ServiceAction] { Kind.actions[self] ?? [] }

    private static let actions: [Kind: [ServiceAction]] = {
      let all = ServiceAction.Service.allCases.flatMap { ServiceAction.all(of: $0) }
      let pairs = allCases.map { kind in
        (kind, all.filter { kind.type.map($0.resources.contains) ?? $0.resources.isEmpty })
      }
      return Dictionary(uniqueKeysWithValues: pairs)
    }()

    package var type: ServiceAction.ResourceType? {
      switch self {
      case .table: .table
      case .index: .index
      case .stream: .stream
      case .backup: .backup
      case .export: .export
      case .cluster: .cluster
      case .key: .key
      case .account: nil
      }
    }
  }

  package let kind: Kind
  /// As people say it: the table's name, `table/index`.
  package let name: String
  /// Of the resource in the template; nil for what is not in it.
  package let logicalID: String?
  /// `*` for the account.
  package let arn: String
  /// The table it belongs to, itself for a table.
  package var tableARN: String?
  package var policy: StackPolicy?
  /// The customer's key that a table is encrypted with.
  package var keyARN: String?
  /// The aliases of a key.
  package var aliases: [String] = []

  package init(kind: Kind, name: String, logicalID: String?, arn: String) {
    self.kind = kind
    self.name = name
    self.logicalID = logicalID
    self.arn = arn
  }

  /// Every action that can be on it.
  package var actions: [ServiceAction] { kind.actions }
}

/// A way into DynamoDB that the stack makes.
package struct StackEndpoint: Sendable {
  package let logicalID: String
  /// What `aws:SourceVpce` says of requests through it.
  package let id: String
  package let network: String?
  package let policy: StackPolicy?

  package init(logicalID: String, id: String, network: String?, policy: StackPolicy?) {
    self.logicalID = logicalID
    self.id = id
    self.network = network
    self.policy = policy
  }
}

package struct StackAccess: Sendable {
  package let region: String
  package let account: String
  package let partition: String
  package var principals: [StackPrincipal] = []
  package var resources: [StackResource] = []
  package var endpoints: [StackEndpoint] = []
  package var needs: [FunctionNeed] = []
  /// What cannot be known, a sentence each.
  package var notes: [String] = []
  /// Once all is read.
  private(set) var places: StackPlaces?

  init(region: String, account: String, partition: String) {
    self.region = region
    self.account = account
    self.partition = partition
  }

  /// Nothing is added from here on.
  mutating func settle() { places = StackPlaces(self) }
}

// MARK: - Finding

extension StackAccess {
  /// By the name of a component, a function, a role, or a logical id.
  package func principal(named name: String) -> StackPrincipal? {
    if let exact = principals.first(where: { $0.name == name || $0.logicalID == name }) {
      return exact
    }
    // A clash of ids gives the longer one to the component with the odder name.
    let stem = LogicalID.pascalCase(name)
    for stem in [stem + LogicalID.digits(of: name), stem] {
      let id = FunctionRoleID.role(stem)
      // One whose component is known by its name answers to no other.
      if let found = principals.first(where: { $0.logicalID == id }),
        found.functions.contains(found.name)
      {
        return found
      }
    }
    return principals.first { $0.otherNames.contains(name) }
  }
}

/// How the logical ids of what `synth` makes of a function follow from one another.
enum FunctionRoleID {
  static let function = "Function"

  static func role(_ stem: String) -> String { stem + "FunctionRole" }
}

// MARK: - What a request meets

extension StackAccess {
  package enum Reading: Sendable { case narrow, wide }

  /// Every policy that a principal's request on a resource meets, with those statements of the
  /// principal's own that may concern the resource. `through` is the endpoint it
  /// takes, if it takes one.
  package func policies(
    of principal: StackPrincipal, on arn: String, _ reading: Reading,
    through endpoint: StackEndpoint? = nil
  ) -> PolicySet {
    func read(_ policy: StackPolicy) -> AttachedPolicy {
      reading == .narrow ? policy.narrow : policy.wide
    }
    var set = policiesOfResource(arn, reading, through: endpoint)
    set.identity = (reading == .narrow ? principal.narrow : principal.wide).about(arn)
    if reading == .wide {
      set.identity += principal.foreignPolicies.map { FixedPolicies.allowingAnything(named: $0) }
    }
    if let boundary = principal.boundary {
      set.permissionsBoundaries = [read(boundary)]
    } else if principal.hasForeignBoundary, reading == .narrow {
      set.permissionsBoundaries = [FixedPolicies.allowingNothing]
    }
    return set
  }

  /// What anybody's request on a resource meets, whoever it is.
  func policiesOfResource(
    _ arn: String, _ reading: Reading, through endpoint: StackEndpoint?
  ) -> PolicySet {
    func read(_ policy: StackPolicy) -> AttachedPolicy {
      reading == .narrow ? policy.narrow : policy.wide
    }
    var set = PolicySet()
    set.resource = resourcePolicy(at: arn).map(read)
    if let policy = endpoint?.policy { set.endpoint = [read(policy)] }
    return set
  }
}
