// The policies of roles, users and groups, wherever a template lets them stand.

import CloudFormation

extension StackView {
  /// The policies of a role: those attached by name, and those within it.
  package func statements(ofRole role: ResourceView) -> [StatementView] {
    var statements = role.inlineStatements
    for policy in all(named: "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy") {
      let isAttached =
        policy["Roles"].elements.contains(where: role.isNamed)
        || role["ManagedPolicyArns"].elements.contains { $0.namedResource == policy.id }
      if isAttached { statements += policy.statements(policy["PolicyDocument"]) }
    }
    for policy in all(named: "AWS::IAM::RolePolicy") where role.isNamed(by: policy["RoleName"]) {
      statements += policy.statements(policy["PolicyDocument"])
    }
    return statements
  }

  /// Those who are given something: roles, users and groups.
  package var principals: [ResourceView] {
    all(named: "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group")
  }

  /// Every statement that gives one of them something.
  package var grantingStatements: [StatementView] {
    principals.flatMap(\.inlineStatements)
      + all(
        named: "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy",
        "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy"
      ).flatMap { $0.statements($0["PolicyDocument"]) }
  }

  /// The function of a role, for what a function must not do.
  package func functions(ofRole role: ResourceView) -> [ResourceView] {
    all(AWSLambdaFunction.self).filter { $0["Role"].namedResource == role.id }
  }
}

extension ResourceView {
  fileprivate var inlineStatements: [StatementView] {
    self["Policies"].elements.flatMap { statements($0["PolicyDocument"]) }
  }

  /// A role by `Ref`, or by the name that it is given.
  fileprivate func isNamed(by value: ValueView) -> Bool {
    value.namedResource == id || value.text.map { $0 == self["RoleName"].text } ?? false
  }
}
