// Swift's spelling of names from a schema.

enum SwiftName {
  private static let reserved: Set<String> = [
    "default", "case", "switch", "in", "is", "as", "self", "init", "protocol", "extension",
    "import",
    "public", "private", "internal", "static", "class", "struct", "enum", "func", "var", "let",
    "if", "else", "for", "while", "repeat", "return", "break", "continue", "true", "false", "nil",
    "any", "none",
  ]

  static func property(_ name: String) -> String {
    let joined = camelCase(words(of: name))
    return reserved.contains(joined) ? "`\(joined)`" : joined
  }

  /// `PAY_PER_REQUEST` becomes `payPerRequest`, `nodejs22.x` `nodejs22x`, `database:dynamodb`
  /// `databaseDynamodb`.
  static func enumeration(_ value: String) -> String {
    let isShouted = value.count > 1 && value.allSatisfy { !$0.isLowercase }
    let joined = camelCase(words(of: isShouted ? value.lowercased() : value))
    let named = joined.first?.isNumber == true ? "value" + joined : joined
    return reserved.contains(named) ? "`\(named)`" : named
  }

  /// A name that Swift keeps for itself, in backticks.
  static func escaped(_ name: String) -> String { reserved.contains(name) ? "`\(name)`" : name }

  static func literal(_ text: String) -> String {
    var out = "\""
    for character in text {
      if character == "\"" || character == "\\" { out += "\\" }
      out.append(character)
    }
    return out + "\""
  }

  private static func words(of name: String) -> [Substring] {
    name.split { !$0.isLetter && !$0.isNumber }
  }

  private static func camelCase(_ words: [Substring]) -> String {
    guard let first = words.first else { return "empty" }
    let head = first.allSatisfy(\.isUppercase) ? first.lowercased() : lowerFirst(first)
    return head + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func lowerFirst(_ word: Substring) -> String {
    word.prefix(1).lowercased() + word.dropFirst()
  }
}

/// Breaks prose into lines.
enum TextWrap {
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
