// A stack with the promises of its spec, whose template tests may change by hand.

import AccessMatrix
import Catalog
import Compiler
import Compliance
import Diagnostics
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

/// A statement that binds granted.
struct StatementPlace: Sendable {
  let policy: String
  let statement: String
  /// Which of the policy's.
  let position: Int
}

/// The templates of a stack as JSON, to be changed by hand.
struct OpenedTemplates {
  private var roots: [[String: Any]]
  private let files: [String]

  init(_ stack: ProvenStack) throws {
    files = stack.templates.map(\.file)
    roots = try stack.templates.map { template in
      var root = try #require(
        try JSONSerialization.jsonObject(with: Data(template.bytes)) as? [String: Any])
      var resources = try #require(root["Resources"] as? [String: [String: Any]])
      // What nobody's access depends on costs time to read.
      resources = resources.filter { _, resource in
        let type = resource["Type"] as? String ?? ""
        return !type.hasPrefix("AWS::CloudWatch::") && !type.hasPrefix("AWS::Backup::BackupPlan")
      }
      root["Resources"] = resources
      return root
    }
  }

  /// Changes one statement in each policy of binds, the one at a position. Answers the templates,
  /// and which statements the change did change.
  func changed(
    at position: Int, _ change: (inout [String: Any]) -> Bool
  ) throws -> (templates: [StackTemplate], places: [StatementPlace]) {
    var templates: [StackTemplate] = []
    var places: [StatementPlace] = []
    for (file, root) in zip(files, roots) {
      var root = root
      var resources = try #require(root["Resources"] as? [String: [String: Any]])
      for id in resources.keys.sorted() where id.contains("AccessPolicy") {
        var resource = resources[id] ?? [:]
        guard var properties = resource["Properties"] as? [String: Any],
          var document = properties["PolicyDocument"] as? [String: Any],
          var statements = document["Statement"] as? [[String: Any]],
          statements.indices.contains(position), change(&statements[position])
        else { continue }
        places.append(
          StatementPlace(
            policy: id, statement: statements[position]["Sid"] as? String ?? "",
            position: position))
        document["Statement"] = statements
        properties["PolicyDocument"] = document
        resource["Properties"] = properties
        resources[id] = resource
      }
      root["Resources"] = resources
      templates.append(
        StackTemplate(
          file: file,
          bytes: [UInt8](
            try JSONSerialization.data(withJSONObject: root, options: [.sortedKeys]))))
    }
    return (templates, places)
  }
}
