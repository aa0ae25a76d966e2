// The VPC a function runs in: above Commercial always one, which the deployment names where the
// spec does not.

import CloudFormation
import ComponentKit
import Compliance
import Provenance
import Shapes

enum FunctionNetworkSettings {
  static func isInside(_ settings: FunctionSettings) -> Bool {
    settings.isHardened || settings.config.vpcConfig.value != nil
  }

  static func network(_ settings: FunctionSettings) -> AWSLambdaFunction.VpcConfig? {
    guard isInside(settings) else { return nil }
    let given = settings.config.vpcConfig.value
    var shape = AWSLambdaFunction.VpcConfig()
    shape.securityGroupIds =
      given?.securityGroupIds.value.map(settings.context.leaves)
      ?? reference(to: securityGroups(settings))
    shape.subnetIds =
      given?.subnetIds.value.map(settings.context.leaves) ?? reference(to: subnets(settings))
    return shape
  }

  /// The same for all functions of the service.
  static func parameters(_ settings: FunctionSettings) -> [Parameter] {
    guard isInside(settings) else { return [] }
    let given = settings.config.vpcConfig.value
    var parameters: [Parameter] = []
    if given?.subnetIds.isAbsent ?? true { parameters.append(subnets(settings)) }
    if given?.securityGroupIds.isAbsent ?? true { parameters.append(securityGroups(settings)) }
    return parameters
  }

  private static func subnets(_ settings: FunctionSettings) -> Parameter {
    Parameter(
      "FunctionSubnetIds", type: "List<AWS::EC2::Subnet::Id>",
      description: "The subnets that functions of the service run in", cause: cause(settings))
  }

  private static func securityGroups(_ settings: FunctionSettings) -> Parameter {
    Parameter(
      "FunctionSecurityGroupIds", type: "List<AWS::EC2::SecurityGroup::Id>",
      description: "The security groups of functions of the service", cause: cause(settings))
  }

  static func cause(_ settings: FunctionSettings) -> Cause {
    if let node = settings.config.vpcConfig.node {
      return .derived(node, "the function runs in a VPC")
    }
    return settings.required("LAM-3 (SC-7): the function runs in a VPC")
  }

  private static func reference(to parameter: Parameter) -> LeafList<String> {
    .expression(parameter.reference, parameter.cause)
  }
}
