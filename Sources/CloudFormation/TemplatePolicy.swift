// An IAM policy document as it stands in a template: who may do what, on what, when.

package enum PolicyEffect: String, Sendable {
  case allow = "Allow"
  case deny = "Deny"
}

/// Whom a statement is about; policies of roles say nothing, for they are about their role.
package enum PolicyPrincipal: Sendable {
  /// Everybody: fit for denials only.
  case anyone
  case accounts([Leaf<String>])
  case services([String])
  /// A service whose name says its region.
  case regionalService(Leaf<String>)
}

/// One test of a statement: any of the values matches.
package struct PolicyCondition: Sendable {
  /// `StringEquals`, `Bool`, `ForAllValues:StringEquals`
  package let test: String
  /// `kms:ViaService`
  package let key: String
  package let values: [Leaf<String>]

  package init(_ test: String, _ key: String, _ values: [Leaf<String>]) {
    self.test = test
    self.key = key
    self.values = values
  }
}

package struct TemplateStatement: TemplateConvertible {
  package let sid: String
  package let effect: PolicyEffect
  package let principal: PolicyPrincipal?
  package let actions: [String]
  package let resources: [Leaf<String>]
  package let conditions: [PolicyCondition]
  /// Why the statement is there.
  package let cause: Cause

  package init(
    _ sid: String, _ effect: PolicyEffect = .allow, principal: PolicyPrincipal? = nil,
    actions: [String], resources: [Leaf<String>], conditions: [PolicyCondition] = [],
    cause: Cause
  ) {
    self.sid = sid
    self.effect = effect
    self.principal = principal
    self.actions = actions
    self.resources = resources
    self.conditions = conditions
    self.cause = cause
  }

  package var templateValue: TemplateValue {
    var members = [
      TemplateMember("Sid", .string(sid, cause)),
      TemplateMember("Effect", .string(effect.rawValue, cause)),
    ]
    switch principal {
    case nil: break
    case .anyone: members.append(TemplateMember("Principal", .string("*", cause)))
    case .accounts(let leaves):
      members.append(
        TemplateMember(
          "Principal", .object([TemplateMember("AWS", .list(leaves.map(\.templateValue)))])))
    case .services(let names):
      let value = TemplateValue.list(names.map { .string($0, .fixed(.serviceName)) })
      members.append(TemplateMember("Principal", .object([TemplateMember("Service", value)])))
    case .regionalService(let leaf):
      members.append(
        TemplateMember("Principal", .object([TemplateMember("Service", leaf.templateValue)])))
    }
    members.append(TemplateMember("Action", .list(actions.map { .string($0, cause) })))
    // Who trusts whom names no resource: the role itself is meant.
    if !resources.isEmpty {
      members.append(TemplateMember("Resource", .list(resources.map(\.templateValue))))
    }
    if !conditions.isEmpty { members.append(TemplateMember("Condition", condition)) }
    return .object(members)
  }

  /// Conditions by test, in the order of their first use.
  private var condition: TemplateValue {
    var tests: [(test: String, members: [TemplateMember])] = []
    for condition in conditions {
      let values = condition.values.map(\.templateValue)
      let member = TemplateMember(
        condition.key, values.count == 1 ? values[0] : .list(values))
      if let place = tests.firstIndex(where: { $0.test == condition.test }) {
        tests[place].members.append(member)
      } else {
        tests.append((condition.test, [member]))
      }
    }
    return .object(tests.map { TemplateMember($0.test, .object($0.members)) })
  }
}

package struct TemplatePolicy: TemplateConvertible {
  package var statements: [TemplateStatement]

  package init(_ statements: [TemplateStatement]) { self.statements = statements }

  package var templateValue: TemplateValue {
    .object([
      TemplateMember("Version", .string("2012-10-17", .fixed(.policyVersion))),
      TemplateMember("Statement", statements.templateValue),
    ])
  }
}
