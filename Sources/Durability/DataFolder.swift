// A folder that keeps what a server was asked: whose it is, its layout, its log, and its lock.

import HostSystem

package final class DataFolder: Sendable {
  /// 2: a log may begin with the state of the tables. 3: a request may stand behind what it read
  /// elsewhere. What reads one reads those before it.
  static let layout = 3
  private static let layoutsRead = ["1", "2", "3"]

  private static let formatName = "format"
  private static let logName = "requests.log"
  private static let newEnding = ".new"
  /// Of a log that is to take the place of a longer one: beginning anew must not meet it.
  private static let shortEnding = ".short"
  private static let formatStart = "ashlar data folder, layout "

  package let path: String
  private let disk: Disk
  /// Open and locked as long as the folder is in use.
  private let descriptor: Int32
  /// Nothing was kept here yet.
  package let isNew: Bool

  /// Locks the folder, and makes it if there is none.
  package init(_ path: String, on disk: Disk = .system) throws(StorageFault) {
    self.path = path
    self.disk = disk
    let descriptor: Int32
    do throws(SystemFault) {
      do throws(SystemFault) { try SystemCalls.makeFolder(path) } catch {
        guard error.isPresence else { throw error }
      }
      descriptor = try SystemCalls.openFolder(path)
    } catch { throw .system(path, error) }
    self.descriptor = descriptor
    do throws(StorageFault) {
      do throws(SystemFault) { try SystemCalls.lock(descriptor) } catch {
        throw error.wouldBlock ? .locked(path) : .system(path, error)
      }
      isNew = try DataFolder.look(into: path)
    } catch {
      SystemCalls.release(descriptor)
      throw error
    }
  }

  deinit { SystemCalls.release(descriptor) }

  /// True for a folder in which nothing was kept yet; throws for what is not ours.
  private static func look(into path: String) throws(StorageFault) -> Bool {
    let names: [String]
    var format: [UInt8] = []
    do throws(SystemFault) {
      names = try SystemCalls.names(in: path)
      if names.contains(formatName) { format = try content(of: "\(path)/\(formatName)") }
    } catch { throw .system(path, error) }
    let own = [formatName, logName]
    if !names.contains(formatName) {
      // Whoever was killed while making it new has acknowledged nothing.
      let strange = names.filter { !own.map { $0 + newEnding }.contains($0) }
      guard strange.isEmpty else {
        throw .foreign(
          path,
          strange == [logName] ? "its file `\(formatName)` is missing" : "it holds other files")
      }
      return true
    }
    let text = String(decoding: format, as: UTF8.self)
    guard text.hasPrefix(formatStart), text.hasSuffix("\n") else {
      throw .foreign(path, "its file `\(formatName)` is of another program")
    }
    let layout = text.dropFirst(formatStart.count).dropLast()
    guard layoutsRead.contains(String(layout)) else { throw .newer(path, layout: String(layout)) }
    if names.contains(logName) { return false }
    // Killed between the two names: the log was complete before the format was named.
    guard names.contains(logName + newEnding) else {
      throw .damaged(path, "its file `\(logName)` is missing")
    }
    do throws(SystemFault) {
      try SystemCalls.rename("\(path)/\(logName)\(newEnding)", to: "\(path)/\(logName)")
    } catch { throw .system(path, error) }
    return false
  }

  private static func content(of path: String) throws(SystemFault) -> [UInt8] {
    let descriptor = try SystemCalls.openForReading(path)
    defer { SystemCalls.release(descriptor) }
    var bytes: [UInt8] = []
    _ = try SystemCalls.read(256, from: descriptor, at: 0, into: &bytes)
    return bytes
  }

  // MARK: - The log

  /// A log to be written whole beside the one that it is to take the place of.
  func stageShorter() throws(StorageFault) -> StagedLog { try stage(at: shortLogPath) }

  private func stage(at place: String) throws(StorageFault) -> StagedLog {
    do throws(SystemFault) { return StagedLog(try disk.renew(place), at: place) } catch {
      throw .system(path, error)
    }
  }

  /// One that has nothing but a first record.
  func stage(_ body: [UInt8]) throws(StorageFault) -> StagedLog {
    guard body.count <= Int(Int32.max) else {
      throw StorageFault(
        "templates and seed are too long for the data folder `\(path)`",
        help: "put the items by requests, once the server runs")
    }
    let staged = try stage(at: newLogPath)
    staged.add(body)
    do throws(SystemFault) { try staged.sync() } catch { throw .system(path, error) }
    return staged
  }

  /// Why a log did not take the place of another.
  enum InstallFault: Error {
    /// The old one is there.
    case refused(StorageFault)
    /// Nobody knows which one is there once the machine has lost its power.
    case lost(StorageFault)
  }

  /// Puts it in the place of the old one: either is there at every moment.
  func install(_ staged: StagedLog, isFirst: Bool = false) throws(InstallFault) {
    do throws(SystemFault) {
      try staged.sync()
      if isFirst { try nameFormat() }
      try disk.rename(staged.path, to: logPath)
    } catch { throw .refused(.system(path, error)) }
    do throws(SystemFault) { try disk.sync(folder: descriptor, path) } catch {
      throw .lost(.system(path, error))
    }
  }

  /// Gives up a shorter log.
  func discardShorter() {
    do throws(SystemFault) { try disk.remove(shortLogPath) } catch {
      // It is removed by the next start, or written over.
    }
  }

  private var logPath: String { "\(path)/\(DataFolder.logName)" }
  private var newLogPath: String { logPath + DataFolder.newEnding }
  private var shortLogPath: String { logPath + DataFolder.shortEnding }

  private func nameFormat() throws(SystemFault) {
    let format = "\(path)/\(DataFolder.formatName)"
    let text = "\(DataFolder.formatStart)\(DataFolder.layout)\n"
    let file = try disk.renew(format + DataFolder.newEnding)
    try file.write(Array(text.utf8), at: 0)
    try file.syncData()
    try disk.rename(format + DataFolder.newEnding, to: format)
  }

  /// Reads the log from its beginning, or what lies between two places of it.
  func reader(_ range: Range<Int>? = nil) throws(StorageFault) -> RecordReader {
    let descriptor: Int32
    do throws(SystemFault) { descriptor = try SystemCalls.openForReading(logPath) } catch {
      throw .system(path, error)
    }
    return try RecordReader(descriptor, range, path: path)
  }

  /// Opens the log at its end, once all of it was read; what is torn behind it goes.
  func reopen(at end: Int) throws(StorageFault) -> RecordLog {
    do throws(SystemFault) {
      let file = try disk.openForWriting(logPath)
      if try file.size() > end { try file.cut(to: end) }
      try file.syncData()
      for left in [newLogPath, shortLogPath] { try disk.remove(left) }
      // From here on the log may have what only this layout has.
      try nameFormat()
      try disk.sync(folder: descriptor, path)
      return RecordLog(file)
    } catch { throw .system(path, error) }
  }
}
