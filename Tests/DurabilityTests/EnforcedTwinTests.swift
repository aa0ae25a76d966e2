// Tables whose units run out, left and opened again: whoever was refused is refused again.

import Durability
import TableEngine
import TableWire
import Testing
import VirtualTime

@Suite struct EnforcedTwinTests {
  private static let table = """
    {"TableName":"orders","BillingMode":"PROVISIONED","ProvisionedThroughput":\
    {"ReadCapacityUnits":3,"WriteCapacityUnits":4},"KeySchema":[{"AttributeName":"id",\
    "KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]}
    """

  private static func request(_ random: inout SeededRandom) -> (String, String) {
    let id = Int.random(in: 0..<9, using: &random)
    let name = #""TableName":"orders""#
    let put = #"{\#(name),"Item":{"id":{"S":"\#(id)"}}"#
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return ("GetItem", #"{\#(name),"Key":{"id":{"S":"\#(id)"}}}"#)
    case 1: return ("Scan", #"{\#(name),"ReturnConsumedCapacity":"TOTAL"}"#)
    case 2: return ("ExecuteStatement", #"{"Statement":"SELECT * FROM \"orders\""}"#)
    case 3: return ("PutItem", put + #","ConditionExpression":"attribute_not_exists(id)"}"#)
    case 4:
      let check = #"{\#(name),"Key":{"id":{"S":"9"}},"ConditionExpression":"attribute_exists(id)"}"#
      return (
        "TransactWriteItems",
        #"{"TransactItems":[{"Put":\#(put)}},{"ConditionCheck":\#(check)}]}"#
      )
    case 5:
      return (
        "BatchGetItem",
        #"{"RequestItems":{"orders":{"Keys":[{"id":{"S":"\#(id)"}},{"id":{"S":"10"}}]}}}"#
      )
    default: return ("PutItem", put + "}")
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func throttlesAsThoseInMemory(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let place = try Place()
    let clock = TestClock()
    let twin = TestTables.server(at: clock.now, enforces: true)
    #expect(twin.ask("CreateTable", EnforcedTwinTests.table, at: clock.now).hasPrefix("200"))
    var throttled: [String: Int] = [:]
    var accepted = 0
    for visit in 0..<8 {
      let kept = try KeptServer(place.path("data"), clock, enforces: true)
      if visit == 0 {
        #expect(kept.ask("CreateTable", EnforcedTwinTests.table).hasPrefix("200"))
      }
      for step in 0..<80 {
        clock.advance(TimeSpan(milliseconds: Int64.random(in: 0...120, using: &random)))
        if step == 40, visit.isMultiple(of: 2) { #expect(kept.compaction()?.run() == true) }
        let (operation, body) = EnforcedTwinTests.request(&random)
        let answer = twin.ask(operation, body, at: clock.now)
        if answer.hasPrefix("200 ") { accepted += 1 }
        if answer.contains("Throughput") { throttled[operation, default: 0] += 1 }
        #expect(
          kept.ask(operation, body) == answer,
          "seed \(seed), visit \(visit), step \(step): \(operation) \(body)")
      }
    }
    #expect(accepted > 100)
    #expect(throttled["PutItem", default: 0] > 10 && throttled["Scan", default: 0] > 3)
  }

  /// Where units do not run out, reading leaves nothing behind, whatever the operation is called.
  @Test func readersAreNotKept() throws {
    let place = try Place()
    let clock = TestClock()
    for enforces in [false, true] {
      let kept = try KeptServer(place.path("\(enforces)"), clock, enforces: enforces)
      kept.ask("CreateTable", EnforcedTwinTests.table)
      let select = #"{"Statement":" select * from \"orders\" where id = '1'"}"#
      for (operation, body) in [
        ("ExecuteStatement", select),
        ("BatchExecuteStatement", #"{"Statements":[\#(select)]}"#),
        ("ExecuteTransaction", #"{"TransactStatements":[\#(select)]}"#),
        ("Scan", #"{"TableName":"orders"}"#),
      ] {
        let length = kept.journal.length
        #expect(kept.ask(operation, body).hasPrefix("200 ") || enforces, "\(operation)")
        #expect((kept.journal.length > length) == enforces, "\(operation)")
      }
      let length = kept.journal.length
      #expect(kept.ask("DescribeTable", #"{"TableName":"orders"}"#).hasPrefix("200 "))
      #expect(kept.journal.length == length)
      kept.ask("ExecuteStatement", #"{"Statement":"INSERT INTO \"orders\" VALUE {'id': 'x'}"}"#)
      #expect(kept.journal.length > length)
    }
  }
}
