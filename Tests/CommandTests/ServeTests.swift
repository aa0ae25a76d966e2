// The server as a process: how it begins, what paths of its own it has, and how it ends.

import Foundation
import TestKit
import Testing

@Suite(.serialized, .timeLimit(.minutes(20))) struct ServeTests {
  private static let template = """
    {
      "Parameters": {"Stage": {"Type": "String", "Default": "dev"}},
      "Resources": {
        "Orders": {
          "Type": "AWS::DynamoDB::Table",
          "Properties": {
            "TableName": {"Fn::Sub": "orders-${Stage}"},
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "TimeToLiveSpecification": {"AttributeName": "until", "Enabled": true}
          }
        }
      }
    }
    """

  @Test(arguments: [SIGTERM, SIGINT])
  func endsWhenTold(_ signal: Int32) throws {
    let server = try RunningServer()
    #expect(try server.ask("GET", "/_ashlar/health").status == 200)
    #expect(server.end(by: signal) == 0)
  }

  /// A request is answered before the server ends, unless it is told a second time.
  @Test(arguments: [SIGINT, SIGTERM])
  func endsAtOnceWhenToldTwice(_ signal: Int32) throws {
    let shelf = try Shelf()
    let line = #"{"Item":{"id":{"S":"1"},"n":{"N":"1"}}}"# + "\n"
    try shelf.write(Array(String(repeating: line, count: 400_000).utf8), to: "stock/items")
    let server = try RunningServer(["--s3", shelf.folder.path])
    // Nobody waits for the answer.
    let asked = try server.open()
    defer { close(asked) }
    let body =
      #"{"S3BucketSource":{"S3Bucket":"stock"},"InputFormat":"DYNAMODB_JSON","#
      + #""TableCreationParameters":\#(DataFolderTests.table("tab"))}"#
    server.send(
      "POST / HTTP/1.1\r\nHost: test\r\nX-Amz-Target: DynamoDB_20120810.ImportTable\r\n"
        + "Authorization: AWS4-HMAC-SHA256 Credential=root/20260101/us-east-1/dynamodb/"
        + "aws4_request, SignedHeaders=host, Signature=0\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)", to: asked)
    usleep(500_000)
    server.signal(signal)
    usleep(200_000)
    #expect(server.end(by: signal) == 128 + signal)
  }

  @Test func saysThatThePortIsTaken() throws {
    let server = try RunningServer()
    let shelf = try Shelf()
    let second = try ProgramRun(["serve", "--port", "\(server.port)"], in: shelf)
    #expect(second.status == 69)
    #expect(second.output == "")
    #expect(
      second.errors
        == "ashlar: cannot listen at 127.0.0.1:\(server.port): address already in use\n"
        + "help: another program has the port; take another, or any with `--port 0`\n")
  }

  @Test(arguments: [
    (["--host", "localhost.example"], 64, "`localhost.example` is no IP address"),
    (["--host", "192.0.2.1", "--port", "0"], 69, "cannot listen at 192.0.2.1:0"),
    (["--seed", "none.json"], 66, "cannot read `none.json`"),
    (["--seed", "bad.json"], 66, "`bad.json` holds no items: it is no JSON"),
    (["--seed", "items.json"], 66, "an item does not go into the table `orders-dev`"),
    (["none.template.json"], 66, "cannot read `none.template.json`"),
    (["broken.json"], 66, "broken.json:1:15"),
    (["template.json", "--parameter", "Other=1"], 66, "has no parameter `Other`"),
    (["--port", "70000"], 64, "`70000` is no port"),
    (["--ttl-lag", "1h"], 64, "`1h` is no duration"),
    (["--iam", "maybe"], 64, "`maybe` is none of its values"),
  ])
  func saysWhatIsWrong(_ arguments: [String], _ status: Int32, _ message: String) throws {
    let shelf = try Shelf()
    try shelf.write(Array("nonsense".utf8), to: "bad.json")
    try shelf.write(Array(#"{"Resources": nonsense}"#.utf8), to: "broken.json")
    try shelf.write(Array(#"{"orders-dev":[{"id":{"S":"1"}}]}"#.utf8), to: "items.json")
    try shelf.write(Array(Self.template.utf8), to: "template.json")
    let run = try ProgramRun(["serve"] + arguments, in: shelf)
    #expect(run.status == status)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.errors.contains("\nhelp: ") || run.errors.contains("cannot read"))
  }

  @Test func beginsWithATemplateAndItems() throws {
    let server = try RunningServer(
      ["app.template.json", "--parameter", "Stage=test", "--seed", "items.json"],
      files: [
        "app.template.json": Self.template,
        "items.json": #"{"orders-test":[{"id":{"S":"1"},"n":{"N":"2"}}]}"#,
      ])
    let key = #"{"TableName":"orders-test","Key":{"id":{"S":"1"}}}"#
    let item = #"{"Item":{"id":{"S":"1"},"n":{"N":"2"}}}"#
    #expect(try server.ask(operation: "GetItem", key) == (200, item))
    #expect(
      try server.ask(operation: "DescribeTimeToLive", #"{"TableName":"orders-test"}"#).body
        .contains(#""AttributeName":"until""#))
    #expect(try server.ask(operation: "DeleteTable", #"{"TableName":"orders-test"}"#).status == 200)
    #expect(try server.ask(operation: "GetItem", key).status == 400)
    #expect(try server.ask("POST", "/_ashlar/reset").status == 200)
    #expect(try server.ask(operation: "GetItem", key) == (200, item))
  }

  /// A spec is compiled first: its tables are those that would be deployed.
  @Test func beginsWithASpec() throws {
    let spec = """
      service: shop
      complianceFramework: fedramp-high
      environments:
        dev: { region: us-gov-west-1 }
        prod: { region: us-gov-west-1 }
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            globalSecondaryIndexes:
              - indexName: ByCustomer
                partitionKey: { name: customer, type: S }
      """
    let server = try RunningServer(
      ["service.yml", "--env", "dev"], files: ["service.yml": spec])
    let table = try server.ask(operation: "DescribeTable", #"{"TableName":"shop-dev-orders"}"#)
    #expect(table.status == 200)
    #expect(table.body.contains("arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/"))
    #expect(table.body.contains(#""IndexName":"ByCustomer""#))
    #expect(table.body.contains(#""DeletionProtectionEnabled":true"#))
    #expect(server.end() == 0)
  }

  /// Stacks that import from each other are given in the order in which they are deployed.
  @Test func templatesImportFromThoseBefore() throws {
    let first = """
      {"Resources":{"T":{"Type":"AWS::DynamoDB::Table","Properties":{"TableName":"first",
      "BillingMode":"PAY_PER_REQUEST",
      "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
      "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}}},
      "Outputs":{"Name":{"Value":{"Ref":"T"},"Export":{"Name":"names-first"}}}}
      """
    let second = first.replacing(
      #""first""#, with: #"{"Fn::Sub":["after-${a}",{"a":{"Fn::ImportValue":"names-first"}}]}"#
    ).replacing("names-first\"}}}", with: "names-second\"}}}")
    let server = try RunningServer(
      ["a.template.json", "b.template.json"],
      files: ["a.template.json": first, "b.template.json": second])
    let tables = try server.ask(operation: "ListTables", "{}")
    #expect(tables.body == #"{"TableNames":["after-first","first"]}"#)
    #expect(server.end() == 0)
  }

  @Test func aBrokenSpecIsNotServed() throws {
    let shelf = try Shelf()
    try shelf.write(
      Array("service: shop\ncomponents:\n  - name: a\n    type: dynamodb-tabel\n".utf8),
      to: "service.yml")
    let run = try ProgramRun(["serve", "service.yml", "--port", "0"], in: shelf)
    #expect(run.status == 1)
    #expect(run.errors.contains("error["), "\(run.errors)")
    #expect(!run.errors.contains("listening"))
  }

  /// product.md §4: nothing moves until told; going back is a 400, a real clock a 409.
  @Test func movesAVirtualClock() throws {
    let server = try RunningServer(
      ["app.template.json", "--clock", "virtual", "--ttl-lag", "PT1H"],
      files: ["app.template.json": Self.template])
    // 2026-01-02T00:00:00Z
    let put = #"{"TableName":"orders-dev","Item":{"id":{"S":"1"},"until":{"N":"1767312000"}}}"#
    #expect(try server.ask(operation: "PutItem", put).status == 200)
    func move(_ wish: String) throws -> (status: Int, body: String) {
      try server.ask("POST", "/_ashlar/clock", body: wish)
    }
    func count() throws -> Bool {
      try server.ask(operation: "Scan", #"{"TableName":"orders-dev"}"#).body
        .contains(#""Count":1"#)
    }
    #expect(
      try move(#"{"advance":"P1D"}"#) == (200, "{\"now\":\"2026-01-02T00:00:00.000Z\"}\n"))
    #expect(try count())
    #expect(
      try move(#"{"set":"2026-01-02T02:00:00Z"}"#)
        == (200, "{\"now\":\"2026-01-02T02:00:00.000Z\"}\n"))
    #expect(try !count())
    #expect(try move(#"{"set":"2026-01-01T00:00:00Z"}"#).status == 400)
    for wrong in ["", "{}", #"{"advance":"1 day"}"#, #"{"set":"2026-13-01T00:00:00Z"}"#, "[]"] {
      #expect(try move(wrong).status == 400, "\(wrong)")
    }
    let real = try RunningServer()
    #expect(try real.ask("POST", "/_ashlar/clock", body: #"{"advance":"P1D"}"#).status == 409)
  }

  @Test func countsItsRequests() throws {
    let server = try RunningServer()
    _ = try server.ask(operation: "ListTables", "{}")
    _ = try server.ask(operation: "ListTables", "nonsense")
    let metrics = try server.ask("GET", "/_ashlar/metrics").body
    #expect(
      metrics.contains(#"ashlar_requests_total{operation="ListTables",outcome="answered"} 1"#))
    #expect(
      metrics.contains(#"ashlar_requests_total{operation="ListTables",outcome="refused"} 1"#))
  }

  @Test(arguments: [
    ("GET", "/", 200), ("HEAD", "/", 200), ("GET", "/other", 404), ("DELETE", "/", 405),
    ("GET", "/_ashlar/nothing", 404), ("POST", "/_ashlar/health", 405),
  ])
  func answersOtherPaths(_ method: String, _ path: String, _ status: Int) throws {
    let server = try RunningServer()
    #expect(try server.ask(method, path).status == status)
  }
}
