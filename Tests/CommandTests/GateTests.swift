// `serve --iam`: requests decided by the policies that `synth` made for whoever makes them.

import Foundation
import TestKit
import Testing

enum GatedStack {
  static let spec = """
    service: session-platform
    complianceFramework: commercial
    components:
      - name: user-sessions
        type: dynamodb-table
        config:
          tableName: user-sessions
          partitionKey: { name: sessionId, type: S }
          streamSpecification: { streamViewType: KEYS_ONLY }
          globalSecondaryIndexes:
            - indexName: UserIdIndex
              partitionKey: { name: userId, type: S }
              projection: { projectionType: ALL }
            - indexName: StatusIndex
              partitionKey: { name: status, type: S }
              projection: { projectionType: ALL }
      - name: archive
        type: dynamodb-table
        config:
          { tableName: user-sessions-archive, partitionKey: { name: sessionId, type: S } }
      - name: tenant-items
        type: dynamodb-table
        config:
          tableName: tenant-items
          partitionKey: { name: tenant, type: S }
          sortKey: { name: id, type: S }
      - name: people
        type: dynamodb-table
        config: { tableName: people, partitionKey: { name: id, type: S } }
      - name: session-manager
        type: lambda-api
        config: { handler: src/sessions.handler }
        binds:
          - to: user-sessions
            capability: database:dynamodb
            access: read-write
            options: { indexes: [UserIdIndex], transactions: true, partiql: true }
      - name: tenant-api
        type: lambda-api
        config: { handler: src/tenants.handler }
        binds:
          - to: tenant-items
            capability: database:dynamodb
            access: read-write
            options: { leadingKeys: ["${aws:PrincipalTag/tenant}"] }
      - name: name-reader
        type: lambda-api
        config: { handler: src/names.handler }
        binds:
          - to: people
            capability: database:dynamodb
            access: read
            options: { attributes: [id, name] }
      - name: session-auditor
        type: lambda-worker
        config: { handler: src/audit.handler }
        binds:
          - { to: user-sessions, capability: "dynamodb:stream", access: stream-read }

    """

  /// The template, by the real `synth`.
  static func template() throws -> String {
    let shelf = try Shelf()
    try shelf.write(Array(spec.utf8), to: "service.yml")
    let run = try ProgramRun(["synth", "service.yml"], in: shelf)
    #expect(run.status == 0, "\(run.errors)")
    return try shelf.text("dist/session-platform/session-platform.template.json")
  }

  static func server(_ mode: String, _ arguments: [String] = []) throws -> RunningServer {
    try RunningServer(
      [
        "session-platform.template.json", "--iam", mode, "--context",
        "aws:PrincipalTag/tenant=acme",
      ] + arguments, files: ["session-platform.template.json": try template()])
  }
}

extension RunningServer {
  /// A request that somebody makes.
  func ask(as name: String, _ operation: String, _ body: String) throws -> (
    status: Int, body: String
  ) {
    try ask(
      "POST", "/", body: body,
      fields: [
        "X-Amz-Target": "DynamoDB_20120810.\(operation)",
        "Authorization": "AWS4-HMAC-SHA256 Credential=\(name)/20260101/us-east-1/dynamodb/"
          + "aws4_request, SignedHeaders=host, Signature=0",
      ])
  }
}

@Suite(.serialized, .timeLimit(.minutes(20))) struct GateTests {
  private static let get = #"{"TableName":"user-sessions","Key":{"sessionId":{"S":"1"}}}"#

  @Test func componentsMayWhatTheyWerePromised() throws {
    let server = try GatedStack.server("enforce")
    #expect(try server.ask(as: "session-manager", "GetItem", Self.get).status == 200)
    let denied = try server.ask(
      as: "session-manager", "DeleteTable", #"{"TableName":"user-sessions"}"#)
    #expect(denied.status == 400)
    #expect(
      denied.body
        == #"{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: "#
        + "arn:aws:sts::123456789012:assumed-role/session-platform-SessionManagerFunctionRole/"
        + "session-platform-session-manager is not authorized to perform: dynamodb:DeleteTable on "
        + "resource: arn:aws:dynamodb:us-east-1:123456789012:table/user-sessions because no "
        + #"identity-based policy allows the dynamodb:DeleteTable action"}"#)
    #expect(try server.ask(as: "root", "DeleteTable", #"{"TableName":"people"}"#).status == 200)
    #expect(server.end() == 0)
  }

  @Test func unknownKeysAreRefused() throws {
    let server = try GatedStack.server("enforce")
    for name in ["nobody", "Session-Manager", "root2", "SessionManager%00"] {
      let answer = try server.ask(as: name, "GetItem", Self.get)
      #expect(answer.status == 400)
      #expect(answer.body.contains("UnrecognizedClientException"), "\(name): \(answer.body)")
    }
    #expect(server.end() == 0)
  }

  /// What would be denied is let through and told once; the rest is told at the end.
  @Test func reportTellsAndLetsThrough() throws {
    let server = try GatedStack.server("report")
    for _ in 0..<3 {
      #expect(
        try server.ask(as: "session-manager", "Scan", #"{"TableName":"user-sessions"}"#).status
          == 200)
    }
    #expect(try server.ask(as: "session-manager", "GetItem", Self.get).status == 200)
    #expect(try server.ask(as: "stranger", "ListTables", "{}").status == 200)
    #expect(server.end() == 0)
    let lines = try server.said.split(separator: "\n").map(String.init)
    #expect(lines.count { $0.hasPrefix("would be denied: ") && $0.contains("dynamodb:Scan") } == 1)
    #expect(lines.contains("nobody is called `stranger`: its requests would be refused"))
    let unused = try #require(
      lines.first { $0.hasPrefix("never used: session-manager: ") && $0.contains("BatchGetItem") })
    #expect(!unused.contains("dynamodb:GetItem,"))
    #expect(unused.hasSuffix(" of statement UserSessionsReadWrite in SessionManagerAccessPolicy"))
  }

  /// Under High, requests come through the endpoint unless somebody says otherwise.
  @Test func requestsComeThroughTheEndpoint() throws {
    let name = "opportunity-sessions.template.json"
    let template = try Checkout.text(
      "examples/opportunity-sessions/expected/fedramp-high/opportunity-sessions/\(name)")
    let get =
      #"{"TableName":"OpportunitySessions","Key":{"sessionId":{"S":"1"},"opportunityId":{"S":"2"}}}"#
    let inside = try RunningServer([name, "--iam", "enforce"], files: [name: template])
    let answer = try inside.ask(as: "opportunity-storage", "GetItem", get)
    #expect(answer.status == 200, "\(answer.body)")
    #expect(inside.end() == 0)
    let outside = try RunningServer(
      [name, "--iam", "enforce", "--context", "aws:SourceVpce=vpce-elsewhere"],
      files: [name: template])
    #expect(try outside.ask(as: "opportunity-storage", "GetItem", get).status == 400)
    #expect(outside.end() == 0)
  }

  @Test func withoutAModeNobodyIsAsked() throws {
    let server = try GatedStack.server("off")
    #expect(try server.ask(as: "anybody", "Scan", #"{"TableName":"people"}"#).status == 200)
    #expect(server.end() == 0)
  }

  /// Who may create a table may not yet tag it, nor say who else may use it.
  @Test func aNewTableIsAskedForWithWhatItBrings() throws {
    let template = """
      {"Resources": {"Maker": {"Type": "AWS::IAM::Role", "Properties": {
        "RoleName": "maker", "AssumeRolePolicyDocument": {}, "Policies": [
          {"PolicyName": "make", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "dynamodb:CreateTable", "Resource": "*"},
            {"Effect": "Allow", "Action": "dynamodb:TagResource", "Resource": "*",
             "Condition": {"StringEquals": {"aws:RequestTag/team": "shop"}}}]}}]}}}}
      """
    let server = try RunningServer(
      ["maker.template.json", "--iam", "enforce"], files: ["maker.template.json": template])
    func create(_ name: String, _ more: String) throws -> (status: Int, body: String) {
      try server.ask(
        as: "maker", "CreateTable",
        #"{"TableName":"\#(name)","BillingMode":"PAY_PER_REQUEST","#
          + #""AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"#
          + #""KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]\#(more)}"#)
    }
    #expect(try create("plain", "").status == 200)
    #expect(try create("ours", #","Tags":[{"Key":"team","Value":"shop"}]"#).status == 200)
    let tagged = try create("theirs", #","Tags":[{"Key":"team","Value":"other"}]"#)
    #expect(tagged.status == 400)
    #expect(tagged.body.contains("not authorized to perform: dynamodb:TagResource on"))
    let open = try create("open", #","ResourcePolicy":"{}""#)
    #expect(open.status == 400)
    #expect(open.body.contains("not authorized to perform: dynamodb:PutResourcePolicy on"))
    #expect(server.end() == 0)
  }

  @Test func aKeyIsGivenOnce() throws {
    let run = try ProgramRun(
      ["serve", "--context", "a=1", "--context", "a=2"], in: try Shelf())
    #expect(run.status == 64)
    #expect(run.errors.contains("the key `a` is given twice"))
  }
}
