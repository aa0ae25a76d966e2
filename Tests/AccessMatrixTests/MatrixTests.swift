// The matrix: of templates that anybody wrote, and of all examples.

import AccessMatrix
import IAMPolicy
import Foundation
import Simulation
import TestKit
import Testing

@Suite struct MatrixTests {
  private static let stranger = """
    Parameters:
      Peer: {Type: String}
      Endpoint: {Type: String}
    Resources:
      Orders:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: orders
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          KeySchema: [{AttributeName: id, KeyType: HASH}]
          StreamSpecification: {StreamViewType: KEYS_ONLY}
          GlobalSecondaryIndexes:
            - IndexName: ByDay
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              Projection: {ProjectionType: ALL}
          ResourcePolicy:
            PolicyDocument:
              Version: "2012-10-17"
              Statement:
                - {Sid: OnlyTLS, Effect: Deny, Principal: "*", Action: "*", Resource: "*",
                   Condition: {Bool: {"aws:SecureTransport": "false"}}}
                - {Sid: NeverDelete, Effect: Deny, Principal: "*", Action: "dynamodb:DeleteTable",
                   Resource: "*"}
      Worker:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument: {}
          Policies:
            - PolicyName: inline
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - {Sid: Read, Effect: Allow, Action: ["dynamodb:Get*", "dynamodb:DeleteTable"],
                     Resource: !GetAtt Orders.Arn,
                     Condition: {StringEquals: {"aws:SourceVpce": !Ref Endpoint}}}
                  - {Sid: Peer, Effect: Allow, Action: "dynamodb:Query",
                     Resource: !Sub "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Peer}"}
                  - {Effect: Allow, Action: "dynamodb:Query",
                     Resource: !Sub "${Orders.Arn}/index/ByDay",
                     Condition: {"ForAllValues:StringEquals":
                       {"dynamodb:LeadingKeys": ["${aws:PrincipalTag/team}"]}}}
      Loose:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          Roles: [!Ref Worker]
          PolicyDocument:
            Version: "2012-10-17"
            Statement: {Sid: List, Effect: Allow, Action: "dynamodb:ListStreams", Resource: "*"}
    """

  @Test func everyCellHasItsStatement() throws {
    let matrix = AccessMatrix(try Stacks.read(Self.stranger))
    let text = MatrixText.render(matrix)
    #expect(
      text == """
        role Worker
          table orders
            allowed   GetItem, GetResourcePolicy
                      by statement Read of Worker/inline
                        if aws:SourceVpce StringEquals <Endpoint>
                      unless statement OnlyTLS of Orders
                        if aws:SecureTransport Bool false
            unknown   Query
                      by statement Peer of Worker/inline
                      it depends on Peer
            denied    DeleteTable
                      by statement NeverDelete of Orders
            denied    the other 50
          index orders/ByDay
            allowed   Query
                      by statement 2 of Worker/inline
                        if dynamodb:LeadingKeys ForAllValues:StringEquals ${aws:PrincipalTag/team}
                      unless statement OnlyTLS of Orders
                        if aws:SecureTransport Bool false
            denied    the other 4
          no resource in particular
            allowed   ListStreams
                      by statement List of Loose
            denied    the other 36
          nothing on  stream of orders, backups of orders, exports of orders

        """)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func whatIsGivenIsKnown() throws {
    let matrix = AccessMatrix(try Stacks.read(Self.stranger, parameters: ["Peer": "orders"]))
    #expect(
      Stacks.allowed(matrix, "Worker", on: "table orders")
        == ["dynamodb:GetItem", "dynamodb:GetResourcePolicy", "dynamodb:Query"])
    let other = AccessMatrix(try Stacks.read(Self.stranger, parameters: ["Peer": "order"]))
    #expect(
      Stacks.cells(other, "Worker", on: "table orders").first { $0.action.name == "Query" }?
        .decision
        == .implicitDeny)
  }

  @Test func statementsAreFoundWhereTheyStand() throws {
    let matrix = AccessMatrix(try Stacks.read(Self.stranger))
    let cell = try #require(
      Stacks.cells(matrix, "Worker", on: "table orders").first { $0.action.name == "GetItem" })
    #expect(
      cell.grounds.map(\.pointer)
        == ["/Resources/Worker/Properties/Policies/0/PolicyDocument/Statement/0"])
    #expect(
      cell.limits.map(\.pointer)
        == ["/Resources/Orders/Properties/ResourcePolicy/PolicyDocument/Statement/0"])
  }

  /// Policies that stand elsewhere may say anything.
  @Test func whatStandsElsewhereIsNotGuessed() throws {
    let matrix = AccessMatrix(
      try Stacks.read(
        """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              ManagedPolicyArns:
                - arn:aws:iam::123456789012:policy/mine
                - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
          Orders:
            Type: AWS::DynamoDB::Table
            Properties: {TableName: orders, KeySchema: []}
        """))
    let cells = Stacks.cells(matrix, "Role", on: "table orders")
    #expect(!cells.isEmpty)
    #expect(cells.allSatisfy { $0.decision == .unknown })
    #expect(cells.allSatisfy { $0.unknowns == ["arn:aws:iam::123456789012:policy/mine"] })
    #expect(matrix.stack.notes.count == 1)
  }

  /// Nobody knows which resources there are as long as a condition is open.
  @Test func openConditionsAreRefused() {
    #expect(throws: LoadFault.self) {
      try Stacks.read(
        """
        Parameters: {Stage: {Type: String}}
        Conditions: {IsProd: !Equals [!Ref Stage, prod]}
        Resources:
          Role: {Type: AWS::IAM::Role, Condition: IsProd, Properties: {}}
        """)
    }
  }

  @Test(arguments: ExampleStack.bound)
  func everyComponentIsKnownByItsName(_ example: ExampleStack) throws {
    let access = try example.access()
    for component in example.components {
      #expect(access.principal(named: component)?.name == component)
    }
  }

  /// What a statement allows stands in the cells it allows, and nowhere is more allowed.
  @Test(arguments: ExampleStack.bound)
  func cellsAreWhatStatementsSay(_ example: ExampleStack) throws {
    let access = try example.access()
    let matrix = AccessMatrix(access)
    for (number, principal) in access.principals.enumerated() {
      var named: Set<String> = []
      for row in matrix.rows where row.principal == number {
        for cell in row.cells where cell.decision != .implicitDeny {
          #expect(cell.decision == .allowed, "\(principal.name) \(cell.action.fullName)")
          #expect(!cell.grounds.isEmpty)
          for ground in cell.grounds { named.insert("\(ground.policy) \(ground.statement)") }
        }
      }
      for policy in principal.policies {
        for statement in policy.narrow.document.statements
        where statement.actions.members.contains(where: { $0.text.hasPrefix("dynamodb:") }) {
          #expect(named.contains("\(policy.name) \(statement.name)"))
        }
      }
    }
  }

  @Test func clashingNamesAreToldApart() throws {
    let example = try #require(ExampleStack.bound.first)
    let access = try example.access()
    #expect(access.principal(named: "nobody-of-this-name") == nil)
    #expect(access.principal(named: "") == nil)
  }
}
