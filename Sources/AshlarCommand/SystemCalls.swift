// The few calls to the operating system, each with its fault as a value.

import Glibc

/// Why the system refused.
package struct SystemFault: Error, Equatable, Sendable {
  package let code: Int32

  package init(_ code: Int32) {
    self.code = code
  }

  static var last: SystemFault { SystemFault(errno) }

  /// Lower case, as our own words are.
  package var reason: String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    let words = unsafe String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  static let notFound = SystemFault(ENOENT)
  static let isFolder = SystemFault(EISDIR)
  static let exists = SystemFault(EEXIST)

  /// The reader of a pipe has gone: no reason to complain.
  var isBrokenPipe: Bool { code == EPIPE }

  /// Nothing of that name is there.
  var isAbsence: Bool { code == ENOENT || code == ENOTDIR }

  var isRefusal: Bool { code == EACCES }
}

struct FileStatus {
  enum Kind { case regular, folder, link, other }

  let kind: Kind
  let size: Int
  let device: UInt64
  let inode: UInt64
  let permissions: mode_t

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    size = Int(status.st_size)
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    permissions = status.st_mode & 0o7777
  }
}

enum SystemCalls {
  /// What stands at a path; a link is followed unless told otherwise.
  static func status(of path: String, followingLinks: Bool = true) throws(SystemFault)
    -> FileStatus
  {
    var status = stat()
    let answer = unsafe followingLinks ? stat(path, &status) : lstat(path, &status)
    guard answer == 0 else { throw .last }
    return FileStatus(status)
  }

  static func status(of descriptor: Int32) throws(SystemFault) -> FileStatus {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
    return FileStatus(status)
  }

  /// Never waits for the other end of a pipe, and never becomes a terminal's owner.
  static func openForReading(_ path: String) throws(SystemFault) -> Int32 {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// A new file; one that is there already is a fault.
  static func create(_ path: String) throws(SystemFault) -> Int32 {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// A device or a pipe that is there already.
  static func openForWriting(_ path: String) throws(SystemFault) -> Int32 {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemFault) {
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress.map { unsafe $0 + offset },
          buffer.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      offset += count
    }
  }

  /// Adds what one read gives, up to `count` bytes; 0 at the end.
  static func read(_ count: Int, from descriptor: Int32, into bytes: inout [UInt8])
    throws(SystemFault) -> Int
  {
    var received = 0
    var fault: SystemFault?
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      repeat {
        received = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
      } while received < 0 && errno == EINTR
      if received < 0 { fault = .last }
      initialized = max(0, received)
    }
    if let fault { throw fault }
    // The usual case, a whole file in one read, is not copied.
    if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    return received
  }

  /// The names in a folder, without `.` and `..`, by their bytes: the same on every file system.
  static func names(in path: String) throws(SystemFault) -> [String] {
    guard let folder = unsafe opendir(path) else { throw .last }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      // The record is shorter than its type: only the name's own bytes may be touched.
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

  static func resolvedPath(of path: String) throws(SystemFault) -> String {
    guard let resolved = unsafe realpath(path, nil) else { throw .last }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  static func makeFolder(_ path: String) throws(SystemFault) {
    guard unsafe mkdir(path, 0o777) == 0 else { throw .last }
  }

  static func rename(_ old: String, to new: String) throws(SystemFault) {
    guard unsafe Glibc.rename(old, new) == 0 else { throw .last }
  }

  /// A second name for a file.
  static func link(_ path: String, as other: String) throws(SystemFault) {
    guard unsafe Glibc.link(path, other) == 0 else { throw .last }
  }

  static func removeFile(_ path: String) throws(SystemFault) {
    guard unsafe unlink(path) == 0 else { throw .last }
  }

  static func removeEmptyFolder(_ path: String) throws(SystemFault) {
    guard unsafe rmdir(path) == 0 else { throw .last }
  }

  static func setPermissions(_ permissions: mode_t, of descriptor: Int32) throws(SystemFault) {
    guard fchmod(descriptor, permissions) == 0 else { throw .last }
  }

  /// Some file systems tell only now that the disk was full.
  static func close(_ descriptor: Int32) throws(SystemFault) {
    guard Glibc.close(descriptor) == 0 else { throw .last }
  }

  static var workingFolder: String? {
    guard let path = unsafe getcwd(nil, 0) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  static var processNumber: Int32 { getpid() }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  static func secondsSinceEpoch() -> Int { time(nil) }

  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// A stream that was closed before we began would give its number to the next file opened, and
  /// what is meant for the stream would be written there: hold the number with something that
  /// refuses.
  static func holdStandardStreams() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
