// The few calls to the operating system, each with its fault as a value.

package import Glibc

package struct FileStatus: Sendable {
  package enum Kind: Sendable { case regular, folder, link, other }

  package let kind: Kind
  package let size: Int
  package let device: UInt64
  package let inode: UInt64
  package let permissions: mode_t

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

package enum SystemCalls {
  /// What stands at a path; a link is followed unless told otherwise.
  package static func status(of path: String, followingLinks: Bool = true) throws(SystemFault)
    -> FileStatus
  {
    var status = stat()
    let answer = unsafe followingLinks ? stat(path, &status) : lstat(path, &status)
    guard answer == 0 else { throw .last }
    return FileStatus(status)
  }

  package static func status(of descriptor: Int32) throws(SystemFault) -> FileStatus {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
    return FileStatus(status)
  }

  /// Never waits for the other end of a pipe, and never becomes a terminal's owner.
  package static func openForReading(_ path: String) throws(SystemFault) -> Int32 {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// A new file; one that is there already is a fault.
  package static func create(_ path: String) throws(SystemFault) -> Int32 {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// A new file in the place of one that may be there.
  package static func renew(_ path: String) throws(SystemFault) -> Int32 {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// A folder, to lock it or to have its names on the disk.
  package static func openFolder(_ path: String) throws(SystemFault) -> Int32 {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// A device or a pipe that is there already.
  package static func openForWriting(_ path: String) throws(SystemFault) -> Int32 {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// Writes all of it or throws; what was written of it before the fault stays. Goes on where the
  /// file stands unless told a place.
  package static func write(
    _ bytes: [UInt8], to descriptor: Int32, at place: Int? = nil
  ) throws(SystemFault) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe buffer.baseAddress.map { unsafe $0 + written }
        return if let place {
          unsafe pwrite(descriptor, rest, buffer.count - written, off_t(place + written))
        } else {
          unsafe Glibc.write(descriptor, rest, buffer.count - written)
        }
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      written += count
    }
  }

  /// Adds what one read gives, up to `count` bytes; 0 at the end. Goes on where the file stands
  /// unless told a place.
  package static func read(
    _ count: Int, from descriptor: Int32, at place: Int? = nil, into bytes: inout [UInt8]
  ) throws(SystemFault) -> Int {
    var received = 0
    var fault: SystemFault?
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      repeat {
        received =
          if let place {
            unsafe pread(descriptor, buffer.baseAddress, count, off_t(place))
          } else {
            unsafe Glibc.read(descriptor, buffer.baseAddress, count)
          }
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
  package static func names(in path: String) throws(SystemFault) -> [String] {
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

  package static func resolvedPath(of path: String) throws(SystemFault) -> String {
    guard let resolved = unsafe realpath(path, nil) else { throw .last }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  package static func makeFolder(_ path: String) throws(SystemFault) {
    guard unsafe mkdir(path, 0o777) == 0 else { throw .last }
  }

  package static func rename(_ old: String, to new: String) throws(SystemFault) {
    guard unsafe Glibc.rename(old, new) == 0 else { throw .last }
  }

  /// A second name for a file.
  package static func link(_ path: String, as other: String) throws(SystemFault) {
    guard unsafe Glibc.link(path, other) == 0 else { throw .last }
  }

  package static func removeFile(_ path: String) throws(SystemFault) {
    guard unsafe unlink(path) == 0 else { throw .last }
  }

  package static func removeEmptyFolder(_ path: String) throws(SystemFault) {
    guard unsafe rmdir(path) == 0 else { throw .last }
  }

  package static func setPermissions(_ permissions: mode_t, of descriptor: Int32)
    throws(SystemFault)
  {
    guard fchmod(descriptor, permissions) == 0 else { throw .last }
  }

  /// Some file systems tell only now that the disk was full.
  package static func close(_ descriptor: Int32) throws(SystemFault) {
    guard Glibc.close(descriptor) == 0 else { throw .last }
  }

  /// Where closing has nothing left to tell: what was written is on the disk, or given up.
  package static func release(_ descriptor: Int32) { Glibc.close(descriptor) }

  package static func cut(_ descriptor: Int32, to size: Int) throws(SystemFault) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw .last }
  }

  /// The data is on the disk when this comes back.
  package static func syncData(_ descriptor: Int32) throws(SystemFault) {
    guard fdatasync(descriptor) == 0 else { throw .last }
  }

  package static func sync(_ descriptor: Int32) throws(SystemFault) {
    guard fsync(descriptor) == 0 else { throw .last }
  }

  /// Nobody else's as long as the descriptor is open; held for nobody once the process is gone.
  package static func lock(_ descriptor: Int32) throws(SystemFault) {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .last }
  }

  package static var workingFolder: String? {
    guard let path = unsafe getcwd(nil, 0) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  package static var processNumber: Int32 { getpid() }

  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  package static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  package static func secondsSinceEpoch() -> Int { time(nil) }

  package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// A stream that was closed before we began would give its number to the next file opened, and
  /// what is meant for the stream would be written there: hold the number with something that
  /// refuses.
  package static func holdStandardStreams() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
