// The role of a function and its policies: who takes it, and what it then may do.

import ServiceSpec
import CloudFormation
import ComponentKit
import Provenance

struct FunctionRole: Sendable {
  /// A policy in the making.
  struct Policy: Sendable {
    let name: LogicalName<AWSIAMManagedPolicy>
    let description: String
    var statements: [RoleStatement]
    let cause: Cause
  }

  let settings: FunctionSettings
  let policies: [Policy]

  var resources: [Resource] {
    [Resource(settings.names.role, role)]
      + policies.map { Resource($0.name, properties(of: $0)) }
  }

  /// Only Lambda takes it. A condition on the account would add nothing: Lambda takes roles of the
  /// function's own account only, and whoever hands one over needs `iam:PassRole` there.
  private var role: AWSIAMRole {
    let cause = settings.because("each function has its own role")
    let trust = TemplatePolicy([
      TemplateStatement(
        "LambdaTakesTheRole", principal: .services(["lambda.amazonaws.com"]),
        actions: ["sts:AssumeRole"], resources: [], cause: cause)
    ])
    var role = AWSIAMRole(assumeRolePolicyDocument: trust.templateValue)
    role.description = .literal("Role of function \(settings.names.functionName)", cause)
    role.tags = settings.tags { .init(key: $0, value: $1) }
    return role
  }

  private func properties(of policy: Policy) -> AWSIAMManagedPolicy {
    let document = TemplatePolicy(policy.statements.map(\.statement))
    var properties = AWSIAMManagedPolicy(policyDocument: document.templateValue)
    properties.description = .literal(policy.description, policy.cause)
    properties.roles = LeafList([.expression(settings.names.role.reference, policy.cause)])
    return properties
  }

  /// For those who review it.
  var access: RoleAccess {
    RoleAccess(
      component: settings.entry.name.value,
      policies: policies.map(\.name.id),
      binds: policies.flatMap { policy in
        policy.statements.map { ($0.statement.sid, $0.binds) }
      })
  }

  /// The policies that hold a statement about one of these actions.
  func policies(about actions: Set<String>) -> [String] {
    policies.filter { policy in
      policy.statements.contains { !actions.isDisjoint(with: $0.statement.actions) }
    }.map(\.name.id)
  }
}

extension FunctionRole {
  /// Statements in as few policies as hold them, in their order.
  static func packed(_ statements: [RoleStatement], _ settings: FunctionSettings) -> [Policy] {
    var policies: [Policy] = []
    var size = PolicySize.max
    let cause = settings.because("what its binds grant")
    for statement in statements {
      let more = PolicySize.bound(of: statement.statement)
      if size + more > PolicySize.max {
        policies.append(
          Policy(
            name: settings.names.accessPolicy(policies.count + 1),
            description: "What the binds of \(settings.entry.name.value) grant",
            statements: [], cause: cause))
        size = PolicySize.envelope
      }
      policies[policies.count - 1].statements.append(statement)
      size += more
    }
    return policies
  }
}
