// The log of a data folder, open at its end: whole records are added, or nothing.

final class RecordLog: Sendable {
  private let descriptor: Int32

  /// Takes the descriptor over.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { FileCalls.close(descriptor) }

  /// Adds a record at the end; gives the new end.
  ///
  /// What could be written of a record that did not fit is taken back: a later one must not come
  /// behind half of it.
  func append(_ body: [UInt8], at end: Int) throws(AppendFault) -> Int {
    let record = RecordFrame.head(of: body, at: end) + body
    do throws(FileFault) {
      try FileCalls.write(record, to: descriptor, at: end)
    } catch {
      do throws(FileFault) { try FileCalls.cut(descriptor, to: end) } catch {
        throw .lost(error.reason)
      }
      throw .refused(error.reason)
    }
    return end + record.count
  }

  /// The first record of a new log.
  func write(_ record: [UInt8]) throws(FileFault) {
    try FileCalls.write(record, to: descriptor, at: 0)
    try FileCalls.sync(descriptor)
  }

  func sync() throws(FileFault) { try FileCalls.syncData(descriptor) }

  enum AppendFault: Error {
    /// The log is as it was.
    case refused(String)
    /// Nobody knows what the log ends with.
    case lost(String)
  }
}
