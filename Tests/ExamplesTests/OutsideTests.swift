// What others say of the templates of all examples: cfn-lint, moto's CloudFormation, PyYAML.

import Compiler
import Compliance
import Foundation
import TestKit
import Testing

enum Outside {
  static let python = ProcessInfo.processInfo.environment["ASHLAR_PYTHON"]
  /// In continuous integration nothing that can be installed may be missing.
  static let isCI = ProcessInfo.processInfo.environment["ASHLAR_CI"] == "1"

  static func run(_ script: String, _ arguments: [String]) throws -> SpawnedRun {
    let run = try SpawnedRun(
      URL(filePath: try #require(python, "ASHLAR_PYTHON is not set")),
      ["Tests/Support/\(script)"] + arguments, secondsMax: 300)
    #expect(run.isInTime)
    return run
  }
}

@Suite(
  .enabled(
    if: Outside.python != nil || Outside.isCI,
    "TEMPLATES NOT LINTED AND NOT DEPLOYED: set ASHLAR_PYTHON to a Python with cfn-lint and moto"))
struct OutsideTests {
  @Test func linterHasNothingToSay() throws {
    let written = try WrittenExamples(.json)
    let regions = Dictionary(grouping: written.templates, by: \.region)
    #expect(!written.templates.isEmpty)
    let arguments = regions.keys.sorted().flatMap { region in
      [region] + regions[region, default: []].map(\.path) + ["--"]
    }
    let run = try Outside.run("lint_templates.py", arguments)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("linted \(written.templates.count) templates"))
    Suites.announce("cfn-lint: \(run.output.split(separator: "\n").last ?? "")")
  }

  /// No failed check of the FedRAMP templates but those accepted with a reason.
  @Test func checkovHasNothingToSay() throws {
    let written = try WrittenExamples(
      .json, of: ExampleRun.ready.filter { $0.tier > .commercial })
    let run = try Outside.run(
      "checkov_templates.py",
      ["Tests/Support/checkov-accepted.json"] + written.templates.map(\.path))
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("checked \(written.templates.count) templates"))
    Suites.announce("checkov: \(run.output.split(separator: "\n").last ?? "")")
  }

  /// Any service can outgrow one template: each example as if it had, wherever it can be split.
  @Test func splitTemplatesAreFineAndDeploy() throws {
    // High asks for more than Moderate does, and Commercial for the least.
    let written = try WrittenExamples(
      splitFrom: ExampleRun.ready.filter { $0.tier != .fedrampModerate })
    #expect(written.splitCount >= 8)
    let regions = Dictionary(grouping: written.templates, by: \.region)
    let arguments = regions.keys.sorted().flatMap { region in
      [region] + regions[region, default: []].map(\.path) + ["--"]
    }
    let linted = try Outside.run("lint_templates.py", arguments)
    #expect(linted.status == 0, "\(linted.output)\(linted.errors)")
    #expect(linted.output.contains("linted \(written.templates.count) templates"))
    let deployed = try Outside.run("deploy_templates.py", written.folders)
    #expect(deployed.status == 0, "\(deployed.output)\(deployed.errors)")
    Suites.announce(
      "\(written.splitCount) stacks split: cfn-lint \(written.templates.count) templates, "
        + "moto \(deployed.output)")
  }

  @Test func deployedIsWhatTheTemplatesSay() throws {
    let written = try WrittenExamples(.json)
    let run = try Outside.run("deploy_templates.py", written.folders)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    Suites.announce("moto: \(run.output)")
  }

  @Test func yamlLoadsToTheSameValue() throws {
    let json = try WrittenExamples(.json)
    let yaml = try WrittenExamples(.yaml)
    let pairs = zip(json.templates, yaml.templates).flatMap { [$0.path, $1.path] }
    let run = try Outside.run("check_yaml.py", pairs)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("compared \(json.templates.count)"))
  }
}

@Suite(
  .enabled(
    if: Outside.python != nil || Outside.isCI,
    "ARTEFACTS NOT CHECKED AGAINST SCHEMAS: set ASHLAR_PYTHON to a Python with jsonschema"))
struct ArtefactSchemas {
  @Test(arguments: ["manifest", "trail", "access"])
  func hold(_ schema: String) throws {
    let documents = try ExampleRun.ready.flatMap { try $0.files() }.filter { file in
      schema == "access" ? file.path.contains("/iam/") : file.path.hasSuffix("/\(schema).json")
    }
    let lines = try documents.map { file in
      let reading = try Reading.json(file.bytes)
      return reading.canonical(reading.root)
    }
    guard !lines.isEmpty else { return }
    let run = try SpawnedRun(
      URL(filePath: try #require(Outside.python, "ASHLAR_PYTHON is not set")),
      ["Tests/Support/validate_json_lines.py", "schemas/\(schema).schema.json"],
      input: Array(lines.joined(separator: "\n").utf8))
    let verdicts = run.output.split(separator: "\n")
    #expect(run.status == 0 && verdicts.count == lines.count, "\(run.errors)")
    #expect(verdicts.allSatisfy { $0 == "valid" }, "\(run.output)")
  }

  @Test(arguments: [
    ("manifest", #"{"steps":[],"files":{"a.json":"0"}}"#),
    ("manifest", #"{"steps":[{"file":"a.json"}],"files":{}}"#),
    ("trail", #"{"a.template.json":{"/Resources":{"from":"nowhere"}}}"#),
    ("trail", #"{"a.template.json":{"Resources":{"from":"fixed","reason":"x"}}}"#),
    ("trail", #"{"a.template.json":{"/R":{"from":"spec","file":"a","line":0,"column":1}}}"#),
    ("access", #"{"component":"a","policies":[],"statements":{"A":"b"}}"#),
  ])
  func refuse(_ schema: String, _ document: String) throws {
    let run = try SpawnedRun(
      URL(filePath: try #require(Outside.python, "ASHLAR_PYTHON is not set")),
      ["Tests/Support/validate_json_lines.py", "schemas/\(schema).schema.json"],
      input: Array(document.utf8))
    #expect(run.status == 0 && !run.output.hasPrefix("valid"), "\(run.output)\(run.errors)")
  }
}
