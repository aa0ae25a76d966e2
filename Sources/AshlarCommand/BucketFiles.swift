// The files of a folder whose folders stand for buckets: written whole, read within bounds, and
// never outside of the folder.

import HostSystem

package struct BucketFiles: Sendable, Equatable {
  private let root: String

  init(root: String) {
    self.root = root
  }

  package enum Fault: Error, Sendable, Equatable {
    case noBucket
    /// Why the system refused, or what is wrong with the name.
    case refused(String)

    fileprivate init(_ fault: SystemFault) { self = .refused(fault.reason) }
  }

  /// EVIDENCE: Developer Guide, "DynamoDB data import from Amazon S3", quotas: 50,000 objects.
  private static let filesMax = 50_000
  private static let depthMax = 64

  /// The bucket must be there; the folders in it are made.
  package func write(_ bytes: [UInt8], to key: String, in bucket: String) throws(Fault) {
    let parts = try BucketFiles.parts(of: key)
    var folder = try path(of: bucket)
    for part in parts.dropLast() {
      folder = FilePath.join(folder, part)
      do { try SystemCalls.makeFolder(folder) } catch {
        guard BucketFiles.isFolder(folder) else { throw Fault(error) }
      }
    }
    guard let name = parts.last else { throw .refused("a key is needed") }
    let path = FilePath.join(folder, name)
    // Written beside and renamed: who reads it finds all of it or nothing.
    let draft = path + ".ashlar-draft"
    do { try SystemCalls.removeFile(draft) } catch {
      guard error.isAbsence else { throw Fault(error) }
    }
    do throws(SystemFault) {
      let descriptor = try SystemCalls.create(draft)
      do throws(SystemFault) { try SystemCalls.write(bytes, to: descriptor) } catch {
        try SystemCalls.close(descriptor)
        throw error
      }
      try SystemCalls.close(descriptor)
      try SystemCalls.rename(draft, to: path)
    } catch { throw Fault(error) }
  }

  /// The keys of the files whose key begins with a prefix, by their bytes.
  package func keys(under prefix: String, in bucket: String) throws(Fault) -> [String] {
    var keys: [String] = []
    try collect(try path(of: bucket), "", prefix, depth: 0, &keys)
    return keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func collect(
    _ folder: String, _ start: String, _ prefix: String, depth: Int, _ keys: inout [String]
  ) throws(Fault) {
    guard depth < BucketFiles.depthMax else { throw .refused("folders are nested too deeply") }
    let names: [String]
    do { names = try SystemCalls.names(in: folder) } catch { throw Fault(error) }
    for name in names {
      let key = start + name
      let path = FilePath.join(folder, name)
      let kind: FileStatus.Kind
      // Links are not followed: they could lead out of the folder.
      do { kind = try SystemCalls.status(of: path, followingLinks: false).kind } catch {
        throw Fault(error)
      }
      switch kind {
      case .regular where key.utf8.starts(with: prefix.utf8):
        guard keys.count < BucketFiles.filesMax else {
          throw .refused("more than \(BucketFiles.filesMax) files begin with the prefix")
        }
        keys.append(key)
      case .folder
      where prefix.utf8.starts(with: (key + "/").utf8)
        || (key + "/").utf8.starts(with: prefix.utf8):
        try collect(path, key + "/", prefix, depth: depth + 1, &keys)
      case .regular, .folder, .link, .other: break
      }
    }
  }

  package func read(_ key: String, in bucket: String) throws(Fault) -> [UInt8] {
    var path = try path(of: bucket)
    for part in try BucketFiles.parts(of: key) { path = FilePath.join(path, part) }
    do { return try FileReading.read(path, named: key)?.bytes ?? [] } catch {
      throw .refused(error.message)
    }
  }

  private func path(of bucket: String) throws(Fault) -> String {
    let path = FilePath.join(root, try BucketFiles.part(bucket))
    guard BucketFiles.isFolder(path) else { throw .noBucket }
    return path
  }

  private static func isFolder(_ path: String) -> Bool {
    do { return try SystemCalls.status(of: path).kind == .folder } catch { return false }
  }

  /// The names of folders and of the file; what a file system would take for something else is
  /// refused.
  private static func parts(of key: String) throws(Fault) -> [String] {
    var parts: [String] = []
    for part in key.split(separator: "/", omittingEmptySubsequences: false) {
      parts.append(try self.part(String(part)))
    }
    return parts
  }

  private static func part(_ name: String) throws(Fault) -> String {
    guard !name.isEmpty, name != ".", name != "..",
      !name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") })
    else { throw .refused("a part of the key cannot name a file: `\(name)`") }
    return name
  }
}
