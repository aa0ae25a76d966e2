// An example under a FedRAMP tier, reviewed, with its templates.

import AWSNames
import Catalog
import Compiler
import Compliance
import Diagnostics
import Foundation
import Provenance
import Review
import TestKit

struct ReviewedExample: Sendable, CustomStringConvertible {
  let name: String
  let tier: Tier

  var description: String { "\(name) \(tier.rawValue)" }

  /// What a tier refuses has no templates, and so no evidence.
  static let all: [ReviewedExample] = Checkout.names(in: "examples").filter { !$0.contains(".") }
    .flatMap { name in
      [Tier.fedrampModerate, .fedrampHigh].map { ReviewedExample(name: name, tier: $0) }
    }
    .filter { !($0.name == "global-leaderboard" && $0.tier == .fedrampHigh) }

  func inspection() throws -> Inspection {
    let bytes = try Checkout.bytes("examples/\(name)/service.yml")
    return try ReviewedExample.inspection(
      of: bytes, tier: tier, environment: name == "k9" ? "prod" : nil)
  }

  func review() throws -> ServiceReview { ServiceReview(try inspection(), today: Self.today) }

  static let today = CalendarDate(year: 2026, month: 11, day: 25)

  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  static func inspection(
    of bytes: [UInt8], tier: Tier?, environment: String? = nil
  ) throws -> Inspection {
    let options = CompileOptions(
      environment: environment, tier: tier, today: today, includesAdvice: true)
    let result = Compiler.inspect(
      SourceFile(name: "service.yml", bytes: bytes), with: Catalog.vocabulary(), options: options)
    guard let inspection = result.inspection else {
      throw Refusal(
        description: result.findings.located.map(\.finding.message).joined(separator: "; "))
    }
    return inspection
  }

  /// A service with a waiver that is needed.
  static func waived() throws -> ServiceReview {
    let spec = """
      service: shop
      owner: shop-team
      complianceFramework: fedramp-moderate
      region: us-gov-west-1
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: orderId, type: S }
            deletionProtectionEnabled: false
          waivers:
            - rule: PRO-1
              reason: the table is filled anew every night from its source
              owner: data-team
              expires: 2027-06-30

      """
    return ServiceReview(
      try inspection(of: Array(spec.utf8), tier: nil), today: today)
  }
}

extension Inspection {
  /// Its templates as Foundation reads them.
  var documents: [String: Any] {
    get throws {
      var documents: [String: Any] = [:]
      for file in parts + companions {
        documents[file.path] = try JSONSerialization.jsonObject(with: Data(file.bytes))
      }
      return documents
    }
  }
}

enum Resolved {
  /// What stands at a JSON pointer; nil where nothing does.
  static func value(at pointer: String, in root: Any) -> Any? {
    var value = root
    for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = step.replacingOccurrences(of: "~1", with: "/")
        .replacingOccurrences(of: "~0", with: "~")
      if let object = value as? [String: Any], let next = object[key] {
        value = next
      } else if let list = value as? [Any], let place = Int(key), list.indices.contains(place) {
        value = list[place]
      } else {
        return nil
      }
    }
    return value
  }

  /// Every object within that has a member with a value.
  static func objects(in value: Any, where key: String, is wanted: String) -> [[String: Any]] {
    if let object = value as? [String: Any] {
      let own = (object[key] as? String) == wanted ? [object] : []
      return own + object.values.flatMap { objects(in: $0, where: key, is: wanted) }
    }
    return (value as? [Any] ?? []).flatMap { objects(in: $0, where: key, is: wanted) }
  }
}
