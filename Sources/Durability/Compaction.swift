// Makes a folder small again: what the tables are takes the place of what was asked of them.

import HostSystem
import Synchronization
package import VirtualTime

/// What tables are at a moment, ready to be written while they go on.
package struct KeptState: Sendable {
  let format: Int64
  /// Hands out pieces until there are no more or one is answered with false.
  let write: @Sendable (@escaping ([UInt8]) -> Bool) throws(StorageFault) -> Void

  package init(
    format: Int64,
    write: @escaping @Sendable (@escaping ([UInt8]) -> Bool) throws(StorageFault) -> Void
  ) {
    self.format = format
    self.write = write
  }
}

extension Journal.Extent {
  /// Requests may take half as much as what the tables began with, and this much if that is little.
  /// Reading a request again takes longer than reading what it left behind.
  private static let growthMin = 32 << 20

  var compactionDue: Int { base + max(Journal.Extent.growthMin, base / 2) }

  /// How long a log must have become for another try, when the disk had no room for a shorter one.
  var compactionRetry: Int { end + Journal.Extent.growthMin / 4 }
}

extension Journal {
  /// Whether the log has become long enough to be worth a shorter one.
  package var isCompactionDue: Bool {
    state.withLock { !$0.isCompacting && $0.extent.end >= $0.compactionDue }
  }

  /// Takes what the tables are, while nothing changes them; nil when nothing is to be written, or
  /// when that is being done.
  package func beginCompaction(_ capture: (Instant) -> KeptState) -> Compaction? {
    state.withLock { state in
      guard !state.isCompacting, !isBroken.load(ordering: .acquiring) else { return nil }
      state.isCompacting = true
      let moment = bringForward(&state)
      var beginning = state.beginning
      beginning.moment = moment
      return Compaction(
        journal: self, beginning: beginning, tables: capture(moment), extent: state.extent,
        generation: state.generation)
    }
  }
}

package struct Compaction: Sendable {
  fileprivate let journal: Journal
  fileprivate let beginning: Beginning
  fileprivate let tables: KeptState
  /// The log as it was when the tables were taken.
  fileprivate let extent: Journal.Extent
  fileprivate let generation: Int

  /// So much of the log may be left to be copied while everybody waits.
  private static let lastBytesMax = 256 << 10

  /// Writes the shorter log and puts it in the place of the longer, which stays when that cannot
  /// be. Takes its time, in which the tables are used. Whether there is a shorter log now.
  package func run() -> Bool {
    do throws(StorageFault) {
      let staged = try journal.folder.stageShorter()
      try writeState(to: staged)
      let base = staged.end
      let place = try copyRequests(to: staged)
      return try takeOver(staged, base: base, copiedTo: place)
    } catch {
      giveUp(error.message)
      return false
    }
  }

  private func writeState(to staged: StagedLog) throws(StorageFault) {
    let head = KeptRecord.StateHead(
      format: tables.format, retired: Int64(extent.retired + extent.end))
    staged.add(KeptRecord.bytes(of: beginning, head))
    try tables.write { staged.add(KeptRecord.bytes(ofPiece: $0)) }
    staged.add(KeptRecord.bytesOfStateEnd)
    try sync(staged)
  }

  private func sync(_ staged: StagedLog) throws(StorageFault) {
    do throws(SystemFault) { try staged.sync() } catch {
      throw .system(journal.folder.path, error)
    }
  }

  /// What was asked since, until there is little of it left; gives where the rest begins.
  private func copyRequests(to staged: StagedLog) throws(StorageFault) -> Int {
    var place = extent.end
    while true {
      // Whoever began anew has a log in which these places mean something else.
      let end = journal.state.withLock { $0.generation == generation ? $0.extent.end : place }
      guard end - place > Compaction.lastBytesMax else { return place }
      try copy(place..<end, to: staged)
      try sync(staged)
      place = end
    }
  }

  private func copy(_ range: Range<Int>, to staged: StagedLog) throws(StorageFault) {
    var reader = try journal.folder.reader(range)
    while let record = try reader.next() { staged.add(Array(reader.bytes[record])) }
    guard case .whole = reader.ending else {
      throw .damaged(journal.folder.path, "a record of its log is cut short")
    }
  }

  private func takeOver(
    _ staged: StagedLog, base: Int, copiedTo place: Int
  ) throws(StorageFault) -> Bool {
    try journal.state.withLock { state throws(StorageFault) in
      guard state.generation == generation, !journal.isBroken.load(ordering: .acquiring) else {
        journal.folder.discardShorter()
        state.isCompacting = false
        return false
      }
      try copy(place..<state.extent.end, to: staged)
      do throws(DataFolder.InstallFault) { try journal.folder.install(staged) } catch {
        if case .lost(let fault) = error { journal.fail(fault.message) }
        throw error.fault
      }
      state.log = staged.log
      state.extent = Journal.Extent(
        end: staged.end, base: base, retired: extent.retired + extent.end)
      state.compactionDue = state.extent.compactionDue
      state.isCompacting = false
      return true
    }
  }

  private func giveUp(_ reason: String) {
    journal.folder.discardShorter()
    journal.state.withLock { state in
      state.compactionDue = state.extent.compactionRetry
      state.isCompacting = false
    }
    journal.report("the data folder cannot be made smaller: \(reason); it goes on growing")
  }
}
