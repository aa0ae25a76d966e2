// Writes what a run makes: to a stream, or to a file whole or not at all.

package import HostSystem

/// Why something was not written.
package struct WriteFault: Error, Equatable, Sendable {
  package let name: String
  package let fault: SystemFault

  package var message: String { "cannot write \(name): \(fault.reason)" }
}

enum Output {
  static func writeStream(_ bytes: [UInt8], to descriptor: Int32) throws(WriteFault) {
    do {
      try SystemCalls.write(bytes, to: descriptor)
    } catch { throw WriteFault(name: "to standard output", fault: error) }
  }

  /// The file is what it was, or what it shall be; one that would not change is not touched.
  static func writeFile(_ bytes: [UInt8], at path: String, named name: String) throws(WriteFault) {
    do {
      try replace(path, with: bytes)
    } catch { throw WriteFault(name: "`\(name)`", fault: error) }
  }

  private static func replace(_ path: String, with bytes: [UInt8]) throws(SystemFault) {
    guard let old = try existing(path) else {
      let staged = try stage(bytes, for: path, permissions: nil)
      return try install(staged, at: path)
    }
    switch old.kind {
    case .regular: break
    case .folder: throw .isFolder
    case .link, .other: return try writeDirectly(bytes, to: path)
    }
    if equals(path, old, bytes) { return }
    // A link stays a link: what it leads to is replaced.
    let target = try SystemCalls.resolvedPath(of: path)
    let staged = try stage(bytes, for: target, permissions: old)
    try install(staged, at: target)
  }

  static func existing(_ path: String) throws(SystemFault) -> FileStatus? {
    do {
      return try SystemCalls.status(of: path)
    } catch {
      if error == .notFound { return nil }
      throw error
    }
  }

  /// A device or a pipe cannot be replaced, only written to.
  private static func writeDirectly(_ bytes: [UInt8], to path: String) throws(SystemFault) {
    let descriptor = try SystemCalls.openForWriting(path)
    try writeAndClose(bytes, descriptor)
  }

  private static func writeAndClose(_ bytes: [UInt8], _ descriptor: Int32) throws(SystemFault) {
    do {
      try SystemCalls.write(bytes, to: descriptor)
    } catch {
      do { try SystemCalls.close(descriptor) } catch {}
      throw error
    }
    try SystemCalls.close(descriptor)
  }

  static func equals(_ path: String, _ status: FileStatus, _ bytes: [UInt8]) -> Bool {
    guard status.size == bytes.count else { return false }
    // What cannot be read is written anew; if that fails too, it says so.
    do {
      return try FileReading.read(path, named: path)?.bytes == bytes
    } catch { return false }
  }

  /// Writes beside the target, where a rename cannot fail for want of space, and returns the path.
  static func stage(_ bytes: [UInt8], for path: String, permissions old: FileStatus?)
    throws(SystemFault) -> String
  {
    let staged = sibling(of: path, marked: "new")
    let descriptor: Int32
    do {
      descriptor = try SystemCalls.create(staged)
    } catch {
      guard error == .exists else { throw error }
      // Left behind by a run that was killed: process numbers come again.
      try SystemCalls.removeFile(staged)
      descriptor = try SystemCalls.create(staged)
    }
    do {
      if let old { try SystemCalls.setPermissions(old.permissions, of: descriptor) }
    } catch {
      // A file system without permissions is no reason not to write.
    }
    do {
      try writeAndClose(bytes, descriptor)
    } catch {
      discard(staged)
      throw error
    }
    return staged
  }

  private static func install(_ staged: String, at path: String) throws(SystemFault) {
    do {
      try SystemCalls.rename(staged, to: path)
    } catch {
      discard(staged)
      throw error
    }
  }

  /// A hidden name beside a path, of this process alone.
  static func sibling(of path: String, marked mark: String) -> String {
    FilePath.join(
      FilePath.folder(of: path),
      ".\(FilePath.name(of: path)).\(SystemCalls.processNumber).\(mark)")
  }

  /// What is in the way is removed as well as may be: there is already something worse to say.
  static func discard(_ path: String) {
    do { try SystemCalls.removeFile(path) } catch {}
  }
}
