// The log of a data folder, open at its end: whole records are added, or nothing.

import HostSystem

final class RecordLog: Sendable {
  private let file: Disk.OpenFile

  init(_ file: Disk.OpenFile) { self.file = file }

  /// Adds records that belong together at the end; gives the new end.
  ///
  /// What could be written of records that did not fit is taken back: later ones must not come
  /// behind half of them.
  func append(_ bodies: [[UInt8]], at end: Int) throws(AppendFault) -> Int {
    var place = end
    do throws(SystemFault) {
      for body in bodies {
        let record = RecordFrame.head(of: body, at: place) + body
        try file.write(record, at: place)
        place += record.count
      }
    } catch {
      do throws(SystemFault) { try file.cut(to: end) } catch {
        throw .lost(error.reason)
      }
      throw .refused(error.reason)
    }
    return place
  }

  func sync() throws(SystemFault) { try file.syncData() }

  enum AppendFault: Error {
    /// The log is as it was.
    case refused(String)
    /// Nobody knows what the log ends with.
    case lost(String)
  }
}

/// A log that is written beside the one in use, to take its place when it is whole.
final class StagedLog {
  private static let chunkBytes = 1 << 20

  let path: String
  private let file: Disk.OpenFile
  private var waiting: [UInt8] = []
  /// Where the next record begins.
  private(set) var end = 0
  /// Why nothing more can be added.
  private(set) var fault: SystemFault?

  init(_ file: Disk.OpenFile, at path: String) {
    self.file = file
    self.path = path
  }

  /// False once the disk has refused something.
  @discardableResult
  func add(_ body: [UInt8]) -> Bool {
    guard fault == nil else { return false }
    waiting += RecordFrame.head(of: body, at: end)
    waiting += body
    end += RecordFrame.headBytes + body.count
    if waiting.count >= StagedLog.chunkBytes { flush() }
    return fault == nil
  }

  private func flush() {
    guard fault == nil, !waiting.isEmpty else { return }
    do throws(SystemFault) { try file.write(waiting, at: end - waiting.count) } catch {
      fault = error
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// All of it is on the disk when this comes back.
  func sync() throws(SystemFault) {
    flush()
    if let fault { throw fault }
    try file.syncData()
  }

  /// To be gone on with, once it stands in its place.
  var log: RecordLog { RecordLog(file) }
}
