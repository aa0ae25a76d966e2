// Reads whole files, and nothing that is not a file.

import HostSystem

/// Why an input was not read: one line, and what to do where there is something.
package struct ReadFault: Error, Equatable, Sendable {
  package let message: String
  package let help: String?

  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }

  init(_ name: String, _ fault: SystemFault) {
    self.init("cannot read `\(name)`: \(fault.reason)")
  }
}

enum FileReading {
  /// No spec and no template comes near it; a wrong file often does.
  static let inputBytesMax = 256 << 20

  /// How much is read at once where no size is known.
  private static let chunkBytes = 1 << 16

  struct Contents {
    let bytes: [UInt8]
    let status: FileStatus
  }

  /// `read` gets to say no once it is known which file this is, and before it is read.
  static func read(
    _ path: String, named name: String, unless isUnwanted: (FileStatus) -> Bool = { _ in false }
  ) throws(ReadFault) -> Contents? {
    let descriptor: Int32
    do { descriptor = try SystemCalls.openForReading(path) } catch { throw ReadFault(name, error) }
    defer { close(descriptor) }
    let status: FileStatus
    do { status = try SystemCalls.status(of: descriptor) } catch { throw ReadFault(name, error) }
    switch status.kind {
    case .regular: break
    case .folder: throw ReadFault(name, .isFolder)
    case .link, .other:
      throw ReadFault(
        "cannot read `\(name)`: not a regular file",
        help: "to read from a pipe, write `-` and redirect standard input")
    }
    if isUnwanted(status) { return nil }
    guard status.size <= inputBytesMax else { throw tooLarge(name) }
    var bytes: [UInt8] = []
    if status.size > 0 {
      do {
        _ = try SystemCalls.read(status.size, from: descriptor, into: &bytes)
      } catch { throw ReadFault(name, error) }
      // One read gives the whole of an ordinary file.
      if bytes.count == status.size { return Contents(bytes: bytes, status: status) }
    }
    // What `/proc` shows has no size, and a file may shrink or grow meanwhile.
    try readRest(of: descriptor, named: name, into: &bytes)
    return Contents(bytes: bytes, status: status)
  }

  static func readStream(_ descriptor: Int32, named name: String) throws(ReadFault) -> [UInt8] {
    var bytes: [UInt8] = []
    try readRest(of: descriptor, named: name, into: &bytes)
    return bytes
  }

  private static func readRest(of descriptor: Int32, named name: String, into bytes: inout [UInt8])
    throws(ReadFault)
  {
    while true {
      let count: Int
      do {
        count = try SystemCalls.read(chunkBytes, from: descriptor, into: &bytes)
      } catch { throw ReadFault(name, error) }
      if count == 0 { return }
      guard bytes.count <= inputBytesMax else { throw tooLarge(name) }
    }
  }

  private static func tooLarge(_ name: String) -> ReadFault {
    ReadFault(
      "cannot read `\(name)`: it is larger than \(inputBytesMax >> 20) MiB",
      help: "is it the right file? Specs and templates are far smaller")
  }

  /// Nothing was written, so there is nothing that closing could lose.
  private static func close(_ descriptor: Int32) {
    do { try SystemCalls.close(descriptor) } catch {}
  }
}
