// Cuts texts up: at separators, and at `${…}`.

enum TextPieces {
  enum Piece: Equatable { case plain(String), name(String) }

  static func split(_ text: String, by separator: String) -> [String] {
    guard !separator.isEmpty else { return [text] }
    var pieces: [String] = []
    var rest = Array(text.utf8)[...]
    let mark = Array(separator.utf8)
    var piece: [UInt8] = []
    while let byte = rest.first {
      if rest.starts(with: mark) {
        pieces.append(String(decoding: piece, as: UTF8.self))
        piece = []
        rest = rest.dropFirst(mark.count)
      } else {
        piece.append(byte)
        rest = rest.dropFirst()
      }
    }
    return pieces + [String(decoding: piece, as: UTF8.self)]
  }

  /// `${!name}` stands for `${name}` itself.
  static func substitutions(in text: String) -> [Piece] {
    var pieces: [Piece] = []
    var plain = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      plain += rest[..<dollar]
      rest = rest[dollar...]
      guard rest.hasPrefix("${"), let close = rest.firstIndex(of: "}") else {
        plain.append("$")
        rest = rest.dropFirst()
        continue
      }
      let name = rest[..<close].dropFirst(2)
      if name.hasPrefix("!") {
        plain += "${\(name.dropFirst())}"
      } else {
        if !plain.isEmpty { pieces.append(.plain(plain)) }
        plain = ""
        pieces.append(.name(String(name)))
      }
      rest = rest[rest.index(after: close)...]
    }
    plain += rest
    if !plain.isEmpty { pieces.append(.plain(plain)) }
    return pieces
  }
}
