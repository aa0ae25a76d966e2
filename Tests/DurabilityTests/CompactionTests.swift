// A log that gives way to a shorter one: stopped, refused and damaged at every step of it.

import Durability
import HostSystem
import Synchronization
import TableWire
import Testing
import VirtualTime

@Suite struct CompactionTests {
  static let table = """
    {"TableName":"orders","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id",\
    "KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],\
    "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
    """

  static func put(_ id: String, _ text: String = "") -> String {
    #"{"TableName":"orders","Item":{"id":{"S":"\#(id)"},"text":{"S":"\#(text)"}}}"#
  }

  /// A few items, each written several times, some with values that a node has no room for.
  private func fill(_ kept: KeptServer) {
    kept.ask("CreateTable", CompactionTests.table)
    for number in 0..<60 {
      let text = String(repeating: "t", count: number % 7 == 0 ? 3_000 : number)
      #expect(kept.ask("PutItem", CompactionTests.put("\(number % 20)", text)).hasPrefix("200"))
    }
    kept.ask("CreateBackup", #"{"TableName":"orders","BackupName":"backup"}"#)
  }

  private func seen(_ kept: KeptServer, _ clock: TestClock) -> [String] {
    TwinRequests.observations(kept.server, at: clock.now)
  }

  /// Stopped before each step on the disk: what was there then is a folder with everything.
  @Test func nothingIsLostAtAnyStep() throws {
    let place = try Place()
    let clock = TestClock()
    let steps = Mutex<[String]?>(nil)
    let disk = Disk { step, path throws(SystemFault) in
      steps.withLock { steps in
        guard let count = steps?.count else { return }
        let name = "step-\(count)"
        do {
          try place.copy("data", as: name)
          steps?.append(name)
        } catch { Issue.record("\(error)") }
      }
    }
    do {
      let kept = try KeptServer(place.path("data"), clock, on: .system)
      fill(kept)
    }
    let kept = try KeptServer(place.path("data"), clock, on: disk)
    let compaction = try #require(kept.compaction())
    for number in 0..<3 { kept.ask("PutItem", CompactionTests.put("later-\(number)")) }
    steps.withLock { $0 = [] }
    #expect(compaction.run())
    let expected = seen(kept, clock)
    let names = steps.withLock { $0 ?? [] }
    #expect(names.count > 5)
    try place.copy("data", as: "after")
    for name in names + ["after"] {
      let again = try KeptServer(place.path(name), clock)
      #expect(seen(again, clock) == expected, "\(name)")
      #expect(try place.names(in: name) == ["format", "requests.log"], "\(name)")
      #expect(again.ask("PutItem", CompactionTests.put("more")).hasPrefix("200"))
    }
  }

  /// Each step refused once, as a disk without room does: requests go on, and so does the next try.
  @Test func aRefusedStepLeavesTheLongLog() throws {
    for refused in 0..<12 {
      let place = try Place()
      let clock = TestClock()
      let count = Mutex<Int?>(nil)
      let disk = Disk { step, path throws(SystemFault) in
        let isRefused = count.withLock { count -> Bool in
          guard let number = count, path.hasSuffix(".short") || step == .rename else {
            return false
          }
          count = number + 1
          return number == refused && step != .remove
        }
        if isRefused { throw SystemFault.diskIsFull }
      }
      let kept = try KeptServer(place.path("data"), clock, on: disk)
      fill(kept)
      count.withLock { $0 = 0 }
      let long = kept.journal.length
      let wasMade = try #require(kept.compaction()).run()
      let steps = count.withLock { count in
        defer { count = nil }
        return count ?? 0
      }
      if !wasMade {
        #expect(kept.journal.length == long)
        #expect(try place.names(in: "data") == ["format", "requests.log"])
        let said = try #require(kept.said.first)
        #expect(said.contains("cannot be made smaller") && said.contains("no space left on device"))
      } else {
        #expect(steps <= refused, "step \(refused) was refused, and nobody noticed")
      }
      #expect(kept.ask("PutItem", CompactionTests.put("after")).hasPrefix("200"))
      #expect(kept.journal.settle())
      let expected = seen(kept, clock)
      try place.copy("data", as: "copy")
      #expect(seen(try KeptServer(place.path("copy"), clock), clock) == expected)
      #expect(try #require(kept.compaction()).run())
      #expect(seen(kept, clock) == expected)
    }
  }

  /// After the new name and before it is on the disk nobody knows which log a loss of power leaves.
  @Test func anUnknownFolderAnswersNothing() throws {
    let place = try Place()
    let isFailing = Atomic(false)
    let disk = Disk { step, path throws(SystemFault) in
      if step == .sync, path.hasSuffix("/data"), isFailing.load(ordering: .relaxed) {
        throw SystemFault.diskFailed
      }
    }
    let kept = try KeptServer(place.path("data"), TestClock(), on: disk)
    fill(kept)
    isFailing.store(true, ordering: .relaxed)
    #expect(try #require(kept.compaction()).run() == false)
    #expect(kept.ask("PutItem", CompactionTests.put("x")).hasPrefix("500 "))
    #expect(!kept.journal.settle())
    #expect(kept.said.contains { $0.contains("failed: ") })
    isFailing.store(false, ordering: .relaxed)
    try place.copy("data", as: "copy")
    let again = try KeptServer(place.path("copy"), TestClock())
    #expect(again.ask("Scan", #"{"TableName":"orders","Select":"COUNT"}"#).contains(#""Count":20"#))
  }

  @Test func aDamagedStateIsNeverRead() throws {
    let place = try Place()
    let clock = TestClock()
    let kept = try KeptServer(place.path("data"), clock)
    fill(kept)
    #expect(try #require(kept.compaction()).run())
    let log = try place.log("data")
    func refusal(_ bytes: [UInt8]) throws -> String? {
      try place.write(bytes, to: "changed", format: "ashlar data folder, layout 2\n")
      do throws(StorageFault) {
        _ = try KeptServer(place.path("changed"), clock)
        return nil
      } catch {
        #expect(try place.log("changed") == bytes, "a damaged log stays as it is")
        return error.message
      }
    }
    #expect(try refusal(log) == nil)
    for length in stride(from: 0, to: log.count, by: 397) {
      #expect(try refusal(Array(log[..<length]))?.contains("is damaged: ") == true, "\(length)")
    }
    for index in stride(from: 0, to: log.count, by: 401) {
      var changed = log
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(try refusal(changed)?.contains("is damaged: ") == true, "byte \(index)")
    }
  }

  /// What is being written is of tables that are gone.
  @Test func beginningAnewGivesItUp() throws {
    let place = try Place()
    let clock = TestClock()
    let kept = try KeptServer(place.path("data"), clock)
    fill(kept)
    let compaction = try #require(kept.compaction())
    #expect(kept.compaction() == nil, "one at a time")
    try kept.journal.restart(with: KeptServer.beginning) {}
    let length = kept.journal.length
    #expect(!compaction.run())
    #expect(kept.journal.length == length)
    #expect(kept.said.isEmpty)
    try place.copy("data", as: "copy")
    let again = try KeptServer(place.path("copy"), clock)
    #expect(again.ask("ListTables", "{}") == #"200 {"TableNames":[]}"#)
    #expect(kept.compaction() != nil)
  }

  /// A folder stays within twice what the tables hold and 32 MB.
  @Test func logsAreMadeShorterWhenTheyHaveGrown() throws {
    let place = try Place()
    let clock = TestClock()
    let kept = try KeptServer(place.path("data"), clock)
    let plain = CompactionTests.table.replacing(/,"StreamSpecification".*}/, with: "}")
    #expect(kept.ask("CreateTable", plain).hasPrefix("200"))
    let text = String(repeating: "x", count: 390_000)
    var due: [Int] = []
    for number in 0..<100 {
      #expect(kept.ask("PutItem", CompactionTests.put("\(number % 4)", text)).hasPrefix("200"))
      guard kept.journal.isCompactionDue else { continue }
      due.append(number)
      let ever = kept.journal.lengthEver
      #expect(kept.journal.length < 36 << 20)
      #expect(try #require(kept.compaction()).run())
      #expect(kept.journal.length < 2 << 20)
      #expect(kept.journal.lengthEver > ever, "ids are made of it")
      #expect(!kept.journal.isCompactionDue)
    }
    #expect(due.count == 1)
    #expect(due.first ?? 0 > 80)
  }

  /// Backups share what has not changed, in the folder as in memory.
  @Test func whatIsSharedIsWrittenOnce() throws {
    let place = try Place()
    let kept = try KeptServer(place.path("data"), TestClock())
    kept.ask("CreateTable", CompactionTests.table.replacing(/,"StreamSpecification".*}/, with: "}"))
    for number in 0..<1_000 {
      kept.ask("PutItem", CompactionTests.put("\(number)", String(repeating: "x", count: 300)))
    }
    #expect(try #require(kept.compaction()).run())
    let one = kept.journal.length
    for _ in 0..<9 { kept.ask("CreateBackup", #"{"TableName":"orders","BackupName":"backup"}"#) }
    #expect(try #require(kept.compaction()).run())
    #expect(kept.journal.length < one * 3 / 2, "\(kept.journal.length) after \(one)")
  }

  /// Templates of a later start are known after it, whoever starts in between without any.
  @Test func whatTablesWereMadeOfComesBack() throws {
    let place = try Place()
    let clock = TestClock()
    let file = KeptFile(name: "app.json", bytes: Array("{}".utf8))
    do {
      let kept = try KeptServer(place.path("data"), clock)
      _ = try kept.journal.add(KeptTables(templates: [file], parameters: [file], seed: [file]))
    }
    for isLast in [false, true] {
      let kept = try KeptServer(place.path("data"), clock)
      #expect(kept.madeOf.templates == [file] && kept.madeOf.parameters == [file])
      #expect(kept.madeOf.seed == (isLast ? [] : [file]))
      #expect(try #require(kept.compaction()).run())
    }
  }

  @Test func foldersOfTheFirstLayoutGoOn() throws {
    let place = try Place()
    let clock = TestClock()
    do { fill(try KeptServer(place.path("data"), clock)) }
    try place.write("ashlar data folder, layout 1\n", to: "data/format")
    let kept = try KeptServer(place.path("data"), clock)
    #expect(try place.format("data") == "ashlar data folder, layout 3\n")
    #expect(kept.ask("Scan", #"{"TableName":"orders","Select":"COUNT"}"#).contains(#""Count":20"#))
  }
}
