// A promise as requests: those it covers, and those that lie just beyond it.

import IAMPolicy

struct PromiseTrial {
  /// One request, and what it is that the promise does not cover, if anything.
  struct Attempt {
    let questions: [AuthorizationRequest]
    let shared: RequestContext
    let endpoint: StackEndpoint?
    let beyond: String?
  }

  private static let foreignKey = "somebody-else"
  private static let foreignAttribute = "somethingElse"

  let promise: AccessPromise
  let stack: StackAccess
  /// The endpoint that the principal's requests come through, if they do.
  let inside: StackEndpoint?

  private var action: String { String(promise.action.split(separator: ":").last ?? "") }
  private var known: ServiceAction? { ServiceAction.named(promise.action) }

  private var leadingKeys: [String]? {
    for case .leadingKeys(let keys) in promise.bounds { return keys }
    return nil
  }

  private var attributes: [String]? {
    for case .attributes(let names) in promise.bounds { return names }
    return nil
  }

  private var service: String? {
    for case .service(let name) in promise.bounds { return name }
    return nil
  }

  private var isConfined: Bool { promise.bounds.contains(.endpoint) }

  // MARK: - Within the promise

  /// On each way that the promise leaves open; one of them has to succeed.
  var covered: [Attempt] {
    let routes: [StackEndpoint?] = isConfined ? [inside] : [nil, inside]
    return routes.map { attempt(through: $0) }
  }

  // MARK: - Just beyond it

  /// Each must be denied: what the promise leaves out is the only thing wrong with it.
  func beyond(_ bound: AccessPromise.Bound) -> [Attempt] {
    let route = isConfined ? inside : nil
    switch bound {
    case .leadingKeys(let keys):
      guard known?.keys.contains(.leadingKeys) ?? false else { return [] }
      return [[PromiseTrial.foreignKey], [keys.first ?? "", PromiseTrial.foreignKey]].map { keys in
        attempt(through: route, beyond: "for other partitions") { access, context in
          access.leadingKeys = keys.map { [ContextWitness.filled($0, settingIn: &context)] }
        }
      }
    case .attributes(let names):
      guard known?.keys.contains(.attributes) ?? false else { return [] }
      var attempts = [
        attempt(through: route, beyond: "for other attributes") { access, _ in
          access.attributes = names + [PromiseTrial.foreignAttribute]
        }
      ]
      if known?.keys.contains(.select) ?? false {
        attempts.append(
          attempt(through: route, beyond: "with whole items as the answer") { access, _ in
            access.hasProjection = false
          })
      }
      if ["UpdateItem", "PartiQLUpdate"].contains(action) {
        attempts.append(
          attempt(through: route, beyond: "with whole items as the answer") { access, _ in
            access.returnValues = "ALL_OLD"
          })
      }
      return attempts
    case .endpoint:
      let elsewhere = StackEndpoint(
        logicalID: "elsewhere", id: "vpce-elsewhere", network: nil, policy: nil)
      return [nil, elsewhere].map {
        attempt(through: $0, beyond: "past the endpoint of the VPC")
      }
    case .service(let name):
      return [nil, "unrelated"].map { other in
        var attempt = attempt(through: route, beyond: "without \(name) in between")
        var shared = attempt.shared
        shared.remove("kms:ViaService")
        if let other { shared.set("kms:ViaService", to: "\(other).\(stack.region).amazonaws.com") }
        attempt = Attempt(
          questions: attempt.questions, shared: shared, endpoint: attempt.endpoint,
          beyond: attempt.beyond)
        return attempt
      }
    case .partition:
      return [
        attempt(through: route, beyond: "over all partitions") { access, _ in
          access.leadingKeys = []
          access.isFullTableScan = true
        }
      ]
    }
  }

  // MARK: - Building one

  private func attempt(
    through endpoint: StackEndpoint?, beyond: String? = nil,
    _ change: (inout ItemAccess, inout RequestContext) -> Void = { _, _ in }
  ) -> Attempt {
    let isOfStreams = promise.resource.kind == .stream || action == "ListStreams"
    let route = isOfStreams || promise.resource.kind == .key ? nil : endpoint
    var shared = stack.context(
      of: AccessTrial(action: promise.action, resource: promise.resource), through: route)
    if let service {
      shared.set("kms:ViaService", to: "\(service).\(stack.region).amazonaws.com")
    }
    return Attempt(
      questions: questions(&shared, change), shared: shared, endpoint: route, beyond: beyond)
  }

  private func questions(
    _ shared: inout RequestContext, _ change: (inout ItemAccess, inout RequestContext) -> Void
  ) -> [AuthorizationRequest] {
    guard known?.service == .dynamodb else {
      return [
        AuthorizationRequest(
          action: promise.action, resource: promise.resource.arn, context: RequestContext())
      ]
    }
    let isOfItems = action == "Scan" || known?.keys.contains(.leadingKeys) ?? false
    guard isOfItems, let table = promise.resource.tableARN else {
      return TableCall.control(action, on: [promise.resource.arn]).authorizations
    }
    var access = ItemAccess(action, on: table)
    if promise.resource.kind == .index {
      access.index = promise.resource.arn.split(separator: "/").last.map(String.init)
    }
    let keys = leadingKeys.map { [$0.first ?? ""] } ?? ["anything"]
    access.leadingKeys = keys.map { [ContextWitness.filled($0, settingIn: &shared)] }
    access.attributes = attributes ?? ["anything"]
    access.hasProjection = attributes != nil
    change(&access, &shared)
    return action == "ConditionCheckItem"
      ? TableCall.transaction(.writeItems, [access]).authorizations
      : TableCall.access(access).authorizations
  }
}

extension ContextWitness {
  /// A text with its variables filled in; those without a value are given one.
  static func filled(_ text: String, settingIn context: inout RequestContext) -> String {
    for piece in text.split(separator: "${", omittingEmptySubsequences: false).dropFirst() {
      let name = String(piece.prefix { $0 != "}" && $0 != "," })
      guard !["*", "?", "$"].contains(name), context[name] == nil else { continue }
      context.set(name, to: made(for: name))
    }
    return filled(text, in: context)
  }
}
