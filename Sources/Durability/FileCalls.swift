// The calls to the operating system that keep data: the only unsafe ones here.

import Glibc

/// Why the system refused.
struct FileFault: Error, Equatable {
  let code: Int32

  static var last: FileFault { FileFault(code: errno) }

  var reason: String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    let words = unsafe String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  var isAbsence: Bool { code == ENOENT }
  var isPresence: Bool { code == EEXIST }
  var wouldBlock: Bool { code == EWOULDBLOCK }
}

enum FileCalls {
  enum Purpose {
    case folder, reading, appending
    /// A new file in the place of one that may be there.
    case renewing

    var flags: Int32 {
      switch self {
      case .folder: O_RDONLY | O_DIRECTORY
      case .reading: O_RDONLY
      case .appending: O_WRONLY
      case .renewing: O_WRONLY | O_CREAT | O_TRUNC
      }
    }
  }

  static func open(_ path: String, for purpose: Purpose) throws(FileFault) -> Int32 {
    let descriptor = unsafe Glibc.open(path, purpose.flags | O_CLOEXEC | O_NOCTTY, 0o666)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  static func close(_ descriptor: Int32) { Glibc.close(descriptor) }

  static func size(of descriptor: Int32) throws(FileFault) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
    return Int(status.st_size)
  }

  /// Writes all of it or throws; what was written of it before the fault stays.
  static func write(_ bytes: [UInt8], to descriptor: Int32, at offset: Int) throws(FileFault) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written,
          off_t(offset + written))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      written += count
    }
  }

  /// Adds what one read gives, up to `countMax` bytes; 0 at the end.
  static func read(
    _ descriptor: Int32, at offset: Int, upTo countMax: Int, into bytes: inout [UInt8]
  ) throws(FileFault) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: countMax))
    var count = 0
    repeat {
      count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + start }, countMax, off_t(offset))
      }
    } while count < 0 && errno == EINTR
    bytes.removeLast(countMax - max(0, count))
    if count < 0 { throw .last }
    return count
  }

  static func cut(_ descriptor: Int32, to size: Int) throws(FileFault) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw .last }
  }

  /// The data is on the disk when this comes back.
  static func syncData(_ descriptor: Int32) throws(FileFault) {
    guard fdatasync(descriptor) == 0 else { throw .last }
  }

  static func sync(_ descriptor: Int32) throws(FileFault) {
    guard fsync(descriptor) == 0 else { throw .last }
  }

  /// Nobody else's as long as the descriptor is open; held for nobody once the process is gone.
  static func lock(_ descriptor: Int32) throws(FileFault) {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .last }
  }

  static func makeFolder(_ path: String) throws(FileFault) {
    guard unsafe mkdir(path, 0o777) == 0 else { throw .last }
  }

  static func rename(_ old: String, to new: String) throws(FileFault) {
    guard unsafe Glibc.rename(old, new) == 0 else { throw .last }
  }

  static func remove(_ path: String) throws(FileFault) {
    guard unsafe unlink(path) == 0 else { throw .last }
  }

  static func names(in path: String) throws(FileFault) -> [String] {
    guard let folder = unsafe opendir(path) else { throw .last }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      guard let start = unsafe entry.pointer(to: \.d_name) else { continue }
      let name = unsafe start.withMemoryRebound(to: CChar.self, capacity: 1) {
        unsafe String(cString: $0)
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .last }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
