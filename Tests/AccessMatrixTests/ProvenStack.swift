// A stack with the promises of its spec, whose template tests may change by hand.

import AccessMatrix
import Catalog
import Compiler
import Compliance
import Foundation
import Provenance
import Simulation
import TestKit
import Testing

struct ProvenStack {
  let stack: String
  let templates: [StackTemplate]
  let binds: [PromisedBind]
  let region: String

  init(
    _ spec: [UInt8], tier: Tier?, environment: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = Compiler.synthesize(
      SourceFile(name: "service.yml", bytes: spec), with: Catalog.vocabulary(),
      options: CompileOptions(environment: environment, tier: tier), format: .json)
    let artifacts = try #require(
      result.artifacts,
      "\(result.findings.located.map { "\($0.finding.code.id) \($0.finding.message)" })",
      sourceLocation: sourceLocation)
    stack = artifacts.stack
    region = artifacts.region ?? "us-east-1"
    templates = artifacts.files
      .filter { $0.isTemplate && $0.path.split(separator: ".").count == 3 }
      .map { StackTemplate(file: $0.path, bytes: $0.bytes) }
    binds = artifacts.binds.map { bind in
      var promised = PromisedBind(
        component: bind.component, label: bind.label, targetStem: bind.targetStem,
        isWhole: bind.isWhole, reads: bind.reads, writes: bind.writes,
        readsStream: bind.readsStream, administers: bind.administers)
      promised.indexes = bind.indexes
      promised.scans = bind.scans
      promised.transacts = bind.transacts
      promised.speaksPartiQL = bind.speaksPartiQL
      promised.describes = bind.describes
      promised.leadingKeys = bind.leadingKeys
      promised.attributes = bind.attributes
      promised.isConfined = bind.isConfined
      return promised
    }
  }

  func proof(of templates: [StackTemplate]? = nil) throws -> AccessProof {
    let access = try StackAccess.read(
      templates ?? self.templates, Stacks.options(region: region, stack: stack))
    return AccessProof(access, promised: binds)
  }

  static func lines(_ proof: AccessProof) -> String {
    proof.faults.map { "\($0.code.id) \($0.policy ?? "") \($0.statement ?? ""): \($0.message)" }
      .joined(separator: "\n")
  }
}

/// A statement about tables or keys of a role that takes part in a proof, and how to change it.
struct StatementPlace: Sendable {
  let policy: String
  let statement: String
  let file: Int
  private let position: Int

  /// Every statement of the binds of a stack.
  static func all(in stack: ProvenStack) throws -> [StatementPlace] {
    var places: [StatementPlace] = []
    for (file, template) in stack.templates.enumerated() {
      for (id, resource) in try resources(template).sorted(by: { $0.key < $1.key })
      where id.contains("AccessPolicy") {
        for (position, statement) in statements(of: resource).enumerated() {
          places.append(
            StatementPlace(
              policy: id, statement: statement["Sid"] as? String ?? "", file: file,
              position: position))
        }
      }
    }
    return places
  }

  private init(policy: String, statement: String, file: Int, position: Int) {
    self.policy = policy
    self.statement = statement
    self.file = file
    self.position = position
  }

  private static func resources(_ template: StackTemplate) throws -> [String: [String: Any]] {
    let root = try JSONSerialization.jsonObject(with: Data(template.bytes)) as? [String: Any]
    return root?["Resources"] as? [String: [String: Any]] ?? [:]
  }

  private static func statements(of resource: [String: Any]) -> [[String: Any]] {
    let properties = resource["Properties"] as? [String: Any]
    let document = properties?["PolicyDocument"] as? [String: Any]
    return document?["Statement"] as? [[String: Any]] ?? []
  }

  /// The templates with the statement changed; nil where the change changes nothing.
  func changed(
    in stack: ProvenStack, _ change: (inout [String: Any]) -> Bool
  ) throws -> [StackTemplate]? {
    let template = stack.templates[file]
    var root = try #require(
      try JSONSerialization.jsonObject(with: Data(template.bytes)) as? [String: Any])
    var resources = try #require(root["Resources"] as? [String: [String: Any]])
    var resource = try #require(resources[policy])
    var properties = try #require(resource["Properties"] as? [String: Any])
    var document = try #require(properties["PolicyDocument"] as? [String: Any])
    var statements = try #require(document["Statement"] as? [[String: Any]])
    guard change(&statements[position]) else { return nil }
    document["Statement"] = statements
    properties["PolicyDocument"] = document
    resource["Properties"] = properties
    resources[policy] = resource
    root["Resources"] = resources
    var templates = stack.templates
    templates[file] = StackTemplate(
      file: template.file,
      bytes: [UInt8](try JSONSerialization.data(withJSONObject: root, options: [.sortedKeys])))
    return templates
  }
}
