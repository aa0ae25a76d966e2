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

  /// Each must be denied: what the promise leaves out is the only thing wrong with it. Beside
  /// something foreign, what the policies themselves write is tried.
  func beyond(_ bound: AccessPromise.Bound, _ written: WrittenValues) -> [Attempt] {
    let route = isConfined ? inside : nil
    switch bound {
    case .leadingKeys(let keys):
      guard known?.keys.contains(.leadingKeys) ?? false else { return [] }
      return beyond(leadingKeys: keys, written, through: route)
    case .attributes(let names):
      guard known?.keys.contains(.attributes) ?? false else { return [] }
      return beyond(attributes: names, written, through: route)
    case .endpoint:
      let others = written.texts(of: "aws:sourcevpce").filter { $0 != inside?.id }
      let elsewhere = (["vpce-elsewhere"] + others).map { id in
        StackEndpoint(logicalID: id, id: id, network: nil, policy: nil)
      }
      return ([nil] + elsewhere).map {
        attempt(through: $0, beyond: "past the endpoint of the VPC")
      }
    case .service(let name):
      // The same service of another region is no other service.
      let others = written.texts(of: "kms:viaservice").filter { !$0.hasPrefix("\(name).") }
      return ([nil, "unrelated.\(stack.region).amazonaws.com"] + others).map { other in
        let attempt = attempt(through: route, beyond: "without \(name) in between")
        var shared = attempt.shared
        shared.remove("kms:ViaService")
        if let other { shared.set("kms:ViaService", to: other) }
        return Attempt(
          questions: attempt.questions, shared: shared, endpoint: attempt.endpoint,
          beyond: attempt.beyond)
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

  private func beyond(
    leadingKeys keys: [String], _ written: WrittenValues, through route: StackEndpoint?
  ) -> [Attempt] {
    func attempt(
      _ keys: @escaping (inout RequestContext) -> [String]
    ) -> Attempt {
      self.attempt(through: route, beyond: "for other partitions") { access, context in
        access.leadingKeys = keys(&context).map { [$0] }
      }
    }
    func filled(_ texts: [String], _ context: inout RequestContext) -> [String] {
      texts.map { ContextWitness.filled($0, settingIn: &context) }
    }
    let foreign = PromiseTrial.foreignKey
    let texts = written.texts(of: "dynamodb:leadingkeys").map { text in
      attempt { context in
        let own = filled(keys, &context)
        let value = ContextWitness.filled(text, settingIn: &context)
        return [own.contains(value) ? foreign : value]
      }
    }
    let defaults = written.defaults(of: "dynamodb:leadingkeys").map { variable, value in
      attempt { context in
        context.remove(variable)
        return [value]
      }
    }
    return [
      attempt { _ in [foreign] },
      attempt { context in filled([keys.first ?? ""], &context) + [foreign] },
      attempt { context in
        let own = filled(keys, &context)
        let other = own.first?.uppercased() ?? foreign
        return [own.contains(other) ? foreign : other]
      },
    ] + texts + defaults
  }

  private func beyond(
    attributes names: [String], _ written: WrittenValues, through route: StackEndpoint?
  ) -> [Attempt] {
    let swapped = names.map { $0 == $0.uppercased() ? $0.lowercased() : $0.uppercased() }
    let others =
      ([PromiseTrial.foreignAttribute] + written.texts(of: "dynamodb:attributes") + swapped)
      .filter { !names.contains($0) }
    var attempts = others.map { other in
      attempt(through: route, beyond: "for other attributes") { access, _ in
        access.attributes = names + [other]
      }
    }
    let whole = "with whole items as the answer"
    if known?.keys.contains(.select) ?? false {
      attempts.append(
        attempt(through: route, beyond: whole) { access, _ in access.hasProjection = false })
      // A count holds no attributes.
      let modes = written.texts(of: "dynamodb:select")
        .filter { !["SPECIFIC_ATTRIBUTES", "COUNT"].contains($0) }
      attempts += modes.map { mode in
        attempt(through: route, beyond: whole) { access, _ in
          access.hasProjection = false
          access.select = mode
        }
      }
    }
    if ["UpdateItem", "PartiQLUpdate"].contains(action) {
      let modes = written.texts(of: "dynamodb:returnvalues")
        .filter { !["NONE", "UPDATED_OLD", "UPDATED_NEW", "ALL_OLD"].contains($0) }
      attempts += (["ALL_OLD"] + modes).map { mode in
        attempt(through: route, beyond: whole) { access, _ in access.returnValues = mode }
      }
    }
    return attempts
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
