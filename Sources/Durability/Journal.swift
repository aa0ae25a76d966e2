// Writes down what changes the tables before it does, and says when that is on the disk.

import HostSystem
import Synchronization
package import TableWire
package import VirtualTime

/// One request is written down and run before the next: the log has the order in which things
/// happened, and running it again does the same things.
package final class Journal: Sendable {
  /// How long the log is, and what of it are requests.
  struct Extent {
    /// Where the next record begins.
    var end: Int
    /// Where what the tables began with ends.
    var base: Int
    /// How many bytes there were in the logs before this one.
    var retired = 0
  }

  struct State {
    var log: RecordLog
    var extent: Extent
    /// The log is not made smaller before it has this length.
    var compactionDue: Int
    var isCompacting = false
    /// What a log that begins anew would begin with: settings, and what tables were made of last.
    var beginning: Beginning
    /// The latest time that anything happened at. It moves under the lock only, so that nobody
    /// sees a later time than that of the change being made.
    var moment: Instant
    /// How often everything was begun anew.
    var generation = 0
    var lastRefusal: String?
  }

  let folder: DataFolder
  private let now: @Sendable () -> Instant
  let report: @Sendable (String) -> Void
  let state: Mutex<State>
  /// How many records were written, and how many of these are on the disk for certain.
  private let written = Atomic<Int>(0)
  private let synced = Atomic<Int>(0)
  /// The disk failed: what the tables hold is not what the folder holds.
  let isBroken = Atomic<Bool>(false)

  init(
    _ folder: DataFolder, _ log: RecordLog, _ extent: Extent, _ beginning: Beginning,
    at moment: Instant,
    now: @escaping @Sendable () -> Instant, report: @escaping @Sendable (String) -> Void
  ) {
    self.folder = folder
    self.now = now
    self.report = report
    state = Mutex(
      State(
        log: log, extent: extent, compactionDue: extent.compactionDue,
        beginning: beginning.withoutSeed, moment: moment))
  }

  /// What the next reader takes for now.
  package var moment: Instant {
    // Whoever holds the lock has just brought the time forward.
    if let moment = state.withLockIfAvailable({ state in bringForward(&state) }) { return moment }
    return state.withLock { $0.moment }
  }

  func bringForward(_ state: inout State) -> Instant {
    state.moment = max(state.moment, now())
    return state.moment
  }

  // MARK: - Writing down

  /// False, and a word to whoever runs the server, when it could not be written down.
  private func append(_ record: [UInt8], _ state: inout State) -> Bool {
    append([record], &state)
  }

  /// The same for records that belong together: all of them or none.
  private func append(_ records: [[UInt8]], _ state: inout State) -> Bool {
    guard !isBroken.load(ordering: .acquiring) else { return false }
    do throws(RecordLog.AppendFault) {
      state.extent.end = try state.log.append(records, at: state.extent.end)
      state.lastRefusal = nil
      written.add(1, ordering: .releasing)
      return true
    } catch {
      switch error {
      case .lost(let reason): fail(reason)
      case .refused(let reason):
        // A full disk refuses every request: once said is enough.
        if state.lastRefusal != reason {
          report("cannot write to the data folder `\(folder.path)`: \(reason)")
        }
        state.lastRefusal = reason
      }
      return false
    }
  }

  func fail(_ reason: String) {
    guard !isBroken.exchange(true, ordering: .acquiringAndReleasing) else { return }
    report(
      "the data folder `\(folder.path)` failed: \(reason); nothing is answered until the server"
        + " is started again")
  }

  /// What was written down by now is on the disk when this comes back with true.
  package func settle() -> Bool {
    guard !isBroken.load(ordering: .acquiring) else { return false }
    let target = written.load(ordering: .acquiring)
    guard synced.load(ordering: .acquiring) < target else { return true }
    let log = state.withLock { $0.log }
    do throws(SystemFault) { try log.sync() } catch {
      fail(error.reason)
      return false
    }
    _ = synced.max(target, ordering: .acquiringAndReleasing)
    return true
  }

  // MARK: - Time

  /// Moves a virtual clock; nil when that could not be written down.
  package func move(to goal: Instant, _ body: () -> Bool) -> Bool? {
    state.withLock { state in
      // A clock that does not go back has nothing to write down.
      guard goal >= state.moment else { return body() }
      guard append(KeptRecord.bytes(ofMove: goal), &state) else { return nil }
      state.moment = goal
      return body()
    }
  }

  /// Lets happen what is due on a clock that moves by itself; waits with it as long as it cannot
  /// be written down.
  package func tick(nextDue: () -> Instant?, _ body: (Instant) -> Void) {
    state.withLock { state in
      let moment = bringForward(&state)
      if let due = nextDue(), due <= moment {
        guard append(KeptRecord.bytes(ofTick: moment), &state) else { return }
      }
      body(moment)
    }
  }

  // MARK: - Beginning anew

  /// Empties the folder but for `beginning`, and calls `body` while nothing else happens.
  package func restart(
    with beginning: Beginning, _ body: () -> Void
  ) throws(StorageFault) {
    try state.withLock { state throws(StorageFault) in
      guard !isBroken.load(ordering: .acquiring) else {
        throw StorageFault(
          "the data folder `\(folder.path)` has failed", help: "start the server again")
      }
      let staged = try folder.stage(KeptRecord.bytes(of: beginning))
      do throws(DataFolder.InstallFault) { try folder.install(staged) } catch {
        if case .lost(let fault) = error { fail(fault.message) }
        throw error.fault
      }
      state.log = staged.log
      state.extent = Extent(
        end: staged.end, base: staged.end, retired: state.extent.retired + state.extent.end)
      state.compactionDue = state.extent.compactionDue
      state.beginning = beginning.withoutSeed
      state.moment = beginning.moment
      state.generation += 1
      body()
    }
  }

  /// Writes down more tables of a later start.
  package func add(_ tables: KeptTables) throws(StorageFault) -> Instant {
    try state.withLock { state throws(StorageFault) in
      let moment = bringForward(&state)
      guard append(KeptRecord.bytes(of: tables, at: moment), &state) else {
        throw StorageFault(
          "nothing can be written to the data folder `\(folder.path)`",
          help: "make room, or name another folder")
      }
      state.beginning.tables = tables
      state.beginning = state.beginning.withoutSeed
      return moment
    }
  }

  /// How many bytes the log has.
  package var length: Int { state.withLock { $0.extent.end } }

  /// How many bytes were written down since the folder was new: never again as many.
  package var lengthEver: Int { state.withLock { $0.extent.retired + $0.extent.end } }

  /// For the tables that stand now.
  package var current: JournalPart {
    JournalPart(journal: self, generation: state.withLock { $0.generation })
  }

  fileprivate func run(
    _ request: JournaledRequest, of generation: Int, _ body: (Instant) -> Void
  ) throws(WireFault) {
    try state.withLock { state throws(WireFault) in
      let moment = bringForward(&state)
      // Asked before everything began anew: it changes tables that are gone.
      if state.generation == generation {
        let record = KeptRecord.bytes(
          of: request.operation, by: request.accessKeyID, in: request.region, body: request.body,
          at: moment)
        let readings = request.readings.map { KeptRecord.records(ofReadings: $0) } ?? []
        guard append(readings + [record], &state) else { throw .unkept }
      }
      body(moment)
    }
  }
}

/// The journal as the tables of one generation see it.
package struct JournalPart: CallJournal {
  fileprivate let journal: Journal
  fileprivate let generation: Int

  package func run(
    _ request: JournaledRequest, _ body: (Instant) -> Void
  ) throws(WireFault) {
    try journal.run(request, of: generation, body)
  }
}
