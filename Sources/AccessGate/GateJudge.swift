// One caller at the gate: what is asked of IAM on its behalf, and what its policies answer.

import AccessMatrix
import IAMPolicy
import Simulation
import TableEngine

struct GateJudge {
  let stack: StackAccess
  let principal: StackPrincipal
  let engine: Engine
  let context: [(key: String, value: String)]
  /// The resource policy of a table or stream, as it is now.
  let policy: (String) -> AttachedPolicy?

  /// A question, with the resource as the stack's policies name it.
  struct Question {
    let action: String
    /// As the request means it.
    let resource: String
    /// As the template does: of a stream it does not know the label.
    let known: String
    var authorization: AuthorizationRequest
  }

  // MARK: - What is asked

  /// Reading and writing a table that a customer's key encrypts takes that key too, as the caller.
  ///
  /// EVIDENCE: KMS developer guide, "How Amazon DynamoDB uses AWS KMS".
  func questions(of call: TableCall) -> [Question] {
    var questions: [Question] = []
    var keys: [String] = []
    for authorization in call.authorizations {
      questions.append(question(authorization))
      guard GateResource.opensItems(authorization.action),
        let table = GateResource.table(of: authorization.resource),
        let key = stack.resource(at: table)?.keyARN, !keys.contains(key)
      else { continue }
      keys.append(key)
    }
    return questions
      + keys.map { key in
        question(
          AuthorizationRequest(
            action: "kms:Decrypt", resource: key, context: RequestContext()))
      }
  }

  private func question(_ authorization: AuthorizationRequest) -> Question {
    Question(
      action: authorization.action, resource: authorization.resource,
      known: GateResource.known(authorization.resource, in: stack, engine),
      authorization: authorization)
  }

  // MARK: - What is answered

  func decide(_ question: Question) -> Decision {
    let isOfStreams = GateResource.isOfStreams(question.action)
    let isOfKey = question.action.hasPrefix("kms:")
    // Streams have an endpoint of their own, which no stack of ours makes; DynamoDB asks for keys.
    let endpoint = isOfStreams || isOfKey ? nil : endpoint
    let resource =
      stack.resource(at: question.known)
      ?? StackResource(kind: .table, name: question.known, logicalID: nil, arn: question.known)
    var shared = stack.context(
      of: AccessTrial(action: question.action, resource: resource), through: endpoint)
    for (key, value) in context { shared.set(key, to: value) }
    var policies = stack.policies(
      of: principal, on: question.known, .narrow,
      through: stack.endpoint(of: shared) ?? (endpoint?.policy == nil ? nil : endpoint))
    if !isOfKey {
      policies.resource = policy(GateResource.holder(of: question.resource))
    }
    let asked = AuthorizationRequest(
      action: question.action, resource: question.known,
      context: question.authorization.context
    ).asked(by: principal.caller, sharing: shared)
    return Evaluator.decide(asked, by: policies)
  }

  /// Where a stack is told of an endpoint that it does not make, requests come through that.
  private var endpoint: StackEndpoint? {
    if let own = stack.endpoints.first { return own }
    var ids: Set<String> = []
    for statement in principal.policies.flatMap(\.narrow.document.statements) {
      for condition in statement.conditions
      where condition.key.lowercased() == "aws:sourcevpce"
        && !condition.comparison.comparison.isNegated
      {
        for value in condition.values { ids.insert(String(decoding: value, as: UTF8.self)) }
      }
    }
    guard ids.count == 1, let id = ids.first else { return nil }
    return StackEndpoint(logicalID: id, id: id, network: nil, policy: nil)
  }
}
