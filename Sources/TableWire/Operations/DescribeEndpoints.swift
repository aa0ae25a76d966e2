// DescribeEndpoints: where the service is to be asked; SDKs that are told an endpoint do not ask.

import TableEngine

enum DescribeEndpoints: Operation {
  static func answer(
    _ input: Wire.DescribeEndpointsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeEndpointsOutput {
    var endpoint = Wire.Endpoint()
    endpoint.address = "dynamodb.\(call.region).amazonaws.com"
    endpoint.cachePeriodInMinutes = 1440
    var output = Wire.DescribeEndpointsOutput()
    output.endpoints = [endpoint]
    return output
  }
}
