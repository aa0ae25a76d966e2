// What tests of pages share: reviews of specs, comparisons, and a strict look at markup.

import AccessMatrix
import Compliance
import Foundation
import Review
import ReviewPages
import TestKit

enum Pages {
  static func service(_ run: ReviewRun) throws -> ReviewedService {
    let inspection = try run.inspection()
    return ReviewedService(
      ServiceReview(inspection, today: Reviewed.today),
      try AccessMatrix(of: inspection, account: "123456789012"))
  }

  static func service(of text: String) throws -> ReviewedService {
    let inspection = try Reviewed.inspection(of: Array(text.utf8)).get()
    return ReviewedService(
      ServiceReview(inspection, today: Reviewed.today),
      try AccessMatrix(of: inspection, account: "123456789012"))
  }

  /// An example under FedRAMP High before and after somebody asked for more.
  static func compared(isReversed: Bool = false) throws -> ReviewedService {
    let high = try Checkout.text("examples/session-store-with-stream/service.yml")
      .replacingOccurrences(of: "Framework: commercial", with: "Framework: fedramp-high")
    let old = high.replacingOccurrences(of: "access: read-write", with: "access: read")
      .replacingOccurrences(of: "retention: 730", with: "retention: 400")
    let new = high.replacingOccurrences(
      of: "      pointInTimeRecoveryEnabled: true\n",
      with: "      pointInTimeRecoveryEnabled: true\n      deletionProtectionEnabled: false\n"
    ).replacingOccurrences(
      of: "        data-type: session-store\n",
      with: """
                data-type: session-store
            waivers:
              - rule: deletable-table
                reason: load tests create and drop this table every night
                owner: platform-team
                expires: 2027-01-31

        """)
    let before = try service(of: isReversed ? new : old)
    let after = try service(of: isReversed ? old : new)
    return ReviewedService(
      after.review, after.access,
      difference: ReviewDifference(
        from: (before.review, before.access), named: "old/service.yml",
        to: (after.review, after.access)))
  }

  struct Imbalance: Error, CustomStringConvertible {
    let description: String
  }

  private static let lone: Set<String> = ["meta", "!DOCTYPE"]

  /// Every element that is opened is closed, in turn.
  static func demandBalance(_ html: String) throws {
    var open: [Substring] = []
    var rest = html[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else {
        throw Imbalance(description: "a tag has no end")
      }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else {
          throw Imbalance(description: "</\(tag.dropFirst())> closes something else")
        }
        continue
      }
      let name = tag.prefix { $0 != " " }
      if !lone.contains(String(name)) { open.append(name) }
      // The style is no markup; it holds a sign of its own.
      if name == "style", let close = rest.range(of: "</style>") {
        rest = rest[close.lowerBound...]
      }
    }
    guard open.isEmpty else { throw Imbalance(description: "\(open) are not closed") }
  }
}

/// A spec whose free texts want to be more than texts.
enum Hostile {
  static let markup = [
    "<script>window", "<img", "onerror=alert(1)>", "<!--", "]]>", "</td>|", "<b>",
  ]

  /// What GitHub would make links, mentions and pictures of.
  static let links = [
    "[x](", "https://evil.example", "http://evil", "www.evil", "@everyone", "#1 ", ":tada:",
    "`code`", "**bold**",
  ]

  static let spec = """
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
          timeToLiveSpecification:
            enabled: true
            attributeName: '"><script>window.pwned=1</script>'
        waivers:
          - rule: PRO-1
            reason: "<script>window.pwned=1</script> | </td>| [x](https://evil.example) @everyone\\
              \\ #1 :tada: www.evil.example `code` **bold** \\u202Ereversed <!-- ]]> <b>"
            owner: '</td>| <img src=x onerror=alert(1)>'
            expires: 2027-01-31
      - name: reader
        type: lambda-api
        config:
          handler: a.b
          description: '"><script>window.pwned=1</script>'
        binds:
          - { to: orders, capability: database:dynamodb, access: read }
    """
}
