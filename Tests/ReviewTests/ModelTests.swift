// What a review says of specs whose answers are known.

import Compliance
import Review
import Testing

@Suite struct ModelTests {
  private static func spec(_ config: String, waivers: String = "") -> String {
    """
    service: shop
    owner: shop-team
    complianceFramework: fedramp-moderate
    region: us-gov-west-1
    components:
      - name: orders
        type: dynamodb-table
        config:
          partitionKey: { name: orderId, type: S }
    \(config)
    \(waivers)
    """
  }

  @Test func everyRowOfTheTierIsThere() throws {
    for tier in Tier.allCases {
      let review = try Reviewed.review(of: Self.spec(""), tier: tier)
      #expect(Set(review.rows.map(\.id)).count == review.rows.count)
      #expect(review.rows.count >= 25)
      #expect(review.rows.allSatisfy { !$0.requirement.isEmpty })
      // Without functions nothing can be said of functions.
      #expect(review.rows.first { $0.id == "MON-4" }?.status == .notApplicable)
      #expect(review.rows.allSatisfy { $0.status != .failed || !$0.isRequired })
    }
  }

  @Test func aRefusedSettingIsShownWithItsLine() throws {
    let review = try Reviewed.review(of: Self.spec("      deletionProtectionEnabled: false"))
    let row = try #require(review.rows.first { $0.id == "PRO-1" })
    #expect(row.status == .failed)
    #expect(row.slug == "deletable-table")
    #expect(row.controls == ["CM-3", "SC-5", "SI-12"])
    let finding = try #require(row.findings.first)
    #expect(finding.component == "orders")
    #expect(finding.evidence.file == "shop.template.json")
    #expect(
      finding.evidence.pointer == "/Resources/OrdersTable/Properties/DeletionProtectionEnabled")
    #expect(finding.evidence.value == "false")
    #expect(finding.evidence.sources.map(\.line) == [10])
    #expect(finding.place?.line == 10)
  }

  @Test(arguments: [("2026-11-25", false), ("2026-11-24", true)])
  func aWaiverCountsThroughItsLastDay(_ last: String, _ isExpired: Bool) throws {
    let review = try Reviewed.review(
      of: Self.spec(
        "      deletionProtectionEnabled: false",
        waivers: """
              waivers:
                - rule: deletable-table
                  reason: replaced every night by an import
                  owner: shop-team
                  expires: \(last)
          """))
    let waiver = try #require(review.waivers.first)
    #expect(waiver.row == "PRO-1")
    #expect(waiver.component == "orders")
    #expect(waiver.expires == last)
    #expect(waiver.isExpired == isExpired)
    #expect(waiver.isUsed == !isExpired)
    #expect(review.rows.first { $0.id == "PRO-1" }?.status == (isExpired ? .failed : .waived))
    let control = try #require(review.controls.first { $0.id == "CM-3" })
    #expect(control.status == (isExpired ? .failed : .waived))
  }

  @Test func controlsStandInTheOrderOfTheCatalog() throws {
    let ids = try Reviewed.review(of: Self.spec(""), tier: .fedrampHigh).controls.map(\.id)
    let order = ["AC-3", "AC-6", "AU-12", "CP-9", "CP-9(5)", "CP-10", "SC-8", "SC-8(1)", "SC-12"]
    #expect(order.compactMap { ids.firstIndex(of: $0) }.count == order.count)
    #expect(
      order.compactMap { ids.firstIndex(of: $0) }
        == order.compactMap { ids.firstIndex(of: $0) }.sorted())
  }

  @Test func aTableUnderHighHasTwoCopiesWithKeysOfTheirOwn() throws {
    let review = try ReviewRun(name: "session-store-with-stream", tier: .fedrampHigh).review()
    let table = try #require(review.tables.first)
    #expect(table.component == "user-sessions")
    #expect(table.indexes == ["UserIdIndex"])
    #expect(table.copies.map(\.region) == ["us-east-1", "us-west-2"])
    #expect(table.copies.allSatisfy { $0.recoveryDays == 35 && $0.isProtected })
    let used = table.copies.map { copy -> String? in
      if case .created(let place) = copy.key { return review.keys[place].region ?? "home" }
      return nil
    }
    #expect(used == ["home", "us-west-2"])
    #expect(table.backups.map(\.rule) == ["DailyBackups", "WeeklyBackups"])
    #expect(table.backups.map(\.days) == [365, 730])
    #expect(table.backups.map { $0.copies.map(\.destination) } == [["us-west-2"], ["us-west-2"]])
    #expect(table.backups.allSatisfy { $0.lockDays == 365 && $0.lockGraceDays == 3 })
    #expect(review.regions.map(\.name) == ["us-east-1", "us-west-2"])
    #expect(review.bindings.map(\.access) == [["read-write"], ["stream-read"]])
    #expect(review.retentions.first { $0.kind == .auditLog }?.days == 3653)
    #expect(review.retentions.first { $0.kind == .bucket }?.isLocked == true)
    #expect(review.alarms.allSatisfy { $0.actions == ["${SharedAlarmTopic}"] })
  }
}
