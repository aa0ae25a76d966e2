// Tables that are left and opened again, beside tables that stay in memory: no answer differs.

import Durability
import TableEngine
import TableWire
import Testing
import VirtualTime

@Suite struct TwinTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64], [false, true])
  func reopenedTablesAnswerAsThoseInMemory(_ seed: UInt64, _ isCompacting: Bool) throws {
    var random = SeededRandom(seed: seed)
    let place = try Place()
    let clock = TestClock()
    let twin = TestTables.server(at: clock.now)
    var requests = TwinRequests(random: SeededRandom(seed: seed &+ 1_000))
    var accepted = 0
    var compactions = 0
    for visit in 0..<12 {
      let kept = try KeptServer(place.path("data"), clock)
      let seen = TwinRequests.observations(twin, at: clock.now)
      #expect(
        TwinRequests.observations(kept.server, at: clock.now) == seen, "seed \(seed), \(visit)")
      #expect(seen.count > 5)
      #expect(kept.said.isEmpty)
      var waiting: Compaction?
      for step in 0..<60 {
        switch Int.random(in: 0..<20, using: &random) {
        case 2 where isCompacting:
          // Changes come while the shorter log is written, which they must not miss.
          waiting = waiting ?? kept.compaction()
        case 3 where isCompacting:
          if let compaction = waiting {
            #expect(compaction.run())
            compactions += 1
            waiting = nil
          }
        case 0:
          clock.advance(TimeSpan(milliseconds: Int64.random(in: 1...5_000_000, using: &random)))
          kept.journal.tick(nextDue: kept.server.engine.nextDueEverywhere) {
            kept.server.tick(at: $0)
          }
          twin.tick(at: clock.now)
        case 1:
          // Readers leave no trace: the twin is not asked.
          for region in ["us-east-1", "us-west-2"] {
            kept.ask("Scan", #"{"TableName":"orders"}"#, in: region)
          }
        default:
          clock.advance(TimeSpan(milliseconds: Int64.random(in: 0...50, using: &random)))
          let (operation, body) = requests.next(twin, at: clock.now)
          let answer = twin.ask(operation, body, at: clock.now)
          if answer.hasPrefix("200 ") { accepted += 1 }
          #expect(
            kept.ask(operation, body) == answer,
            "seed \(seed), visit \(visit), step \(step): \(operation) \(body)")
        }
      }
    }
    #expect(accepted > 100, "most requests were refused")
    if isCompacting { #expect(compactions > 10) }
  }
}
