// The roles and users of a stack, with every policy that is attached to them.

import AWSNames
import IAMPolicy
import Simulation

extension StackAccessReader {
  mutating func readPrincipals() throws(LoadFault) {
    for (resource, template) in all("AWS::IAM::Role", "AWS::IAM::User") {
      let isRole = resource.type == "AWS::IAM::Role"
      guard let arn = resource.arn.map(StackAccessReader.shown) else { continue }
      let functions = all("AWS::Lambda::Function").map(\.resource)
        .filter { $0.properties["Role"]?.text == resource.arn }
      let session = StackAccessReader.shown(functions.first?.name ?? "session")
      let role = StackAccessReader.shown(resource.name)
      let text =
        isRole
        ? "arn:\(options.partition):sts::\(options.account):assumed-role/\(role)/\(session)" : arn
      guard let caller = RequestPrincipal(text) else {
        throw template.fault(
          resource.node, "`\(role)` is no name of a role or user", help: "write a name")
      }
      var principal = StackPrincipal(
        name: name(of: resource, functions), logicalID: resource.logicalID,
        kind: isRole ? .role : .user, arn: arn, caller: caller,
        functions: functions.map(\.logicalID), policies: [], boundary: nil, foreignPolicies: [],
        otherNames: Set(functions.flatMap { [$0.logicalID, $0.name] } + [resource.name]),
        file: template.file, pointer: template.pointer(to: resource.node))
      try attachPolicies(to: &principal, resource, template)
      access.principals.append(principal)
    }
  }

  /// A component of ours is told from the ids that `synth` gives: the function is called after it.
  private func name(of role: OpenResource, _ functions: [OpenResource]) -> String {
    guard functions.count == 1, let function = functions.first,
      function.logicalID.hasSuffix(FunctionRoleID.function)
    else { return role.logicalID }
    let stem = String(function.logicalID.dropLast(FunctionRoleID.function.count))
    guard FunctionRoleID.role(stem) == role.logicalID else { return function.logicalID }
    for component in components {
      let id = LogicalID.pascalCase(component)
      if id == stem || id + LogicalID.digits(of: component) == stem { return component }
    }
    let words = function.name.split(separator: "-", omittingEmptySubsequences: false)
    for start in words.indices.dropFirst() {
      let name = words[start...].joined(separator: "-")
      let id = LogicalID.pascalCase(name)
      if id == stem || id + LogicalID.digits(of: name) == stem { return name }
    }
    return function.logicalID
  }

  private mutating func attachPolicies(
    to principal: inout StackPrincipal, _ resource: OpenResource, _ template: OpenTemplate
  ) throws(LoadFault) {
    try attach(inline: resource, template, to: &principal)
    try attach(managed: resource, template, to: &principal)
    let groups = all("AWS::IAM::Group").filter { group in
      resource.properties["Groups"]?.elements.contains { $0.text == group.resource.name } ?? false
    }
    for (group, template) in groups {
      try attach(inline: group, template, to: &principal)
      try attach(managed: group, template, to: &principal)
    }
    let lists: [(list: String, names: [String])] = [
      (principal.kind == .role ? "Roles" : "Users", [resource.name]),
      ("Groups", groups.map(\.resource.name)),
    ]
    for (policy, template) in all("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy") {
      let isMeant = lists.contains { list, names in
        policy.properties[list]?.elements.contains { names.contains($0.text ?? "") } ?? false
      }
      // A name that only the deployment knows may be this one's.
      let mayBeMeant = lists.contains { list, _ in
        policy.properties[list]?.elements.contains { !UnknownValue.isKnown($0.text ?? "") } ?? false
      }
      if isMeant || mayBeMeant {
        try attach(policy, template, to: &principal, isSure: isMeant)
      }
    }
    for (policy, template) in all("AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy")
    where (policy.properties["RoleName"] ?? policy.properties["UserName"])?.text == resource.name {
      try attach(policy, template, to: &principal)
    }
    guard let boundary = resource.properties["PermissionsBoundary"]?.text else { return }
    principal.boundary = managed[boundary]
    if principal.boundary == nil {
      principal.hasForeignBoundary = true
      access.notes.append(
        "the boundary of `\(principal.logicalID)` stands elsewhere: what it leaves is not known")
    }
  }

  private func attach(
    _ resource: OpenResource, _ template: OpenTemplate, to principal: inout StackPrincipal,
    isSure: Bool = true
  ) throws(LoadFault) {
    guard !principal.policies.contains(where: { $0.name == resource.logicalID }),
      var policy = try policy(
        resource.properties["PolicyDocument"], .identity, resource.logicalID, resource, template)
    else { return }
    if !isSure { policy.narrow = AttachedPolicy(FixedPolicies.nothing, named: policy.name) }
    principal.policies.append(policy)
  }

  /// Policies for those who stand elsewhere, of whom the matrix has no block.
  mutating func notePoliciesOfOthers() {
    let lists = [
      ("Roles", "AWS::IAM::Role"), ("Users", "AWS::IAM::User"), ("Groups", "AWS::IAM::Group"),
    ]
    for (policy, _) in all("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy") {
      for (list, type) in lists {
        let known = all(type).map(\.resource.name)
        for name in policy.properties[list]?.elements.compactMap(\.text) ?? []
        where !known.contains(name) {
          note(policy.logicalID, isOf: name)
        }
      }
    }
    for (policy, _) in all("AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy")
    {
      for (key, type) in [
        ("RoleName", "AWS::IAM::Role"), ("UserName", "AWS::IAM::User"),
        ("GroupName", "AWS::IAM::Group"),
      ] {
        guard let name = policy.properties[key]?.text,
          !all(type).contains(where: { $0.resource.name == name })
        else { continue }
        note(policy.logicalID, isOf: name)
      }
    }
  }

  private mutating func note(_ policy: String, isOf name: String) {
    access.notes.append(
      "the policy `\(policy)` is also for `\(StackAccessReader.shown(name))`, which is not of this"
        + " stack: what else that may do is not known")
  }

  private mutating func attach(
    inline resource: OpenResource, _ template: OpenTemplate, to principal: inout StackPrincipal
  ) throws(LoadFault) {
    for (position, inline) in (resource.properties["Policies"]?.elements ?? []).enumerated() {
      let name = inline["PolicyName"]?.text.map(StackAccessReader.shown) ?? String(position)
      guard
        let policy = try policy(
          inline["PolicyDocument"], .identity, "\(resource.logicalID)/\(name)", resource, template)
      else {
        // Such as `Fn::Transform`, which writes it when it is deployed.
        principal.foreignPolicies.append("\(resource.logicalID)/\(name)")
        access.notes.append(
          "the policy \(name) of `\(resource.logicalID)` has no document here: what it allows is"
            + " not known")
        continue
      }
      principal.policies.append(policy)
    }
  }

  private mutating func attach(
    managed resource: OpenResource, _ template: OpenTemplate, to principal: inout StackPrincipal
  ) throws(LoadFault) {
    for element in resource.properties["ManagedPolicyArns"]?.elements ?? [] {
      guard let written = element.text else { continue }
      let arn = StackAccessReader.shown(written)
      if let policy = managed[written] {
        if !principal.policies.contains(where: { $0.name == policy.name }) {
          principal.policies.append(policy)
        }
      } else if let document = FixedPolicies.managed(arn) {
        let name = arn.split(separator: "/").last.map(String.init) ?? arn
        let attached = AttachedPolicy(document, named: name)
        let pointer = template.pointer(to: element.node ?? resource.node)
        principal.policies.append(
          StackPolicy(
            name: name, file: template.file, pointer: pointer,
            statements: [StackStatement(name: "0", pointer: pointer, unknowns: [])], text: [],
            narrow: attached, wide: attached))
      } else {
        principal.foreignPolicies.append(arn)
        access.notes.append(
          "`\(principal.logicalID)` has the policy `\(arn)`, which stands elsewhere: what it allows"
            + " is not known")
      }
    }
  }
}
