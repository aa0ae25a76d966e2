// The endpoint through which a VPC reaches tables: one for each place, open to those tables alone.

import Compliance
import Testing

@Suite struct EndpointTests {
  private static let key = "partitionKey: { name: id, type: S }\n"

  private func commercial(_ config: String, others: String = "") throws -> ReadTemplate {
    let table = SynthesizedTable(EndpointTests.key + config, others: others)
    try #require(table.findings == [])
    return try table.template()
  }

  private static func arn(_ rest: String) -> String {
    #"{"Fn::Sub":"arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/\#(rest)"}"#
  }

  @Test func deploymentSaysWhereItStandsWhereNobodyElseDoes() throws {
    let template = try commercial("vpcEndpoint: { type: gateway, restrictTable: true }")
    let endpoint = "/Resources/SharedGatewayEndpoint/Properties/"
    #expect(template[endpoint + "VpcId"] == #"{"Ref":"VpcId"}"#)
    #expect(template[endpoint + "RouteTableIds"] == #"{"Ref":"RouteTableIds"}"#)
    #expect(template["/Parameters/VpcId/Type"] == #""AWS::EC2::VPC::Id""#)
    #expect(template["/Parameters/RouteTableIds/Type"] == #""CommaDelimitedList""#)
    #expect(
      template[endpoint + "ServiceName"]
        == #"{"Fn::Sub":"com.amazonaws.${AWS::Region}.dynamodb"}"#)
    let statement = endpoint + "PolicyDocument/Statement/0/"
    #expect(
      template[statement + "Resource"]
        == "[\(EndpointTests.arn("shop-orders")),\(EndpointTests.arn("shop-orders/index/*"))]")
    #expect(!template[statement + "Action"].contains("*"))
    #expect(
      template[statement + "Condition"]
        == #"{"StringEquals":{"aws:PrincipalAccount":{"Ref":"AWS::AccountId"}}}"#)
    // The table names the endpoint, so the endpoint must not ask the table for anything.
    #expect(
      template["/Resources/OrdersTable/Properties/ResourcePolicy"].contains(
        #"{"Ref":"SharedGatewayEndpoint"}"#))
    #expect(!template["/Resources/SharedGatewayEndpoint"].contains("OrdersTable"))
  }

  @Test func interfaceStandsInSubnets() throws {
    let template = try commercial("vpcEndpoint: { type: interface }")
    let endpoint = "/Resources/SharedInterfaceEndpoint/Properties/"
    #expect(template[endpoint + "VpcEndpointType"] == #""Interface""#)
    #expect(template[endpoint + "SubnetIds"] == #"{"Ref":"EndpointSubnetIds"}"#)
    #expect(template[endpoint + "SecurityGroupIds"] == #"{"Ref":"EndpointSecurityGroupIds"}"#)
    #expect(template[endpoint + "RouteTableIds"] == "")
  }

  @Test func tablesThatNameOnePlaceShareOneEndpoint() throws {
    let place =
      "vpcEndpoint: { type: gateway, vpcId: vpc-0123abcd, routeTableIds: [%] }"
    func config(_ tables: String) -> String { place.replacing("%", with: tables) }
    let template = try commercial(
      config("rtb-0123abcd, rtb-0123abce"),
      others: """
        - name: sessions
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            \(config("rtb-0123abce, rtb-0123abcd"))
        - name: carts
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            \(config("rtb-0123abcf"))
        """)
    let endpoints = template.resources.filter { $0.contains("GatewayEndpoint") }
    #expect(endpoints.count == 2)
    let policies = endpoints.map { template["/Resources/\($0)/Properties/PolicyDocument"] }
    let both = try #require(policies.first { $0.contains("shop-orders") })
    #expect(both.contains("shop-sessions"))
    #expect(!both.contains("shop-carts"))
  }

  @Test func writtenPolicyTakesThePlaceOfOurs() throws {
    let template = try commercial(
      """
      vpcEndpoint:
        type: gateway
        policy:
          Version: "2012-10-17"
          Statement:
            Sid: Theirs
            Effect: Allow
            Principal: "*"
            Action: dynamodb:GetItem
            Resource: "*"
      """)
    #expect(
      template["/Resources/SharedGatewayEndpoint/Properties/PolicyDocument/Statement"]
        == #"[{"Action":"dynamodb:GetItem","Effect":"Allow","Principal":"*","Resource":"*","#
        + #""Sid":"Theirs"}]"#)
  }

  /// A policy that every table has from the environment's defaults.
  private static let twoOfOnePolicy = """
    vpcEndpoint:
      type: gateway
      policy:
        Statement:
          - { Sid: Ours, Effect: Allow, Principal: "*", Action: dynamodb:GetItem, Resource: "*" }
    """

  @Test func statementsOfSeveralTablesKeepDifferentNames() throws {
    let indented = EndpointTests.twoOfOnePolicy.split(separator: "\n").map { "    " + $0 }
      .joined(separator: "\n")
    let template = try commercial(
      EndpointTests.twoOfOnePolicy,
      others: """
        - name: sessions
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
        \(indented)
        """)
    let statements = "/Resources/SharedGatewayEndpoint/Properties/PolicyDocument/Statement/"
    #expect(template[statements + "0/Sid"] == #""Ours""#)
    #expect(template[statements + "1/Sid"] == #""Ours2""#)
  }

  @Test func deploymentIsAskedForEachPlace() throws {
    let template = try commercial(
      "vpcEndpoint: { type: gateway, vpcId: vpc-0123abcd }",
      others: """
        - name: sessions
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            vpcEndpoint: { type: gateway, vpcId: vpc-0123abce }
        """)
    let tables = template.resources.filter { $0.contains("GatewayEndpoint") }
      .map { template["/Resources/\($0)/Properties/RouteTableIds/Ref"] }
    #expect(Set(tables).count == 2)
    for table in tables {
      #expect(template["/Parameters/\(try JSONText.string(table))/Type"] != "")
    }
  }
}
