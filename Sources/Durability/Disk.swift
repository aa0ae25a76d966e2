// What is asked of the disk under a data folder, step by step: a test may refuse one, as disks do.

package import HostSystem

package struct Disk: Sendable {
  package enum Step: Sendable, Equatable {
    case open, write, cut, sync, rename, remove
  }

  package typealias Refusal = SystemFault

  private let admit: @Sendable (Step, String) throws(Refusal) -> Void

  /// `admit` is called before each step, with the path that it is about.
  package init(_ admit: @escaping @Sendable (Step, String) throws(Refusal) -> Void) {
    self.admit = admit
  }

  package static let system = Disk { _, _ throws(SystemFault) in }

  /// A new file in the place of one that may be there.
  func renew(_ path: String) throws(SystemFault) -> OpenFile {
    try admit(.open, path)
    return OpenFile(try SystemCalls.renew(path), path, self)
  }

  func openForWriting(_ path: String) throws(SystemFault) -> OpenFile {
    try admit(.open, path)
    return OpenFile(try SystemCalls.openForWriting(path), path, self)
  }

  func rename(_ old: String, to new: String) throws(SystemFault) {
    try admit(.rename, new)
    try SystemCalls.rename(old, to: new)
  }

  /// Whether it was there or not.
  func remove(_ path: String) throws(SystemFault) {
    try admit(.remove, path)
    do throws(SystemFault) { try SystemCalls.removeFile(path) } catch {
      guard error.isAbsence else { throw error }
    }
  }

  /// The names in a folder are on the disk when this comes back.
  func sync(folder descriptor: Int32, _ path: String) throws(SystemFault) {
    try admit(.sync, path)
    try SystemCalls.sync(descriptor)
  }

  final class OpenFile: Sendable {
    private let descriptor: Int32
    private let path: String
    private let disk: Disk

    init(_ descriptor: Int32, _ path: String, _ disk: Disk) {
      self.descriptor = descriptor
      self.path = path
      self.disk = disk
    }

    deinit { SystemCalls.release(descriptor) }

    func write(_ bytes: [UInt8], at place: Int) throws(SystemFault) {
      try disk.admit(.write, path)
      try SystemCalls.write(bytes, to: descriptor, at: place)
    }

    func cut(to size: Int) throws(SystemFault) {
      try disk.admit(.cut, path)
      try SystemCalls.cut(descriptor, to: size)
    }

    /// The data is on the disk when this comes back.
    func syncData() throws(SystemFault) {
      try disk.admit(.sync, path)
      try SystemCalls.syncData(descriptor)
    }

    func size() throws(SystemFault) -> Int { try SystemCalls.status(of: descriptor).size }
  }
}
