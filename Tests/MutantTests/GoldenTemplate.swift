// A template that is recorded for an example under a FedRAMP tier, and what its tier says of it.

import Catalog
import CloudFormation
import Compiler
import Compliance
import Diagnostics
import JSONText
import Provenance
import TestKit
import TierRules

struct GoldenTemplate: Sendable, CustomStringConvertible {
  /// From the root.
  let path: String
  let tier: Tier

  var description: String { path }

  static let all: [GoldenTemplate] = [Tier.fedrampModerate, .fedrampHigh].flatMap { tier in
    Checkout.names(in: "examples").flatMap { example in
      Checkout.paths(below: "examples/\(example)/expected/\(tier.rawValue)")
        .filter { $0.hasSuffix(".template.json") }.map { GoldenTemplate(path: $0, tier: tier) }
    }
  }

  func read() throws -> Template {
    var tree = Tree()
    var sink = Sink()
    let source = SourceFile(name: path, bytes: try Checkout.bytes(path))
    let root = try parseJSON(source, into: &tree, sink: &sink)
    return try TemplateReader.read(root, in: tree, sink: &sink)
  }
}

/// What is said of a template: by whom, of which resource, in which words.
struct Objection: Hashable, Sendable {
  let code: String
  let resource: String
  let message: String

  /// Warnings and errors, as `validate --tier` has them of a file by itself.
  static func all(of template: Template, as tier: Tier) -> Set<Objection> {
    objections(verdicts(of: template, as: tier))
  }

  private static func objections(_ verdicts: [Verdict]) -> Set<Objection> {
    Set(
      verdicts.compactMap { verdict in
        guard case .fails(let message, _) = verdict.outcome else { return nil }
        return Objection(
          code: verdict.rule.code.id, resource: verdict.resource.id, message: message)
      })
  }

  static func verdicts(of template: Template, as tier: Tier) -> [Verdict] {
    TierRules.check(view(of: template), as: tier, advice: false)
  }

  static func view(of template: Template, log: ReadLog? = nil) -> StackView {
    StackView([StackView.Part(template, region: nil)], owners: [:], log: log)
  }

  /// What one rule objects to.
  static func all(
    in view: StackView, as tier: Tier, by rule: any TierRule.Type
  ) -> Set<Objection> {
    objections(TierRules.check(view, as: tier, by: rule))
  }

  /// The codes that are printed for it as a file.
  static func printed(of template: Template, as tier: Tier) -> Set<String> {
    let file = SourceFile(name: "mutant.json", bytes: TemplateJSON.write(template))
    let findings = Compiler.validate(
      file, with: Catalog.vocabulary(), options: CompileOptions(tier: tier))
    return Set(findings.located.map(\.finding.code.id))
  }

  /// A template with nothing that a row is about.
  static var unrelated: Template {
    var template = Template(description: "", cause: .fixed(.structure))
    template.resources = [
      Resource("Setting", type: "AWS::SSM::Parameter", properties: [])
    ]
    return template
  }
}
