// A spec reviewed, as a pipeline does it: examples under every tier, and texts of tests.

import AWSNames
import Catalog
import Compiler
import Compliance
import Diagnostics
import Provenance
import Review
import TestKit

struct ReviewRun: Sendable, CustomStringConvertible {
  /// The folder under `examples`.
  let name: String
  let tier: Tier
  var environment: String?

  var description: String {
    "\(name)\(environment.map { "-\($0)" } ?? "") \(tier.rawValue)"
  }

  static let all: [ReviewRun] = Checkout.names(in: "examples").filter { !$0.contains(".") }
    .flatMap { name in
      Tier.allCases.map {
        ReviewRun(name: name, tier: $0, environment: name == "k9" ? "prod" : nil)
      }
    }

  func inspection() throws -> Inspection {
    let bytes = try Checkout.bytes("examples/\(name)/service.yml")
    return try Reviewed.inspection(of: bytes, tier: tier, environment: environment).get()
  }

  func review() throws -> ServiceReview {
    ServiceReview(try inspection(), today: Reviewed.today)
  }
}

enum Reviewed {
  static let today = CalendarDate(year: 2026, month: 11, day: 25)

  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  static func inspection(
    of bytes: [UInt8], tier: Tier? = nil, environment: String? = nil
  ) -> Result<Inspection, Refusal> {
    let options = CompileOptions(
      environment: environment, tier: tier, today: today, includesAdvice: true)
    let result = Compiler.inspect(
      SourceFile(name: "service.yml", bytes: bytes), with: Catalog.vocabulary(), options: options)
    guard let inspection = result.inspection else {
      return .failure(
        Refusal(description: result.findings.located.map(\.finding.message).joined(separator: "; "))
      )
    }
    return .success(inspection)
  }

  static func review(of text: String, tier: Tier? = nil) throws -> ServiceReview {
    ServiceReview(try inspection(of: Array(text.utf8), tier: tier).get(), today: today)
  }
}
