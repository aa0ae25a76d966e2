// `access` from the outside: lines in, lines out, and both as their schemas say.

import Foundation
import TestKit
import Testing

@Suite(.serialized) struct AccessTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let python = ProcessInfo.processInfo.environment["ASHLAR_PYTHON"]

  private static let table = "arn:aws:dynamodb:us-east-1:111122223333:table/orders"
  private static let policy =
    #"{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"dynamodb:Get*","#
    + #""Resource":"*"}]}"#

  /// A request, and what is answered; nil for a line that cannot be read.
  private static let lines: [(request: String, answer: String?)] = [
    (
      #"{"action":"dynamodb:GetItem","resource":"\#(table)","identityPolicies":[\#(policy)]}"#,
      #"{"decision":"allowed","by":[{"policy":"identityPolicies/0","statement":"Read"}]}"#
    ),
    (
      #"{"action":"dynamodb:PutItem","resource":"\#(table)","identityPolicies":[\#(policy)],"#
        + #""context":{"dynamodb:LeadingKeys":["o1"],"aws:SecureTransport":true}}"#,
      #"{"decision":"implicitDeny","by":[]}"#
    ),
    (#"{"action":"dynamodb:PutItem"}"#, nil),
    (#"{"action":"dynamodb:PutItem","resource":"*","policy":{}}"#, nil),
    (#"{"action":"dynamodb:PutItem","resource":"*","resourcePolicy":\#(policy)}"#, nil),
  ]

  private let shelf: Shelf

  init() throws {
    shelf = try Shelf()
    let text = Self.lines.map(\.request).joined(separator: "\n")
    try shelf.write(Specs.bytes(text), to: "requests.jsonl")
  }

  @Test func everyLineIsAnswered() throws {
    let run = try ProgramRun(["access", "--request", "requests.jsonl"], in: shelf)
    #expect(run.status == 1)
    #expect(run.errors == "")
    let answers = run.output.split(separator: "\n")
    try #require(answers.count == Self.lines.count)
    for (index, (line, answer)) in zip(Self.lines, answers).enumerated() {
      if let expected = line.answer {
        #expect(answer == expected)
      } else {
        #expect(answer.hasPrefix("{\"error\":{\"line\":\(index + 1),"))
      }
    }
  }

  @Test func linesThatCanBeReadAreNoFailure() throws {
    let input = "\n\(Self.lines[0].request)\r\n  \n\(Self.lines[1].request)\n"
    let run = try ProgramRun(
      ["access", "--request", "-", "-o", "answers.jsonl"], in: shelf, input: Specs.bytes(input))
    #expect(run.status == 0)
    #expect(run.output == "")
    let answers = try shelf.text("answers.jsonl").split(separator: "\n")
    #expect(answers.map(String.init) == Self.lines.prefix(2).compactMap(\.answer))
  }

  private static let spec = """
    service: shop
    complianceFramework: commercial
    components:
      - name: orders
        type: dynamodb-table
        config: { partitionKey: { name: id, type: S }, tableName: orders }
      - name: orders-api
        type: lambda-api
        config: { handler: src/orders.handler }
        binds:
          - { to: orders, capability: "database:dynamodb", access: read }

    """

  @Test func aSpecAndItsTemplateHaveOneMatrix() throws {
    try shelf.write(Array(Self.spec.utf8), to: "service.yml")
    let ofSpec = try ProgramRun(["access", "service.yml"], in: shelf)
    #expect(ofSpec.status == 0, "\(ofSpec.errors)")
    #expect(
      ofSpec.output.hasPrefix(
        """
        orders-api (role OrdersApiFunctionRole)
          table orders
            allowed   BatchGetItem, GetItem, Query
                      by statement OrdersRead of OrdersApiAccessPolicy

        """))
    #expect(try ProgramRun(["synth", "service.yml"], in: shelf).status == 0)
    let template = "dist/shop/shop.template.json"
    #expect(try ProgramRun(["access", template], in: shelf).output == ofSpec.output)
    let bytes = try Array(shelf.text(template).utf8)
    let streamed = try ProgramRun(["access", "-"], in: shelf, input: bytes)
    #expect(streamed.output == ofSpec.output)
  }

  /// Also of a template that somebody changed, as long as its spec is near.
  /// The manifest beside a template says where it goes; a key of one region is none of another.
  @Test func aTemplateIsOfTheRegionOfItsManifest() throws {
    let spec = """
      service: shop
      complianceFramework: commercial
      region: us-west-2
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            kmsKey: { create: true }
            globalTables: { regions: [us-west-2, us-east-2] }
        - name: web
          type: lambda-api
          config: { handler: a.b }
          binds: [{ to: orders, capability: "database:dynamodb", access: read }]
      """
    try shelf.write(Specs.bytes(spec), to: "service.yml")
    #expect(try ProgramRun(["synth", "-q", "service.yml", "-o", "d"], in: shelf).status == 0)
    let run = try ProgramRun(["access", "--prove", "d/shop/shop.template.json"], in: shelf)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test func whatIsWidenedByHandFails() throws {
    try shelf.write(Array(Self.spec.utf8), to: "service.yml")
    let proven = try ProgramRun(["access", "service.yml", "--prove"], in: shelf)
    #expect(proven.status == 0, "\(proven.output)\(proven.errors)")
    #expect(proven.output.hasPrefix("promised is what the binds of the spec say\norders-api: "))
    #expect(proven.output.hasSuffix(" proven\n"))
    #expect(
      try ProgramRun(["synth", "service.yml", "--tier", "fedramp-moderate"], in: shelf).status == 0)
    let path = "dist/shop/shop.template.json"
    let template = try shelf.text(path)
    #expect(try ProgramRun(["access", path, "--prove"], in: shelf).status == 0)
    let read = #""dynamodb:GetItem","#
    let widened = template.replacingOccurrences(of: read, with: read + #" "dynamodb:DeleteTable","#)
    #expect(widened != template)
    try shelf.write(Array(widened.utf8), to: path)
    let failed = try ProgramRun(["access", path, "--prove"], in: shelf)
    #expect(failed.status == 1)
    #expect(failed.output.contains("error[IAM031]"))
    #expect(failed.output.contains("statement OrdersRead of OrdersApiAccessPolicy"))
    #expect(failed.output.contains("dynamodb:DeleteTable on table orders"))
    let json = try ProgramRun(["access", path, "--prove", "--format", "json"], in: shelf)
    #expect(json.status == 1)
    try shelf.write(Array(json.output.utf8), to: "proof.json")
    // Far from its spec a template promises what it names.
    try shelf.write(Array(widened.utf8), to: "alone.template.json")
    let alone = try ProgramRun(["access", "alone.template.json", "--prove"], in: shelf)
    #expect(alone.output.hasPrefix("promised is what the policies name in full\n"))
  }

  /// Who is of the stack needs no policies: it has them.
  @Test func componentsBringTheirPolicies() throws {
    try shelf.write(Array(Self.spec.utf8), to: "service.yml")
    let table = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"
    let requests = ["GetItem", "PutItem"].map {
      #"{"action":"dynamodb:\#($0)","resource":"\#(table)","principal":"orders-api"}"#
    }
    let run = try ProgramRun(
      ["access", "service.yml", "--request", "-"], in: shelf,
      input: Array(requests.joined(separator: "\n").utf8))
    #expect(run.status == 0)
    #expect(
      run.output.split(separator: "\n") == [
        #"{"decision":"allowed","by":[{"policy":"OrdersApiAccessPolicy","statement":"OrdersRead"}]}"#,
        #"{"decision":"implicitDeny","by":[]}"#,
      ])
    let nobody = try ProgramRun(
      ["access", "service.yml", "--request", "-"], in: shelf,
      input: Array(#"{"action":"dynamodb:GetItem","resource":"*","principal":"nobody"}"#.utf8))
    #expect(nobody.status == 1)
    #expect(nobody.output.contains("write one of `orders-api`"))
  }

  @Test(
    .enabled(
      if: python != nil || ProcessInfo.processInfo.environment["ASHLAR_CI"] == "1",
      "MATRIX NOT CHECKED: set ASHLAR_PYTHON to a Python with jsonschema"))
  func theMatrixIsAsItsSchemaSays() throws {
    try shelf.write(Array(Self.spec.utf8), to: "service.yml")
    let run = try ProgramRun(["access", "service.yml", "--format", "json"], in: shelf)
    #expect(run.status == 0)
    let line = run.output.filter { $0 != "\n" }
    #expect(try verdicts(on: line, schema: "matrix") == ["valid"])
    let proof = try ProgramRun(["access", "service.yml", "--prove", "--format", "json"], in: shelf)
    #expect(proof.status == 0)
    #expect(try verdicts(on: proof.output.filter { $0 != "\n" }, schema: "proof") == ["valid"])
  }

  @Test func aBrokenStackIsSaidToBeBroken() throws {
    try shelf.write(Array("components:\n  - name: 1\n".utf8), to: "service.yml")
    #expect(try ProgramRun(["access", "service.yml"], in: shelf).status == 1)
    try shelf.write(Array("Resources: {A: {Type: AWS::IAM::Role, Properties: 1}".utf8), to: "t.yml")
    let torn = try ProgramRun(["access", "t.yml"], in: shelf)
    #expect(torn.status == 66)
    #expect(torn.errors.contains("t.yml:1:"))
    #expect(try ProgramRun(["access"], in: shelf).status == 64)
    #expect(try ProgramRun(["access", "gone.yml"], in: shelf).status == 66)
  }

  @Test func nothingAskedIsNothingAnswered() throws {
    let run = try ProgramRun(["access", "--request", "-"], in: shelf)
    #expect(run.status == 0)
    #expect(run.output == "")
  }

  @Test(
    .enabled(
      if: python != nil || ProcessInfo.processInfo.environment["ASHLAR_CI"] == "1",
      "ANSWERS NOT CHECKED: set ASHLAR_PYTHON to a Python with jsonschema"))
  func bothSidesAreAsTheirSchemasSay() throws {
    let requests = try verdicts(on: shelf.text("requests.jsonl"), schema: "request")
    #expect(requests.map { $0 == "valid" } == Self.lines.map { $0.answer != nil })
    let run = try ProgramRun(["access", "--request", "requests.jsonl"], in: shelf)
    let answers = try verdicts(on: run.output, schema: "answer")
    #expect(answers == Self.lines.map { _ in "valid" })
    let others = try verdicts(
      on: "{}\n{\"decision\":\"maybe\",\"by\":[]}\n{\"error\":{\"line\":0}}", schema: "answer")
    #expect(!others.contains("valid"))
    #expect(others.count == 3)
  }

  private func verdicts(on lines: String, schema: String) throws -> [String] {
    let run = try ProgramRun(
      URL(fileURLWithPath: try #require(Self.python, "ASHLAR_PYTHON is not set")),
      ["Tests/Support/validate_json_lines.py", "schemas/\(schema).schema.json"].map {
        Self.root.appendingPathComponent($0).path
      }, in: shelf, input: Specs.bytes(lines))
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").map(String.init)
  }
}
