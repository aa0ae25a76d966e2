// The endpoints through which VPCs reach the tables of the service: one for each place, for two of
// them cannot stand at one route table.

import AWSNames
import CloudFormation
import ComponentKit

enum Endpoints {
  static func made(
    _ needs: [EndpointNeed], _ context: SynthesisContext
  ) -> (parameters: [Parameter], resources: [Resource]) {
    var order: [String] = []
    var byName: [String: [EndpointNeed]] = [:]
    for need in needs {
      if byName[need.name.id] == nil { order.append(need.name.id) }
      byName[need.name.id, default: []].append(need)
    }
    var parameters: [Parameter] = []
    let resources = order.compactMap { id in
      byName[id].flatMap { endpoint($0, context, &parameters) }
    }
    return (parameters, resources)
  }

  private static func endpoint(
    _ needs: [EndpointNeed], _ context: SynthesisContext, _ parameters: inout [Parameter]
  ) -> Resource? {
    guard let first = needs.first else { return nil }
    let cause = needs.map(\.cause).joined(
      "NET-1 (AC-4, SC-7, SC-7(5)): tables are reached through an endpoint")
    var asked = DeploymentQuestions(cause: cause)
    var endpoint = AWSEC2VPCEndpoint(vpcId: first.vpcID ?? asked.vpc())
    endpoint.serviceName = .expression(
      .substitution([.text("com.amazonaws."), .pseudo(.region), .text(".dynamodb")]),
      .fixed(.serviceName))
    endpoint.vpcEndpointType = .literal(first.kind.rawValue, cause)
    switch first.kind {
    case .gateway: endpoint.routeTableIds = first.routeTableIDs ?? asked.routeTables()
    case .interface:
      endpoint.subnetIds = first.subnetIDs ?? asked.subnets()
      endpoint.securityGroupIds = first.securityGroupIDs ?? asked.securityGroups()
    }
    endpoint.policyDocument = policy(needs)
    endpoint.tags = context.serviceTags { .init(key: $0, value: $1) }
    parameters += asked.parameters
    return Resource(first.name, endpoint)
  }

  /// What the tables ask for, one after another.
  private static func policy(_ needs: [EndpointNeed]) -> TemplateValue {
    .object([
      TemplateMember("Version", .string("2012-10-17", .fixed(.policyVersion))),
      TemplateMember("Statement", .list(needs.flatMap(\.statements))),
    ])
  }
}

/// What only the deployment knows of a network.
private struct DeploymentQuestions {
  let cause: Cause
  private(set) var parameters: [Parameter] = []

  init(cause: Cause) { self.cause = cause }

  mutating func vpc() -> Leaf<String> {
    .expression(
      ask("VpcId", "AWS::EC2::VPC::Id", "VPC from which the tables are reached"), cause)
  }

  mutating func routeTables() -> LeafList<String> {
    .expression(
      ask(
        "RouteTableIds", "CommaDelimitedList",
        "Route tables of the VPC that lead to the endpoint of DynamoDB"), cause)
  }

  mutating func subnets() -> LeafList<String> {
    .expression(
      ask(
        "EndpointSubnetIds", "List<AWS::EC2::Subnet::Id>",
        "Subnets in which the endpoint of DynamoDB has an address"), cause)
  }

  mutating func securityGroups() -> LeafList<String> {
    .expression(
      ask(
        "EndpointSecurityGroupIds", "List<AWS::EC2::SecurityGroup::Id>",
        "Security groups of the endpoint of DynamoDB"), cause)
  }

  private mutating func ask(_ name: String, _ type: String, _ description: String) -> Expression {
    let parameter = Parameter(
      name, type: type, description: description,
      cause: cause.leading(to: "only the deployment knows its network"))
    parameters.append(parameter)
    return parameter.reference
  }
}
