// The HTTP API in front of a function: API, stage, access log, integration and permission.

import AWSNames
import CloudFormation
import ComponentKit
import Compliance
import LambdaFunction
import Provenance
import ServiceSpec
import Shapes

struct HTTPAPI {
  let settings: FunctionSettings
  let routes: [Traced<Route>]
  let names: APINames
  /// The list that asks for an API.
  let node: NodeID

  /// Nil without routes.
  init?(_ settings: FunctionSettings, _ config: LambdaAPIConfig) {
    guard let list = config.routes.traced, !list.value.elements.isEmpty else { return nil }
    self.settings = settings
    routes = list.value.elements
    node = list.node
    names = APINames(function: settings.names)
  }

  func because(_ note: String) -> Cause { .derived(node, note) }

  /// `Ref` of the API is its id.
  func apiID(_ cause: Cause) -> Leaf<String> { .expression(names.api.reference, cause) }

  var resources: [Resource] {
    [
      Resource(names.api, api),
      LogGroupResource.resource(
        names.logGroup, called: "/aws/vendedlogs/apis/" + settings.names.functionName, settings),
      Resource(names.stage, stage), Resource(names.integration, integration),
    ] + Authorizers(self).resources + RouteResources.resources(self)
      + [Resource(names.permission, permission)]
  }

  private var api: AWSApiGatewayV2Api {
    var api = AWSApiGatewayV2Api()
    api.name = settings.functionName
    api.description = settings.context.leaf(settings.config.description)
    api.protocolType = .literal("HTTP", because("routes make an HTTP API"))
    api.tags = tags
    return api
  }

  private var tags: NamedLeaves? {
    let tags = settings.tags
    return tags.isEmpty ? nil : NamedLeaves(tags.map { ($0.key, $0.value) })
  }

  /// Every change of a route is deployed, and the stage is no part of a path.
  private var stage: AWSApiGatewayV2Stage {
    let cause = because("the API has one stage, which deploys itself")
    var stage = AWSApiGatewayV2Stage(
      apiId: apiID(cause), stageName: .literal("$default", cause))
    stage.autoDeploy = .literal(true, cause)
    let recorded = because("AU-12: who called what, and how it ended")
    var log = AWSApiGatewayV2Stage.AccessLogSettings()
    log.destinationArn = .expression(names.logGroup.attribute(.arn), recorded)
    log.format = .literal(HTTPAPI.logFormat, recorded)
    stage.accessLogSettings = log
    stage.tags = tags
    return stage
  }

  /// EVIDENCE: API Gateway developer guide, "Customize HTTP API access logs": the variables.
  private static let logFormat: String = {
    let fields = [
      ("requestId", "requestId"), ("time", "requestTime"), ("ip", "identity.sourceIp"),
      ("caller", "identity.userArn"), ("subject", "authorizer.claims.sub"),
      ("route", "routeKey"), ("status", "status"), ("length", "responseLength"),
      ("latency", "responseLatency"), ("error", "integrationErrorMessage"),
    ]
    return "{" + fields.map { "\"\($0)\":\"$context.\($1)\"" }.joined(separator: ",") + "}"
  }()

  private var integration: AWSApiGatewayV2Integration {
    let cause = because("every route calls the function")
    var integration = AWSApiGatewayV2Integration(
      apiId: apiID(cause), integrationType: .literal("AWS_PROXY", cause))
    integration.integrationUri = settings.functionARN(cause)
    integration.payloadFormatVersion = .literal(
      "2.0", because("the form of a request that HTTP APIs send unless told otherwise"))
    return integration
  }

  /// No other API calls the function.
  private var permission: AWSLambdaPermission {
    let cause = because("this API, and no other, calls the function")
    var permission = AWSLambdaPermission(
      action: .literal("lambda:InvokeFunction", cause),
      functionName: .expression(names.function.function.reference, cause),
      principal: .literal("apigateway.amazonaws.com", .fixed(.serviceName)))
    permission.sourceArn = .expression(
      .substitution([
        .text("arn:"), .pseudo(.partition), .text(":execute-api:"), .pseudo(.region), .text(":"),
        .pseudo(.accountId), .text(":"), .reference(names.api.id), .text("/*"),
      ]), cause)
    return permission
  }

  var output: Output {
    let cause = because("every API says where it is")
    return Output(
      key: names.endpointOutput,
      description: "Address of the API of function \(settings.entry.name.value)",
      value: .expression(names.api.attribute(.apiEndpoint), cause), cause: cause)
  }
}
