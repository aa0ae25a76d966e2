// An example compiled for one tier, as a pipeline does it: each of its environments is a stack.

import AWSNames
import Catalog
import CloudFormation
import Compiler
import Compliance
import Diagnostics
import FindingFormats
import Provenance
import TestKit

struct ExampleRun: Sendable, CustomStringConvertible {
  /// The folder under `examples`.
  let name: String
  let tier: Tier

  var description: String { "\(name) \(tier.rawValue)" }

  static let all: [ExampleRun] = Checkout.names(in: "examples").filter { !$0.contains(".") }
    .flatMap { name in
      [Tier.commercial, .fedrampModerate, .fedrampHigh].map { ExampleRun(name: name, tier: $0) }
    }

  /// Those that become templates today.
  static let ready = all.filter { !Refused.holds($0) }

  /// Environments that an example is deployed to; one without is deployed by itself.
  private static let environments = ["k9": ["dev", "prod"]]

  var expectedFolder: String { "examples/\(name)/expected/\(tier.rawValue)" }

  private var options: [CompileOptions] {
    guard let names = ExampleRun.environments[name] else { return [CompileOptions(tier: tier)] }
    return names.map { CompileOptions(environment: $0, tier: tier) }
  }

  /// What `synth` makes of it, once for each environment.
  func outcomes(
    _ format: TemplateFormat = .json, named file: String = "service.yml",
    within limits: TemplateLimits = .cloudFormation
  ) throws -> [ExampleOutcome] {
    let bytes = try Checkout.bytes("examples/\(name)/service.yml")
    return options.map { options in
      var options = options
      options.limits = limits
      let source = SourceFile(name: file, bytes: bytes)
      let result = Compiler.synthesize(
        source, with: Catalog.vocabulary(), options: options, format: format)
      return ExampleOutcome(
        environment: options.environment, source: source, findings: result.findings,
        artifacts: result.artifacts)
    }
  }

  /// The files of all its stacks, by path from the output folder.
  func files(
    _ format: TemplateFormat = .json, within limits: TemplateLimits = .cloudFormation
  ) throws -> [ExampleFile] {
    try outcomes(format, within: limits).flatMap { outcome in
      (outcome.artifacts?.files ?? []).map {
        ExampleFile(
          path: "\(outcome.artifacts?.stack ?? "")/\($0.path)", bytes: $0.bytes,
          isTemplate: $0.isTemplate)
      }
    }
  }

  /// As if the example had outgrown one template: with room for all of its resources but one. Parts
  /// that name each other in a circle cannot be split: there are no files then.
  func splitFiles() throws -> [ExampleFile] {
    let sizes = try files().filter(\.isTemplate).map {
      try Reading.json($0.bytes).members("Resources").count
    }
    var limits = TemplateLimits.cloudFormation
    limits.resources = (sizes.max() ?? 1) - 1
    let files = try files(within: limits)
    return files.contains { $0.isTemplate && $0.path.contains("-2.template.") } ? files : []
  }
}

struct ExampleFile {
  /// From the output folder.
  let path: String
  let bytes: [UInt8]
  let isTemplate: Bool
}

struct ExampleOutcome {
  let environment: String?
  let source: SourceFile
  let findings: Findings
  let artifacts: Artifacts?

  /// One finding a line, notes included; an empty golden could not be told from a missing one.
  var diagnostics: String {
    let report = Report(file: "service.yml", sources: findings.sources, findings: findings)
    let lines = String(decoding: FindingLineRenderer().render([report]), as: UTF8.self)
    let title = environment.map { "environment \($0)\n" } ?? ""
    return title + (lines.isEmpty ? "nothing found\n" : lines)
  }
}
