// What a template leaves to its deployment: a name in the place of a value that nobody knows yet.

/// Two marks that no template holds enclose the name, so that a text which is known in part still
/// shows which part is not.
package enum UnknownValue {
  private static let open: Unicode.Scalar = "\u{E0F0}"
  private static let close: Unicode.Scalar = "\u{E0F1}"

  static func text(_ name: String) -> String { "\(open)\(name)\(close)" }

  package static func isKnown(_ text: String) -> Bool { !text.unicodeScalars.contains(open) }

  /// The names of what is not known in a text, in their order.
  package static func names(in text: String) -> [String] {
    text.unicodeScalars.split(separator: open, omittingEmptySubsequences: false).dropFirst()
      .map { String(String.UnicodeScalarView($0.prefix { $0 != close })) }
  }

  /// The text with something else in the place of what is not known: `*`, or the name itself.
  package static func filled(_ text: String, _ substitute: (String) -> String) -> String {
    let pieces = text.unicodeScalars.split(separator: open, omittingEmptySubsequences: false)
    guard let first = pieces.first else { return text }
    var whole = String(String.UnicodeScalarView(first))
    for piece in pieces.dropFirst() {
      let name = piece.prefix { $0 != close }
      whole += substitute(String(String.UnicodeScalarView(name)))
      whole += String(String.UnicodeScalarView(piece[name.endIndex...].dropFirst()))
    }
    return whole
  }
}
