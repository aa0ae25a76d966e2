// What AWS says to whom it refuses.

import AccessMatrix
import IAMPolicy
import TableEngine

/// EVIDENCE: IAM user guide, "Troubleshoot access denied error messages". UNCERTAIN: the exact
/// endings, and how DynamoDB names the resource of an action on none.
enum DenialWording {
  static func message(
    of decision: Decision, _ question: GateJudge.Question, by principal: StackPrincipal,
    in engine: Engine, _ judge: GateJudge
  ) -> String {
    "User: \(principal.caller.text) is not authorized to perform: \(question.action) on resource: "
      + "\(resource(of: question, engine)) "
      + reason(decision, question.action, principal, judge)
  }

  private static func resource(of question: GateJudge.Question, _ engine: Engine) -> String {
    guard question.resource == "*" else { return question.resource }
    return engine.tableARN("*")
  }

  private static func reason(
    _ decision: Decision, _ action: String, _ principal: StackPrincipal, _ judge: GateJudge
  ) -> String {
    guard decision.verdict == .implicitDeny else {
      let name = decision.statements.first?.policy ?? ""
      return "with an explicit deny in \(kind(of: name, principal, judge))"
    }
    switch decision.lacking ?? .identity {
    case .identity: return "because no identity-based policy allows the \(action) action"
    case .resource, .trust: return "because no resource-based policy allows the \(action) action"
    case .permissionsBoundary:
      return "because no permissions boundary allows the \(action) action"
    case .session: return "because no session policy allows the \(action) action"
    case .serviceControl:
      return "because no service control policy allows the \(action) action"
    case .resourceControl:
      return "because no resource control policy allows the \(action) action"
    case .endpoint: return "because no VPC endpoint policy allows the \(action) action"
    }
  }

  private static func kind(
    of policy: String, _ principal: StackPrincipal, _ judge: GateJudge
  ) -> String {
    if principal.policies.contains(where: { $0.name == policy }) {
      return "an identity-based policy"
    }
    if principal.boundary?.name == policy { return "a permissions boundary" }
    if judge.stack.endpoints.contains(where: { $0.policy?.name == policy }) {
      return "a VPC endpoint policy"
    }
    return "a resource-based policy"
  }
}
