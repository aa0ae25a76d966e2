// The HTTP API of a function: routes, who may call them, and nobody else.

import Testing

@Suite struct APITests {
  private func outcome(_ routes: String...) throws -> Outcome {
    try Outcome(
      """
        - name: reader
          type: lambda-api
          config:
            handler: src/read.handler
            routes:
      """ + "\n" + routes.map { "        - { \($0) }" }.joined(separator: "\n"))
  }

  @Test func isMadeOfTheseParts() throws {
    let outcome = try outcome("method: GET, path: '/orders/{orderId}'")
    #expect(outcome.codes == [])
    #expect(
      outcome.properties("ReaderApi")?.brief
        == "{Name: shop-reader, ProtocolType: HTTP, Tags: {owner: team}}")
    #expect(
      outcome.properties("ReaderApiIntegration")?.brief
        == "{ApiId: @ReaderApi, IntegrationType: AWS_PROXY, IntegrationUri: @ReaderFunction.Arn, "
        + "PayloadFormatVersion: 2.0}")
    #expect(
      outcome.properties("ReaderApiPermission")?.brief
        == "{Action: lambda:InvokeFunction, FunctionName: @ReaderFunction, "
        + "Principal: apigateway.amazonaws.com, SourceArn: "
        + "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${ReaderApi}/*}")
    let stage = outcome.properties("ReaderApiStage")
    #expect(stage?["StageName"]?.text == "$default" && stage?["AutoDeploy"] == .boolean(true))
    #expect(stage?["AccessLogSettings"]?["DestinationArn"]?.brief == "@ReaderApiAccessLogs.Arn")
    let format = try #require(stage?["AccessLogSettings"]?["Format"]?.text)
    #expect(try JSON(format)["route"]?.text == "$context.routeKey")
    #expect(
      outcome.template["Outputs"]?["ReaderApiEndpoint"]?["Value"]?.brief
        == "@ReaderApi.ApiEndpoint")
  }

  @Test func thereIsNoneWithoutRoutes() throws {
    let outcome = try Outcome(
      "  - { name: reader, type: lambda-api, config: { handler: a.b } }")
    #expect(outcome.ids.allSatisfy { !$0.contains("Api") })
  }

  @Test(arguments: [
    ("", "NONE"), (", authorizer: none", "NONE"), (", authorizer: iam", "AWS_IAM"),
  ])
  func callersAre(authorizer: String, type: String) throws {
    let outcome = try outcome("method: GET, path: /orders" + authorizer)
    #expect(
      outcome.properties("ReaderGetOrdersRoute9")?.brief
        == "{ApiId: @ReaderApi, AuthorizationType: \(type), RouteKey: GET /orders, "
        + "Target: integrations/${ReaderApiIntegration}}")
  }

  @Test func routesShareAnAuthorizer() throws {
    func token(_ audience: String) -> String {
      "authorizer: { jwt: { issuer: 'https://login.example.com/', audience: \(audience) } }"
    }
    let outcome = try outcome(
      "method: GET, path: /a, " + token("shop"), "method: PUT, path: /a, " + token("[shop]"),
      "method: GET, path: /b, " + token("[shop, admin]"))
    #expect(outcome.codes == [])
    let authorizers = outcome.ids(of: "AWS::ApiGatewayV2::Authorizer")
    #expect(
      authorizers == [
        "ReaderHttpsLoginExampleComShopAdminAuthorizer29",
        "ReaderHttpsLoginExampleComShopAuthorizer24",
      ])
    let shop = try #require(outcome.properties(authorizers[1]))
    #expect(shop["AuthorizerType"]?.text == "JWT")
    #expect(
      shop["JwtConfiguration"]?.brief
        == "{Audience: [shop], Issuer: https://login.example.com/}")
    for route in ["ReaderGetARoute4", "ReaderPutARoute4"] {
      #expect(outcome.properties(route)?["AuthorizationType"]?.text == "JWT")
      #expect(outcome.properties(route)?["AuthorizerId"]?.brief == "@" + authorizers[1])
    }
    #expect(
      outcome.properties("ReaderGetBRoute4")?["AuthorizerId"]?.brief == "@" + authorizers[0])
  }

  /// Whatever components are called, and whatever paths they serve.
  @Test func idsNeverMeet() throws {
    let outcome = try Outcome(
      ["users", "users-api", "users-function", "users-get", "users-access"].map { name in
        """
          - name: \(name)
            type: lambda-api
            config:
              handler: a.b
              deadLetterQueue: true
              routes:
                - { method: GET, path: / }
                - { method: GET, path: /get }
                - { method: GET, path: '/{get}' }
                - { method: GET, path: /function }
        """
      }.joined(separator: "\n"))
    // Ids that met would have stopped the compiler.
    #expect(outcome.ids(of: "AWS::ApiGatewayV2::Route").count == 20)
  }
}
