// Alarms beside replicas in other regions: those of the table, told to somebody in their region.

import Catalog
import Compiler
import Compliance
import Diagnostics
import Foundation
import Provenance
import TestKit
import Testing

@Suite struct ReplicaAlarmTests {
  private static let home = "us-east-1"
  private static let away = "us-west-2"

  /// The template of the stack's region, and that of the replica's; nil without a companion.
  private func templates(
    _ tier: Tier, _ monitoring: String = ""
  ) throws -> (home: JSONReading, away: JSONReading?) {
    let spec = """
      service: shop
      owner: team
      region: us-east-1
      complianceFramework: \(tier.rawValue)
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            globalTables: { regions: [us-east-1, us-west-2] }
            \(monitoring)
        - name: sessions
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            globalTables: { regions: [us-east-1, us-west-2] }
      """
    let result = Compiler.synthesize(
      SourceFile(name: "service.yml", bytes: Array(spec.utf8)), with: Catalog.vocabulary(),
      options: CompileOptions(), format: .json)
    let errors = result.findings.located.map(\.finding).filter { $0.code.severity == .error }
    #expect(errors.map(\.message) == [])
    let files = try #require(result.artifacts).files
    func template(_ path: String) throws -> JSONReading? {
      try files.first { $0.path == path }.map { try Reading.json($0.bytes) }
    }
    return (
      try #require(try template("shop.template.json")),
      try template("shop.us-west-2.template.json")
    )
  }

  private func alarms(_ reading: JSONReading) -> [String] {
    reading.members("Resources").map(\.key).filter { $0.hasSuffix("Alarm") }.sorted()
  }

  private func texts(_ reading: JSONReading, _ pointer: String) -> [String] {
    reading.leaves.filter { $0.pointer.hasPrefix("/Resources/\(pointer)") }
      .map { reading.tree.text(of: $0.node) }
  }

  @Test(arguments: [Tier.fedrampModerate, .fedrampHigh])
  func areThoseOfTheTable(_ tier: Tier) throws {
    let (home, found) = try templates(tier)
    let away = try #require(found)
    let expected = alarms(home).map { $0.replacing("UsWest2Alarm", with: "UsEast1Alarm") }
    #expect(alarms(away) == expected.sorted())
    #expect(alarms(away).contains("SharedUserErrorsAlarm") == (tier == .fedrampHigh))
    let alarm = "OrdersTableReadThrottleEventsAlarm/Properties/"
    #expect(texts(away, alarm + "Dimensions/0") == ["TableName", "shop-orders"])
    // To the topic of the region, which its key encrypts.
    #expect(texts(away, alarm + "AlarmActions") == ["SharedAlarmTopic"])
    #expect(
      texts(away, "SharedAlarmTopic/Properties/KmsMasterKeyId") == ["SharedEncryptionKey", "Arn"])
    guard tier == .fedrampHigh else { return }
    let latency = "OrdersTableReplicationLatencyUsEast1Alarm/Properties/Dimensions/1"
    #expect(texts(away, latency) == ["ReceivingRegion", ReplicaAlarmTests.home])
  }

  /// CloudWatch cannot reach a topic of another region.
  @Test func actAmongWhatIsInTheirRegion() throws {
    func topic(_ region: String) -> String { "arn:aws:sns:\(region):123456789012:pager" }
    let anywhere = "arn:aws:sns:${AWS::Region}:123456789012:pager"
    let pager = "OrdersTableReadThrottleEventsAlarm/Properties/AlarmActions"
    for (actions, expected) in [
      (
        [topic(ReplicaAlarmTests.home), topic(ReplicaAlarmTests.away)],
        topic(ReplicaAlarmTests.away)
      ),
      ([anywhere], anywhere),
      ([topic(ReplicaAlarmTests.home)], "SharedAlarmTopic"),
    ] {
      let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
      let (home, away) = try templates(
        .fedrampModerate, "monitoring: { alarmActions: [\(list)] }")
      #expect(texts(home, pager) == actions)
      let companion = try #require(away)
      #expect(texts(companion, pager) == [expected])
    }
  }

  @Test func areNotAskedForUnderCommercial() throws {
    #expect(try templates(.commercial).away == nil)
  }
}
