// A spec in a file of the repository, and what validating it says.

import Catalog
import Compiler
import Diagnostics
import FindingFormats
import Provenance
import TestKit

struct Sample: Sendable, CustomStringConvertible {
  /// From the root of the repository.
  let path: String
  let name: String

  var description: String { name }

  /// The blocks of the document that describes tables, completed into specs where they are parts.
  static let fixtures: [Sample] = Checkout.names(in: fixtureFolder)
    .filter { $0.hasSuffix(".yml") }
    .map { Sample(path: "\(fixtureFolder)/\($0)", name: String($0.dropLast(".yml".count))) }

  /// Every system under `examples`.
  static let examples: [Sample] = Checkout.names(in: "examples").filter { !$0.contains(".") }
    .map { Sample(path: "examples/\($0)/service.yml", name: $0) }

  private static let fixtureFolder = "Tests/SeedTests/Fixtures"

  static func fixture(_ name: String) -> Sample {
    Sample(path: "\(fixtureFolder)/\(name).yml", name: name)
  }

  func findings(_ options: CompileOptions = CompileOptions()) throws -> [LocatedFinding] {
    try validated(options).findings.located
  }

  /// The findings one a line, notes included, as a golden holds them.
  func lines(_ options: CompileOptions = CompileOptions()) throws -> String {
    let report = try validated(options)
    let lines = String(decoding: FindingLineRenderer().render([report]), as: UTF8.self)
    // An empty golden could not be told from one that is still to be recorded.
    return lines.isEmpty ? "nothing found\n" : lines
  }

  private func validated(_ options: CompileOptions) throws -> Report {
    let file = SourceFile(name: "service.yml", bytes: try Checkout.bytes(path))
    let findings = Compiler.validate(file, with: Catalog.vocabulary(), options: options)
    return Report(file: "service.yml", sources: [file], findings: findings)
  }
}
