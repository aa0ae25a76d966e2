// The bundle of the real property lists: its structure, and what it accepts and refuses.

import Foundation
import JSONText
import Provenance
import ShapeGen
import TestKit
import Testing

func compact(_ node: NodeID, of json: ParsedJSON) -> String {
  var writer = JSONWriter()
  writer.write(node, of: json.tree)
  return String(decoding: writer.finished().dropLast(), as: UTF8.self)
}

@Suite struct BundleStructure {
  let bundle: ParsedJSON

  init() throws {
    bundle = try ParsedJSON(try BundleWriter.write(of: PropertyLists.components()))
  }

  @Test func everyReferenceLeadsSomewhere() throws {
    let references = bundle.entries(below: bundle.root).filter { $0.key == "$ref" }
      .map { bundle.tree.text(of: $0.value) }
    #expect(references.count > 100)
    for reference in references {
      let isFound = bundle.target(of: reference) != nil
      #expect(isFound, "\(reference) leads nowhere")
    }
  }

  @Test func noKeywordOfOursRemains() {
    let ours = bundle.entries(below: bundle.root).map(\.key).filter { $0.hasPrefix("x-") }
    #expect(ours == [])
    let formats = bundle.entries(below: bundle.root)
      .filter { $0.key == "format" && bundle.tree.kind(of: $0.value) == .string }
    let names = Set(formats.map { bundle.tree.text(of: $0.value) })
    #expect(names == ["date"])
  }

  /// Editors must find it wherever it lies, and never ask a network for it.
  @Test func itNamesNoHostOfItsOwn() {
    let identifier = bundle.tree.value("$id", in: bundle.root)
    #expect(identifier == nil)
  }

  @Test func everyDefinitionIsUsed() throws {
    let found = bundle.tree.value("$defs", in: bundle.root)
    let definitions = try #require(found)
    let references = bundle.entries(below: bundle.root).filter { $0.key == "$ref" }
      .map { bundle.tree.text(of: $0.value) + "/" }
    for entry in bundle.tree.entries(of: definitions) {
      let name = bundle.tree.text(of: entry.key)
      let isUsed = references.contains { $0.hasPrefix("#/$defs/\(name)/") }
      #expect(isUsed, "\(name) is not used")
    }
  }
}

private func component(_ type: String, _ config: String, _ more: String = "") -> String {
  #"{"components":[{"name":"c","type":"\#(type)","config":\#(config)\#(more)}]}"#
}

private func table(_ config: String) -> String { component("dynamodb-table", config) }

private func layer(_ type: String, _ config: String) -> String {
  #"{"components":[{"name":"c","type":"\#(type)"}],"#
    + #""environments":{"e":{"defaults":{"\#(type)":\#(config)}}}}"#
}

private func binds(_ bind: String) -> String {
  component("lambda-worker", "{}", #","binds":[\#(bind)]"#)
}

private let accepted = [
  table(#"{"stream":{"enabled":true,"viewType":"new-image"}}"#),
  table(#"{"ttl":{"enabled":"${envIs:prod}","attributeName":"expiresAt"}}"#),
  table(#"{"attributeDefinitions":[{"name":"a","attributeType":"string"}]}"#),
  table(#"{"tableName":"${env:stage}-${AWS::Region}"}"#),
  table(#"{"globalSecondaryIndexes":[{"name":"${env:a}Index"}]}"#),
  table(#"{"provisioned":{"readCapacity":"${env:reads}","writeCapacity":5}}"#),
  table(#"{"tags":{"a":true,"b":5,"c":"${x.y}"}}"#),
  table(#"{"xray":{"any":"thing"},"dataMasking":null}"#),
  table(#"{"globalTables":{"replicas":[{"region":"us-east-1","readCapacity":5}]}}"#),
  table(
    #"{"globalTables":{"replicas":[{"region":"us-east-1","readCapacity":{"minCapacity":1}}]}}"#),
  component("lambda-api", #"{"deadLetterQueue":true,"timeoutSeconds":5}"#),
  component("lambda-api", #"{"deadLetterQueue":{"arn":"${queue.arn}"}}"#),
  component(
    "lambda-api",
    #"{"routes":[{"method":"get","path":"/a","authorizer":{"jwt":{"issuer":"https://a","#
      + #""audience":"b"}}}]}"#),
  component(
    "lambda-worker",
    #"{"eventSourceMappings":[{"streamArn":"${c.streamArn}","startingPosition":"LATEST"}]}"#),
  binds(#"{"to":"t","capability":"db:dynamodb","access":"read"}"#),
  binds(#"{"to":"t","capability":"dynamodb:stream","access":["stream-read","admin"]}"#),
  layer("dynamodb-table", #"{"partitionKey":{"name":"a"},"importSourceSpecification":{}}"#),
  layer("lambda-api", #"{"deadLetterQueue":{},"timeoutSeconds":4}"#),
]

private let refused = [
  "{}", #"{"components":[]}"#, #"{"components":[{"name":"c","type":"lambda-function"}]}"#,
  #"{"components":[{"name":"C","type":"lambda-api"}]}"#,
  #"{"service":"${env:name}","components":[{"name":"c","type":"lambda-api"}]}"#,
  table(#"{"nothing":1}"#), table(#"{"stream":{},"streamSpecification":{}}"#),
  table(#"{"ttl":{},"timeToLive":{}}"#), table(#"{"attributeDefinitions":[{"name":"a"}]}"#),
  table(#"{"attributeDefinitions":[{"name":"a","attributeName":"b","type":"S"}]}"#),
  table(#"{"billingMode":"FREE"}"#), table(#"{"deletionProtectionEnabled":"yes"}"#),
  table(#"{"kmsKey":{"rotationPeriodInDays":5}}"#), table(#"{"tableName":"a b"}"#),
  table(#"{"tags":{"a":null}}"#), table(#"{"partitionKey":{"name":"a"}}"#),
  component("lambda-api", #"{"deadLetterQueue":{}}"#),
  component("lambda-api", #"{"timeout":5,"timeoutSeconds":5}"#),
  component("lambda-api", #"{"memorySize":"a${env:memory}"}"#),
  component("lambda-worker", #"{"routes":[]}"#),
  binds(#"{"to":"t","capability":"database:dynamodb"}"#),
  binds(#"{"to":"t","capability":"database:dynamodb","access":["read","read"]}"#),
  layer("dynamodb-table", #"{"nothing":1}"#),
  layer("dynamodb-table", #"{"globalSecondaryIndexes":[{"keySchema":[]}]}"#),
  layer("lambda-api", #"{"timeout":5,"timeoutSeconds":5}"#),
]

private let python = ProcessInfo.processInfo.environment["ASHLAR_PYTHON"]

@Suite(
  .enabled(
    if: python != nil || ProcessInfo.processInfo.environment["ASHLAR_CI"] == "1",
    "BUNDLE NOT TRIED: set ASHLAR_PYTHON to a Python with jsonschema"))
struct BundleVerdicts {
  /// What a validator says of each document, in a line.
  private func verdicts(on documents: [String]) throws -> [String] {
    let python = URL(filePath: try #require(python, "ASHLAR_PYTHON is not set"))
    let run = try SpawnedRun(
      python, ["Tests/Support/validate_json_lines.py", "schemas/service.schema.json"],
      input: Array(documents.joined(separator: "\n").utf8))
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").map(String.init)
  }

  @Test func acceptsWhatTheCompilerAccepts() throws {
    let verdicts = try verdicts(on: accepted)
    #expect(verdicts.count == accepted.count)
    for (document, verdict) in zip(accepted, verdicts) {
      #expect(verdict == "valid", "\(document)")
    }
  }

  @Test func refusesWhatTheCompilerRefuses() throws {
    let verdicts = try verdicts(on: refused)
    #expect(verdicts.count == refused.count)
    for (document, verdict) in zip(refused, verdicts) {
      #expect(verdict != "valid", "\(document)")
    }
  }
}
