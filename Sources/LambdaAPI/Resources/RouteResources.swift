// The routes of an HTTP API, and who may call each.

import AWSNames
import CloudFormation
import ComponentKit
import Compliance
import LambdaFunction
import Provenance
import Shapes

enum RouteResources {
  static func resources(_ api: HTTPAPI) -> [Resource] {
    let keys = api.routes.map(key)
    // `GetSessions`, not `GETSessions`.
    let words = LogicalID.assign(names: keys.map { title(of: $0 ?? "") })
    let authorizers = Authorizers(api)
    return zip(api.routes, zip(keys, words)).compactMap { route, named in
      guard let key = named.0, let method = route.value.method.node,
        let path = route.value.path.node
      else { return nil }
      let cause = api.because("every route calls the function")
      var shape = AWSApiGatewayV2Route(
        apiId: api.apiID(cause),
        routeKey: .literal(
          key, .derived(from: [method, path], note: "method and path, as API Gateway writes them")))
      let caller = caller(of: route, api, authorizers)
      shape.authorizationType = caller.type
      shape.authorizerId = caller.authorizer
      shape.target = .expression(
        .substitution([.text("integrations/"), .reference(api.names.integration.id)]), cause)
      return Resource(api.names.route(named.1), shape)
    }
  }

  /// `GET /sessions/{sessionId}`
  private static func key(of route: Traced<Route>) -> String? {
    guard let method = route.value.method.value, let path = route.value.path.value else {
      return nil
    }
    return "\(method.rawValue) \(path)"
  }

  private static func title(of key: String) -> String {
    let method = key.prefix { $0 != " " }
    return method.lowercased() + key.dropFirst(method.count)
  }

  private static func caller(
    of route: Traced<Route>, _ api: HTTPAPI, _ authorizers: Authorizers
  ) -> (type: Leaf<String>, authorizer: Leaf<String>?) {
    switch route.value.authorizer {
    case .given(.builtin(let builtin), let node):
      return (.literal(builtin.authorizationType, .stated(node)), nil)
    case .given(.token(let token), let node):
      return (
        .literal("JWT", .derived(node, "holders of a token may call")),
        authorizers.reference(to: token, .derived(node, "the tokens that are accepted"))
      )
    case .absent, .broken:
      let settings = api.settings
      return settings.isHardened
        ? (
          .literal(
            BuiltinAuthorizer.iam.authorizationType,
            settings.required("API-1 (AC-3, IA-2): whoever calls is known")), nil
        )
        : (
          .literal(
            BuiltinAuthorizer.none.authorizationType,
            .derived(route.node, "a route that does not say is open to everybody")), nil
        )
    }
  }
}

extension BuiltinAuthorizer {
  fileprivate var authorizationType: String {
    switch self {
    case .none: return "NONE"
    case .iam: return "AWS_IAM"
    }
  }
}
