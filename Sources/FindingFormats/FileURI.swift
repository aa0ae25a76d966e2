// A file's name as a URI reference (RFC 3986).

enum FileURI {
  /// Relative names stay relative; what is not plain in a path is percent-encoded, the colon too,
  /// because in a first segment it would end a scheme.
  static func reference(to file: String) -> String {
    var reference = file.hasPrefix("/") ? "file://" : ""
    for byte in file.utf8 {
      if isPlain(byte) {
        reference.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        reference += byte < 0x10 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return reference
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "@"),
      UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: ","):
      return true
    default: return false
    }
  }
}
