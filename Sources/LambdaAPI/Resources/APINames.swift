// The logical ids of an HTTP API, behind the function's own.

import AWSNames
import CloudFormation
import LambdaFunction

struct APINames: Sendable {
  let function: FunctionNames

  var api: LogicalName<AWSApiGatewayV2Api> { function.name("Api") }
  var stage: LogicalName<AWSApiGatewayV2Stage> { function.name("ApiStage") }
  var integration: LogicalName<AWSApiGatewayV2Integration> { function.name("ApiIntegration") }
  var permission: LogicalName<AWSLambdaPermission> { function.name("ApiPermission") }
  var logGroup: LogicalName<AWSLogsLogGroup> { function.name("ApiAccessLogs") }
  var endpointOutput: String { function.stem + "ApiEndpoint" }

  func route(_ words: String) -> LogicalName<AWSApiGatewayV2Route> {
    function.name(words, "Route")
  }

  func authorizer(_ words: String) -> LogicalName<AWSApiGatewayV2Authorizer> {
    function.name(words, "Authorizer")
  }
}
