// Names that share a word with one that is not known: `memory` and `memorySize`.

enum Likeness {
  /// The up to three best among the candidates, in their order.
  static func similar(to name: String, among candidates: [String]) -> [String] {
    let written = words(of: name)
    guard !written.isEmpty, name.utf8.count <= 64 else { return [] }
    let scored = candidates.map { ($0, score(written, words(of: $0))) }
    guard let best = scored.map(\.1).max(), best > 0 else { return [] }
    return Array(scored.filter { $0.1 == best }.map(\.0).prefix(3))
  }

  /// Whole words that are equal count more than a word that begins another.
  private static func score(_ written: [String], _ known: [String]) -> Int {
    var score = 0
    for word in written {
      if known.contains(word) {
        score += 2
      } else if word.count >= 3,
        known.contains(where: { $0.count >= 3 && ($0.hasPrefix(word) || word.hasPrefix($0)) })
      {
        score += 1
      }
    }
    return score
  }

  /// `globalSecondaryIndexes` holds `global`, `secondary` and `index`.
  private static func words(of name: String) -> [String] {
    parts(of: name).map { singular($0.lowercased()) }
  }

  /// The text at its capitals and at all that is neither letter nor digit.
  static func parts(of name: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var wasLower = false
    for character in name {
      let isPart = character.isASCII && (character.isLetter || character.isNumber)
      if !isPart || character.isUppercase && wasLower {
        if !part.isEmpty { parts.append(part) }
        part = ""
      }
      if isPart { part.append(character) }
      wasLower = !character.isUppercase
    }
    return part.isEmpty ? parts : parts + [part]
  }

  private static func singular(_ word: String) -> String {
    if word.hasSuffix("indexes") || word.hasSuffix("indices") { return "index" }
    return word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
      ? String(word.dropLast()) : word
  }
}
