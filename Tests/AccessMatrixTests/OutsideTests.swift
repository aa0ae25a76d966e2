// Whom the policies of tables and keys let in who is not of the stack.

import AccessMatrix
import Diagnostics
import IAMPolicy
import JSONText
import Provenance
import Simulation
import Testing

@Suite struct OutsideTests {
  private static func stack(_ statements: String, roles: String = "") -> String {
    """
    Parameters: {Peer: {Type: String}}
    Resources:
      Orders:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: orders
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          KeySchema: [{AttributeName: id, KeyType: HASH}]
          ResourcePolicy:
            PolicyDocument:
              Version: "2012-10-17"
              Statement:

    """
      + statements.split(separator: "\n").map { "            \($0)\n" }.joined() + roles
  }

  private static func outside(_ statements: String) throws -> [String] {
    let matrix = AccessMatrix(try Stacks.read(stack(statements)))
    return matrix.outside.map {
      "\($0.who): \($0.actions.joined(separator: " ")) \($0.unknowns.joined())"
    }
  }

  @Test(
    arguments: [
      (
        "- {Effect: Allow, Principal: {AWS: 'arn:aws:iam::999999999999:root'},"
          + " Action: 'dynamodb:DeleteItem', Resource: '*'}",
        ["account 999999999999: dynamodb:DeleteItem "]
      ),
      (
        "- {Effect: Allow, Principal: {AWS: '999999999999'}, Action: 'dynamodb:*Item',"
          + " Resource: '*', Condition: {StringEquals: {'aws:SourceVpce': vpce-1}}}\n"
          + "- {Effect: Deny, Principal: '*', Action: 'dynamodb:*', Resource: '*',"
          + " Condition: {Bool: {'aws:SecureTransport': 'false'}}}",
        [
          "account 999999999999: dynamodb:BatchGetItem dynamodb:BatchWriteItem"
            + " dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem "
        ]
      ),
      (
        "- {Effect: Allow, Principal: '*', Action: 'dynamodb:GetItem', Resource: '*'}",
        ["everybody: dynamodb:GetItem "]
      ),
      (
        "- {Effect: Allow, NotPrincipal: {AWS: '123456789012'}, Action: 'dynamodb:GetItem',"
          + " Resource: '*'}",
        ["everybody but those it names: dynamodb:GetItem "]
      ),
      (
        "- {Effect: Allow, Principal: {AWS: 'arn:aws:iam::123456789012:role/elsewhere'},"
          + " Action: 'dynamodb:GetItem', Resource: '*'}",
        ["arn:aws:iam::123456789012:role/elsewhere: dynamodb:GetItem "]
      ),
      (
        "- {Effect: Allow, Principal: {AWS: !Ref Peer}, Action: 'dynamodb:GetItem', Resource: '*'}",
        ["whom `Peer` names: dynamodb:GetItem Peer"]
      ),
      // The account's own policies decide, and those of the stack are read.
      (
        "- {Effect: Allow, Principal: {AWS: 'arn:aws:iam::123456789012:root'},"
          + " Action: 'dynamodb:*', Resource: '*'}", []
      ),
      (
        "- {Effect: Allow, Principal: '*', Action: 'dynamodb:*', Resource: '*',"
          + " Condition: {StringEquals: {'aws:PrincipalAccount': '123456789012'}}}", []
      ),
      (
        "- {Effect: Allow, Principal: {AWS: '999999999999'}, Action: 'dynamodb:GetItem',"
          + " Resource: '*'}\n"
          + "- {Effect: Deny, Principal: '*', Action: 'dynamodb:*', Resource: '*'}", []
      ),
    ] as [(String, [String])])
  func areNamed(_ statements: String, _ expected: [String]) throws {
    // An index has its table's policy, and this table has none.
    #expect(try OutsideTests.outside(statements) == expected)
  }

  @Test func aProofListsThemAndAccusesAnybody() throws {
    let named = AccessProof(
      statedIn: try Stacks.read(
        OutsideTests.stack(
          "- {Sid: Peer, Effect: Allow, Principal: {AWS: '999999999999'}, Action: 'dynamodb:GetItem',"
            + " Resource: '*'}")))
    #expect(named.holds)
    #expect(
      ProofText.render(named).contains(
        "let in from outside: account 999999999999, to table orders, by statement Peer of Orders\n")
    )
    let open = AccessProof(
      statedIn: try Stacks.read(
        OutsideTests.stack(
          "- {Sid: All, Effect: Allow, Principal: '*', Action: 'dynamodb:*', Resource: '*'}")))
    #expect(open.faults.map(\.code.id) == ["IAM031"])
    #expect(open.faults.first?.statement == "All")
  }

  private static func question(
    _ json: String, of access: StackAccess
  ) throws -> AccessQuestion {
    var tree = Tree()
    var sink = Sink()
    let root = try parseJSON(
      SourceFile(name: "request", bytes: Array(json.utf8)), into: &tree, sink: &sink)
    return try RequestReader.read(root, in: tree, of: access, sink: &sink)
  }

  /// Others bring their own policies, and meet those of the stack's tables.
  @Test(arguments: [
    ("arn:aws:iam::999999999999:role/r", "dynamodb:GetItem", "true", Decision.Verdict.allowed),
    ("arn:aws:iam::999999999999:role/r", "dynamodb:PutItem", "true", .implicitDeny),
    ("arn:aws:iam::123456789012:role/admin", "dynamodb:PutItem", "true", .allowed),
    ("arn:aws:iam::123456789012:role/admin", "dynamodb:PutItem", "false", .explicitDeny),
  ])
  func meetThePoliciesOfTheStack(
    _ principal: String, _ action: String, _ secure: String, _ verdict: Decision.Verdict
  ) throws {
    let access = try Stacks.read(
      OutsideTests.stack(
        "- {Effect: Allow, Principal: {AWS: '999999999999'}, Action: 'dynamodb:GetItem',"
          + " Resource: '*'}\n"
          + "- {Effect: Deny, Principal: '*', Action: 'dynamodb:*', Resource: '*',"
          + " Condition: {Bool: {'aws:SecureTransport': 'false'}}}"))
    let question = try OutsideTests.question(
      """
      {"action": "\(action)", "resource": "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
       "principal": "\(principal)", "context": {"aws:SecureTransport": "\(secure)"},
       "identityPolicies": [{"Statement":
         {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}}]}
      """, of: access)
    #expect(access.answer(to: question).decision?.verdict == verdict)
  }

  /// What writes or holds a policy elsewhere is said, and nothing is taken for denied.
  @Test func policiesElsewhereAreSaid() throws {
    let access = try Stacks.read(
      OutsideTests.stack(
        "- {Effect: Deny, Principal: '*', Action: 'dynamodb:DeleteTable', Resource: '*'}",
        roles: """
          Role:
            Type: AWS::IAM::Role
            Properties:
              Policies: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}}
          Loose:
            Type: AWS::IAM::ManagedPolicy
            Properties:
              Roles: [existing-role]
              PolicyDocument:
                Version: "2012-10-17"
                Statement: {Effect: Allow, Action: "dynamodb:*", Resource: "*"}
          Perhaps:
            Type: AWS::IAM::Policy
            Properties:
              PolicyName: p
              Roles: [!Ref Peer]
              PolicyDocument:
                Version: "2012-10-17"
                Statement: {Effect: Allow, Action: "dynamodb:Scan", Resource: !GetAtt Orders.Arn}

          """.split(separator: "\n").map { "  \($0)\n" }.joined()))
    let matrix = AccessMatrix(access)
    let cells = Stacks.cells(matrix, "Role", on: "table orders")
    #expect(cells.count { $0.decision == .unknown } == cells.count - 1)
    #expect(cells.contains { $0.decision == .explicitDeny })
    #expect(access.notes.contains { $0.contains("has no document here") })
    #expect(access.notes.contains { $0.contains("`Loose` is also for `existing-role`") })
    #expect(access.notes.contains { $0.contains("`Perhaps` is also for `<Peer>`") })
    #expect(AccessProof(statedIn: access).faults.contains { $0.code.id == "IAM033" })
  }

  /// A name that only the deployment knows may be the one that a pattern fits.
  @Test(arguments: [
    ("prod-*", true), ("${N}", true), ("*", true), ("orders", true), ("prod-*/index/x", false),
    ("a?c", true),
  ])
  func namesThatAreNotKnownMayFit(_ name: String, _ mayFit: Bool) throws {
    let template = """
      Parameters: {N: {Type: String}}
      Resources:
        Orders:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: !Ref N
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
        Role:
          Type: AWS::IAM::Role
          Properties:
            Policies:
              - PolicyName: p
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: dynamodb:GetItem
                      Resource: !Sub "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/\(name)"

      """
    let matrix = AccessMatrix(try Stacks.read(template))
    let cell = try #require(
      Stacks.cells(matrix, "Role", on: "table <N>").first {
        $0.action.fullName == "dynamodb:GetItem"
      })
    // The parameter's own name is the same on both sides, whatever it is.
    let isSame = name == "${N}" || name == "*"
    #expect(cell.decision == (isSame ? .allowed : mayFit ? .unknown : .implicitDeny))
    if mayFit, !isSame {
      #expect(cell.unknowns == ["N"])
      #expect(
        AccessProof(statedIn: matrix.stack).faults.contains { $0.code.id == "IAM033" })
    }
    let known = AccessMatrix(try Stacks.read(template, parameters: ["N": "prod-1"]))
    let decisions = Stacks.cells(known, "Role", on: "table prod-1").map(\.decision)
    #expect(decisions.allSatisfy { $0 != .unknown })
  }
}
