// The real program writing reviews: statuses, files, and what it says of what it cannot do.

import TestKit
import Testing

@Suite(.serialized) struct ReviewCommandTests {
  private static func spec(_ setting: String, waivers: String = "") -> String {
    """
    service: shop
    complianceFramework: fedramp-moderate
    region: us-gov-west-1
    owner: shop-team
    components:
      - name: orders
        type: dynamodb-table
        config:
          partitionKey: { name: orderId, type: S }
          \(setting)
    \(waivers)
    """
  }

  private static let waiver = """
        waivers:
          - rule: PRO-1
            reason: replaced every night by an import
            owner: shop-team
            expires: 2027-01-31
    """

  private let shelf: Shelf

  init() throws {
    shelf = try Shelf()
    let unprotected = "deletionProtectionEnabled: false"
    try shelf.write(Array(Self.spec("{}").utf8), to: "torn.yml")
    try shelf.write(Array(Self.spec("deletionProtectionEnabled: true").utf8), to: "old.yml")
    try shelf.write(Array(Self.spec(unprotected).utf8), to: "refused.yml")
    try shelf.write(Array(Self.spec(unprotected, waivers: Self.waiver).utf8), to: "new.yml")
    try shelf.write(
      Array(
        Self.spec(unprotected).replacing("service: shop", with: "service: other").utf8),
      to: "old/service.yml")
  }

  private func run(_ words: String) throws -> ProgramRun {
    try ProgramRun(words.split(separator: " ").map(String.init), in: shelf)
  }

  @Test func writesAComment() throws {
    let run = try run("review new.yml --today 2026-11-25 -q")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("## Review of `shop`, FedRAMP Moderate\n\n| Waived |"))
    #expect(run.output.contains("| 2027-01-31 | shop-team |"))
    #expect(run.errors == "")
  }

  /// What is refused is on the page; what cannot be compiled leaves none.
  @Test func whatTheTierRefusesIsShownAndFails() throws {
    let refused = try run("review refused.yml --format html -o page.html")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("error[PRO-1]"))
    #expect(try shelf.text("page.html").contains("Fails: PRO-1"))
    let torn = try run("review torn.yml -o torn.html")
    #expect(torn.status == 1)
    #expect(torn.output == "")
    #expect(!shelf.holds("torn.html"))
  }

  @Test func aWaiverThatEndedExceptsNothing() throws {
    let run = try run("review new.yml --today 2027-02-01 -q")
    #expect(run.status == 1)
    #expect(run.output.contains("**expired on 2027-01-31**"))
    #expect(run.output.contains("**1 required and failed**"))
  }

  @Test func saysWhatChanged() throws {
    let changed = try run("review new.yml --base old.yml --today 2026-11-25 -q")
    #expect(changed.status == 0)
    #expect(changed.output.contains("### What changed since `old.yml`"))
    #expect(changed.output.contains("| PRO-1 | a table refuses to be deleted, in each of its"))
    #expect(changed.output.contains("| met | waived |"))
    let same = try run("review new.yml --base new.yml --today 2026-11-25 -q")
    #expect(same.output.contains("Nothing changed since `new.yml`."))
    // Stacks are matched by their names where there are several.
    let other = try run("review new.yml refused.yml --base old --today 2026-11-25 -q")
    #expect(other.output.contains("New: nothing in `old` makes this stack."))
    #expect(try run("review new.yml --base missing.yml").status == 66)
    let torn = try run("review new.yml --base torn.yml --today 2026-11-25")
    #expect(torn.status == 1 && torn.output == "" && torn.errors.contains("torn.yml"))
  }

  /// Neither the folder nor the day it runs on leaves a trace.
  @Test func isTheSameFromAnyFolder() throws {
    try shelf.write(
      Array(Self.spec("deletionProtectionEnabled: true").utf8), to: "deep/down/old.yml")
    for format in ["markdown", "html"] {
      let here = try run("review old.yml --format \(format) --today 2026-11-25 -q")
      let there = try run("review deep/down/old.yml --format \(format) --today 2026-11-25 -q")
      #expect(here.status == 0 && !here.output.isEmpty)
      #expect(here.output == there.output)
    }
  }
}
