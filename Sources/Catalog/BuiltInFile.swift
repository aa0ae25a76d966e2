// The files the program carries: schemas, tier layers, pages.

internal import EmbeddedBytes

package enum BuiltInFile {
  /// The bytes of a file by its name, such as `schema.bin` or `codes/TABLE012`.
  package static func bytes(_ name: String) -> [UInt8]? {
    guard let position = position(of: name) else { return nil }
    let file = unsafe embedded_file_at(position).pointee
    return unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }

  /// Every name that begins with a prefix, sorted.
  package static func names(under prefix: String) -> [String] {
    (0..<embedded_file_count).map(name(at:)).filter { $0.hasPrefix(prefix) }
  }

  private static func name(at position: Int) -> String {
    unsafe String(cString: embedded_file_at(position).pointee.name)
  }

  private static func position(of wanted: String) -> Int? {
    var low = 0
    var high = embedded_file_count
    while low < high {
      let middle = (low + high) / 2
      let candidate = name(at: middle)
      if candidate == wanted { return middle }
      if candidate < wanted { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
