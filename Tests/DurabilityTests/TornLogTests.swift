// Logs cut at every byte and with every byte changed: what was whole is there, or the folder is
// refused.

import Durability
import Testing

@Suite struct TornLogTests {
  static let table = """
    {"TableName":"orders","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id",\
    "KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]}
    """
  private static let items = 6

  /// A log of a few requests, and where each of its records ends.
  private static func made(in place: Place) throws -> (log: [UInt8], ends: [Int]) {
    let kept = try KeptServer(place.path("made"), TestClock())
    var ends = [kept.journal.length]
    func ask(_ operation: String, _ body: String) {
      #expect(kept.ask(operation, body).hasPrefix("200 "))
      ends.append(kept.journal.length)
    }
    ask("CreateTable", table)
    for number in 0..<items {
      ask("PutItem", #"{"TableName":"orders","Item":{"id":{"S":"\#(number)"}}}"#)
    }
    #expect(kept.journal.settle())
    let log = try place.log("made")
    #expect(log.count == ends.last)
    return (log, ends)
  }

  @Test func aCutLogHasWhatWasWhole() throws {
    let place = try Place()
    let (log, ends) = try TornLogTests.made(in: place)
    // From the first record on: the beginning itself was renamed into place when it was whole.
    for length in ends[0]...log.count {
      try place.write(Array(log[..<length]), to: "cut")
      let whole = ends.lastIndex { $0 <= length } ?? 0
      let kept = try KeptServer(place.path("cut"), TestClock())
      #expect(kept.requests == whole, "cut to \(length) bytes")
      let isTorn = ends[whole] < length
      #expect(kept.said.count == (isTorn ? 1 : 0), "cut to \(length) bytes")
      #expect(try place.log("cut").count == ends[whole])
      if whole > 0 {
        let count = kept.ask("Scan", #"{"TableName":"orders","Select":"COUNT"}"#)
        #expect(count == #"200 {"Count":\#(whole - 1),"ScannedCount":\#(whole - 1)}"#)
        // What comes now stands behind what was whole.
        kept.ask("PutItem", #"{"TableName":"orders","Item":{"id":{"S":"later"}}}"#)
      }
    }
  }

  @Test func roomThatWasNotWrittenIsNoDamage() throws {
    let place = try Place()
    let (log, ends) = try TornLogTests.made(in: place)
    try place.write(log + [UInt8](repeating: 0, count: 5_000), to: "empty")
    let kept = try KeptServer(place.path("empty"), TestClock())
    #expect(kept.requests == ends.count - 1)
  }

  @Test func aChangedByteIsNeverRead() throws {
    let place = try Place()
    let (log, _) = try TornLogTests.made(in: place)
    for index in log.indices {
      var changed = log
      changed[index] ^= 1 << UInt8(index % 8)
      try place.write(changed, to: "changed")
      let fault = #expect(throws: StorageFault.self, "byte \(index)") {
        try KeptServer(place.path("changed"), TestClock())
      }
      #expect(fault?.message.contains("is damaged: ") == true)
      #expect(try place.log("changed") == changed, "a damaged log stays as it is")
    }
  }

  /// Two records of one length in each other's place.
  @Test func recordsDoNotChangePlaces() throws {
    let place = try Place()
    let (log, ends) = try TornLogTests.made(in: place)
    let first = Array(log[ends[1]..<ends[2]])
    let second = Array(log[ends[2]..<ends[3]])
    #expect(first.count == second.count)
    try place.write(Array(log[..<ends[1]]) + second + first + log[ends[3]...], to: "swapped")
    #expect(throws: StorageFault.self) {
      try KeptServer(place.path("swapped"), TestClock())
    }
  }

  @Test func foldersOfOthersAreRefused() throws {
    let place = try Place()
    func refusal(_ name: String) -> String {
      do throws(StorageFault) {
        _ = try KeptServer(place.path(name), TestClock())
        return "none"
      } catch { return error.message.replacing(place.path(name), with: "DIR") }
    }
    try place.write("x", to: "photos/summer.jpg")
    #expect(refusal("photos") == "`DIR` is no data folder of Ashlar: it holds other files")
    try place.write([], to: "other", format: "something else\n")
    #expect(
      refusal("other")
        == "`DIR` is no data folder of Ashlar: its file `format` is of another program"
    )
    try place.write([], to: "later", format: "ashlar data folder, layout 4\n")
    #expect(
      refusal("later")
        == "the data folder `DIR` has layout 4, and this Ashlar knows only 3 and less")
    try place.write("x", to: "half/requests.log")
    #expect(refusal("half") == "`DIR` is no data folder of Ashlar: its file `format` is missing")
    try place.write("ashlar data folder, layout 1\n", to: "bare/format")
    #expect(
      refusal("bare") == "the data folder `DIR` is damaged: its file `requests.log` is missing")
    try place.write([], to: "hollow")
    #expect(refusal("hollow") == "the data folder `DIR` is damaged: its log has no beginning")
    let kept = try KeptServer(place.path("used"), TestClock())
    #expect(refusal("used") == "the data folder `DIR` is in use by another server")
    #expect(kept.journal.settle())
  }

  /// Killed at each step of making a folder.
  @Test func aFolderHalfMadeIsMadeAnew() throws {
    let place = try Place()
    let (log, _) = try TornLogTests.made(in: place)
    try place.write("", to: "empty/requests.log.new")
    #expect(try KeptServer(place.path("empty"), TestClock()).requests == 0)
    try place.write("", to: "second/requests.log.new")
    try place.write("ashlar data", to: "second/format.new")
    #expect(try KeptServer(place.path("second"), TestClock()).requests == 0)
    try place.write(log, to: "third")
    try place.write("torn", to: "third/requests.log.new")
    #expect(try KeptServer(place.path("third"), TestClock()).requests > 0)
  }
}
