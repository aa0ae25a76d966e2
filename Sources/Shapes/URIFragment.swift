// The escapes in the fragment of a URI that is a JSON Pointer.

enum URIFragment {
  /// A part of a pointer in a URI fragment: percent escapes first, then the pointer's own.
  static func unescape(_ part: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(part.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest.removeFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    let decoded = String(decoding: bytes, as: UTF8.self)
    var text = ""
    var isEscaped = false
    for character in decoded.unicodeScalars {
      switch (isEscaped, character) {
      case (false, "~"): isEscaped = true
      case (true, "0"):
        text.append("~")
        isEscaped = false
      case (true, _):
        text.append("/")
        isEscaped = false
      case (false, _): text.unicodeScalars.append(character)
      }
    }
    return text
  }
}
