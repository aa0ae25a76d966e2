// The JWT authorizers of an HTTP API: one for each issuer and audience, shared by its routes.

import AWSNames
import CloudFormation
import ComponentKit
import LambdaFunction
import Provenance
import Shapes

struct Authorizers {
  private struct Entry {
    let identity: String
    let name: LogicalName<AWSApiGatewayV2Authorizer>
    let token: TokenAuthorizer
    /// Every route that names it.
    var nodes: [NodeID]
  }

  private let api: HTTPAPI
  private var entries: [Entry] = []

  init(_ api: HTTPAPI) {
    self.api = api
    var found: [(identity: String, token: TokenAuthorizer, nodes: [NodeID])] = []
    for route in api.routes {
      guard case .given(.token(let token), let node) = route.value.authorizer,
        let identity = Authorizers.identity(of: token)
      else { continue }
      if let place = found.firstIndex(where: { $0.identity == identity }) {
        found[place].nodes.append(node)
      } else {
        found.append((identity, token, [node]))
      }
    }
    let words = LogicalID.assign(names: found.map(\.identity))
    entries = zip(found, words).map { found, words in
      Entry(
        identity: found.identity, name: api.names.authorizer(words), token: found.token,
        nodes: found.nodes)
    }
  }

  /// Issuer and audiences, as written: equal texts accept the same tokens.
  private static func identity(of token: TokenAuthorizer) -> String? {
    guard let jwt = token.jwt.value, let issuer = jwt.issuer.value else { return nil }
    let audiences = jwt.audience.value?.elements.map(\.value.written) ?? []
    return ([issuer.written] + audiences).joined(separator: " ")
  }

  func reference(to token: TokenAuthorizer, _ cause: Cause) -> Leaf<String>? {
    let identity = Authorizers.identity(of: token)
    return entries.first { $0.identity == identity }.map {
      .expression($0.name.reference, cause)
    }
  }

  var resources: [Resource] { entries.map { Resource($0.name, properties(of: $0)) } }

  private func properties(of entry: Entry) -> AWSApiGatewayV2Authorizer {
    let cause = Cause.derived(from: entry.nodes, note: "the routes that ask for these tokens")
    var shape = AWSApiGatewayV2Authorizer(
      apiId: api.apiID(cause),
      // EVIDENCE: API Gateway quotas: the name of an authorizer has at most 128 characters.
      name: .literal(PhysicalName.fitted(entry.name.id, to: 128), cause),
      authorizerType: .literal("JWT", cause))
    shape.identitySource = LeafList([
      .literal("$request.header.Authorization", cause)
    ])
    var configuration = AWSApiGatewayV2Authorizer.JWTConfiguration()
    configuration.audience = audiences(of: entry)
    configuration.issuer = entry.token.jwt.value.flatMap { api.settings.context.leaf($0.issuer) }
      .map { $0.caused(by: settled($0.cause, entry) { $0.issuer.node.map { [$0] } ?? [] }) }
    shape.jwtConfiguration = configuration
    return shape
  }

  private func audiences(of entry: Entry) -> LeafList<String>? {
    guard let list = entry.token.jwt.value?.audience.traced else { return nil }
    return LeafList(
      list.value.elements.map { element in
        let leaf = api.settings.context.leaf(element)
        return leaf.caused(
          by: settled(leaf.cause, entry) { $0.audience.value?.elements.map(\.node) ?? [] })
      })
  }

  /// What other routes wrote to the same effect is behind the value as well.
  private func settled(
    _ cause: Cause, _ entry: Entry, _ places: (JWTAuthorizer) -> [NodeID]
  ) -> Cause {
    guard entry.nodes.count > 1 else { return cause }
    let others = api.routes.flatMap { route -> [NodeID] in
      guard case .given(.token(let token), _) = route.value.authorizer,
        Authorizers.identity(of: token) == entry.identity
      else { return [] }
      return token.jwt.value.map(places) ?? []
    }
    return .derived(from: cause.nodes + others, note: "the routes that say so agree")
  }
}
