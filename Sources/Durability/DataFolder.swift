// A folder that keeps what a server was asked: whose it is, its layout, its log, and its lock.

package final class DataFolder: Sendable {
  static let layout = 1

  private static let formatName = "format"
  private static let logName = "requests.log"
  private static let newEnding = ".new"
  private static let formatStart = "ashlar data folder, layout "

  package let path: String
  /// Open and locked as long as the folder is in use.
  private let descriptor: Int32
  /// Nothing was kept here yet.
  package let isNew: Bool

  /// Locks the folder, and makes it if there is none.
  package init(_ path: String) throws(StorageFault) {
    self.path = path
    let descriptor: Int32
    do throws(FileFault) {
      do throws(FileFault) { try FileCalls.makeFolder(path) } catch {
        guard error.isPresence else { throw error }
      }
      descriptor = try FileCalls.open(path, for: .folder)
    } catch { throw .system(path, error) }
    self.descriptor = descriptor
    do throws(StorageFault) {
      do throws(FileFault) { try FileCalls.lock(descriptor) } catch {
        throw error.wouldBlock ? .locked(path) : .system(path, error)
      }
      isNew = try DataFolder.look(into: path)
    } catch {
      FileCalls.close(descriptor)
      throw error
    }
  }

  deinit { FileCalls.close(descriptor) }

  /// True for a folder in which nothing was kept yet; throws for what is not ours.
  private static func look(into path: String) throws(StorageFault) -> Bool {
    let names: [String]
    var format: [UInt8] = []
    do throws(FileFault) {
      names = try FileCalls.names(in: path)
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
    guard layout == "\(DataFolder.layout)" else { throw .newer(path, layout: String(layout)) }
    if names.contains(logName) { return false }
    // Killed between the two names: the log was complete before the format was named.
    guard names.contains(logName + newEnding) else {
      throw .damaged(path, "its file `\(logName)` is missing")
    }
    do throws(FileFault) {
      try FileCalls.rename("\(path)/\(logName)\(newEnding)", to: "\(path)/\(logName)")
    } catch { throw .system(path, error) }
    return false
  }

  private static func content(of path: String) throws(FileFault) -> [UInt8] {
    let descriptor = try FileCalls.open(path, for: .reading)
    defer { FileCalls.close(descriptor) }
    var bytes: [UInt8] = []
    _ = try FileCalls.read(descriptor, at: 0, upTo: 256, into: &bytes)
    return bytes
  }

  // MARK: - The log

  /// A log of one record, written whole beside whatever there is.
  struct NewLog {
    let log: RecordLog
    let end: Int
  }

  func prepare(_ body: [UInt8]) throws(StorageFault) -> NewLog {
    guard body.count <= Int(Int32.max) else {
      throw StorageFault(
        "templates and seed are too long for the data folder `\(path)`",
        help: "put the items by requests, once the server runs")
    }
    let record = RecordFrame.head(of: body, at: 0) + body
    do throws(FileFault) {
      let log = RecordLog(try FileCalls.open(newLogPath, for: .renewing))
      try log.write(record)
      return NewLog(log: log, end: record.count)
    } catch { throw .system(path, error) }
  }

  /// Puts it in the place of the old one: either is there at every moment.
  func install(_ new: NewLog) throws(StorageFault) {
    do throws(FileFault) {
      if isNew {
        let format = "\(path)/\(DataFolder.formatName)"
        let text = "\(DataFolder.formatStart)\(DataFolder.layout)\n"
        try write(Array(text.utf8), to: format + DataFolder.newEnding)
        try FileCalls.rename(format + DataFolder.newEnding, to: format)
      }
      try FileCalls.rename(newLogPath, to: "\(path)/\(DataFolder.logName)")
      try FileCalls.sync(descriptor)
    } catch { throw .system(path, error) }
  }

  private var newLogPath: String { "\(path)/\(DataFolder.logName)\(DataFolder.newEnding)" }

  private func write(_ bytes: [UInt8], to path: String) throws(FileFault) {
    let descriptor = try FileCalls.open(path, for: .renewing)
    defer { FileCalls.close(descriptor) }
    try FileCalls.write(bytes, to: descriptor, at: 0)
    try FileCalls.sync(descriptor)
  }

  func reader() throws(StorageFault) -> RecordReader {
    let descriptor: Int32
    do throws(FileFault) {
      descriptor = try FileCalls.open("\(path)/\(DataFolder.logName)", for: .reading)
    } catch { throw .system(path, error) }
    return try RecordReader(descriptor, path: path)
  }

  /// Opens the log at its end; what is torn behind it goes.
  func reopen(at end: Int) throws(StorageFault) -> RecordLog {
    do throws(FileFault) {
      let descriptor = try FileCalls.open("\(path)/\(DataFolder.logName)", for: .appending)
      let log = RecordLog(descriptor)
      if try FileCalls.size(of: descriptor) > end { try FileCalls.cut(descriptor, to: end) }
      try log.sync()
      return log
    } catch { throw .system(path, error) }
  }
}
