// The endpoints through which VPCs reach the tables of the service: one for each place, for two of
// them cannot stand at one route table.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance

struct Endpoints {
  private(set) var parameters: [Parameter] = []
  private(set) var omissions: [NodeID] = []
  /// Each with the number of the first need that it serves.
  private(set) var endpoints: [(resource: Resource, firstNeed: Int)] = []

  init(_ needs: [EndpointNeed], _ context: SynthesisContext) {
    var order: [(id: String, firstNeed: Int)] = []
    var byName: [String: [EndpointNeed]] = [:]
    for (number, need) in needs.enumerated() {
      if byName[need.name.id] == nil { order.append((need.name.id, number)) }
      byName[need.name.id, default: []].append(need)
    }
    for (id, firstNeed) in order {
      let needs = byName[id] ?? []
      if let endpoint = Endpoints.endpoint(needs, context, &parameters) {
        endpoints.append((endpoint, firstNeed))
      }
      omissions += Endpoints.repetitions(needs)
    }
  }

  /// Tables that share an endpoint say the same of its place: the words of one stand for all.
  private static func repetitions(_ needs: [EndpointNeed]) -> [NodeID] {
    needs.dropFirst().flatMap { need in
      let lists = [need.routeTableIDs, need.subnetIDs, need.securityGroupIDs].compactMap { $0 }
      let leaves = [need.vpcID].compactMap { $0 } + lists.flatMap(\.leaves)
      return leaves.flatMap(\.cause.nodes)
    }
  }

  private static func endpoint(
    _ needs: [EndpointNeed], _ context: SynthesisContext, _ parameters: inout [Parameter]
  ) -> Resource? {
    guard let first = needs.first else { return nil }
    let cause = needs.map(\.cause).joined(
      "NET-1 (AC-4, SC-7, SC-7(5)): tables are reached through an endpoint")
    var asked = DeploymentQuestions(about: first, cause: cause)
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
    endpoint.policyDocument = EndpointPolicy.document(needs, context)
    endpoint.tags = context.serviceTags { .init(key: $0, value: $1) }
    parameters += asked.parameters
    return Resource(first.name, endpoint)
  }

}

/// What only the deployment knows of a network.
private struct DeploymentQuestions {
  private let cause: Cause
  /// Tells the questions about one place from those about another.
  private let suffix: String
  private(set) var parameters: [Parameter] = []

  init(about need: EndpointNeed, cause: Cause) {
    self.cause = cause
    let unplaced = SharedNames.endpoint(need.kind, in: []).id
    suffix = String(need.name.id.dropFirst(unplaced.count))
  }

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
      name + suffix, type: type, description: description,
      cause: cause.leading(to: "only the deployment knows its network"))
    parameters.append(parameter)
    return parameter.reference
  }
}
