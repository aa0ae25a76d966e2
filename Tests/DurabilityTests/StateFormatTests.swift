// A log with a state that an earlier build wrote: today's reads all of it.
//
// A field that is new and must be there makes this fail. Then its owner raises
// `EngineImage.format`, and the log of the new number is recorded (RECORD=missing).

import Durability
import Foundation
import TableEngine
import TestKit
import Testing
import VirtualTime

@Suite struct StateFormatTests {
  private static let path = "Tests/DurabilityTests/Data/state-\(EngineImage.format)"

  /// Everything that tables may have, for a while, and what the log was made of it.
  private func made(_ place: Place) throws -> [UInt8] {
    let clock = TestClock()
    let kept = try KeptServer(place.path("made"), clock, enforces: true)
    var requests = TwinRequests(random: SeededRandom(seed: 20_261_125))
    for _ in 0..<120 {
      clock.advance(TimeSpan(milliseconds: 900))
      let (operation, body) = requests.next(kept.server, at: clock.now)
      kept.ask(operation, body)
    }
    #expect(try #require(kept.compaction()).run())
    return try place.log("made")
  }

  @Test func anEarlierStateIsRead() throws {
    let place = try Place()
    let path = StateFormatTests.path + ".log.txt"
    let isThere = Checkout.paths(below: "Tests/DurabilityTests/Data").contains(path)
    if !isThere, Recording.mode != .never {
      let text = Data(try made(place)).base64EncodedString(options: .lineLength76Characters)
      try Checkout.write(text + "\n", to: path)
    }
    let log = try #require(
      Data(base64Encoded: try Checkout.text(path), options: .ignoreUnknownCharacters))
    try place.write(Array(log), to: "kept", format: "ashlar data folder, layout 2\n")
    let kept = try KeptServer(place.path("kept"), TestClock(), enforces: true)
    let seen = TwinRequests.observations(kept.server, at: kept.journal.moment)
    for word in ["BackupArn", "SequenceNumber", "RevisionId", "us-west-2", "LatestRestorable"] {
      #expect(seen.contains { $0.contains(word) }, "the log has nothing of \(word)")
    }
    let complaint = try Golden.complaint(
      about: seen.joined(separator: "\n") + "\n", at: StateFormatTests.path + ".seen.txt")
    #expect(complaint == nil)
  }
}
