// A text with wildcards, and ARNs with wildcards in their fields.

/// `*` is any text, `?` any one character.
package struct WildcardText: SymbolPattern {
  /// Most patterns are one of the first three, which need no search.
  private enum Form: Sendable {
    case everything
    case exact([UInt8])
    case prefix([UInt8])
    case general([UInt16])
  }

  private let form: Form

  package init(symbols: [UInt16]) {
    let plain = symbols.prefix { $0 < PatternSymbol.anyText }
    let bytes = plain.map { UInt8(truncatingIfNeeded: $0) }
    if plain.count == symbols.count {
      form = .exact(bytes)
    } else if symbols[plain.count...].allSatisfy({ $0 == PatternSymbol.anyText }) {
      form = bytes.isEmpty ? .everything : .prefix(bytes)
    } else {
      form = .general(symbols)
    }
  }

  /// Without wildcards.
  var isExact: Bool {
    if case .exact = form { return true }
    return false
  }

  package func matches(_ text: Span<UInt8>) -> Bool {
    switch form {
    case .everything: return true
    case .exact(let bytes): return text.count == bytes.count && text.starts(with: bytes)
    case .prefix(let bytes): return text.count >= bytes.count && text.starts(with: bytes)
    case .general(let symbols): return WildcardText.matches(text, symbols)
    }
  }

  /// Goes back to the last `*` only: what an earlier one could reach, the last reaches as well. So
  /// the steps are at most the text times the pattern, however many `*` there are.
  private static func matches(_ text: Span<UInt8>, _ symbols: [UInt16]) -> Bool {
    var place = 0
    var upcoming = 0
    var star: Int?
    var resumed = 0
    while place < text.count {
      let symbol = upcoming < symbols.count ? symbols[upcoming] : nil
      if symbol == PatternSymbol.anyText {
        star = upcoming
        resumed = place
        upcoming += 1
      } else if symbol == PatternSymbol.anyCharacter {
        place = text.afterCharacter(at: place)
        upcoming += 1
      } else if symbol == UInt16(text[place]) {
        place += 1
        upcoming += 1
      } else if let star {
        resumed = text.afterCharacter(at: resumed)
        place = resumed
        upcoming = star + 1
      } else {
        return false
      }
    }
    while upcoming < symbols.count, symbols[upcoming] == PatternSymbol.anyText { upcoming += 1 }
    return upcoming == symbols.count
  }
}

/// An ARN with wildcards: each of the first five fields is compared by itself, the last may run on
/// over colons.
///
/// EVIDENCE: IAM user guide, "IAM JSON policy elements: Resource", wildcards in resource ARNs;
/// "Amazon Resource Name (ARN) condition operators".
package struct ARNPattern: SymbolPattern {
  static let fieldCount = 6

  private enum Form: Sendable {
    case everything
    case exact([UInt8])
    case fields([WildcardText])
    /// What is no ARN is like none.
    case nothing
  }

  private let form: Form

  package init(symbols: [UInt16]) {
    if symbols == [PatternSymbol.anyText] {
      form = .everything
      return
    }
    let fields = symbols.split(
      separator: UInt16(UInt8(ascii: ":")), maxSplits: ARNPattern.fieldCount - 1,
      omittingEmptySubsequences: false)
    if fields.count < ARNPattern.fieldCount {
      form = .nothing
    } else if symbols.allSatisfy({ $0 < PatternSymbol.anyText }) {
      form = .exact(symbols.map { UInt8(truncatingIfNeeded: $0) })
    } else {
      form = .fields(fields.map { WildcardText(symbols: Array($0)) })
    }
  }

  package func matches(_ text: Span<UInt8>) -> Bool {
    switch form {
    case .everything: return true
    case .nothing: return false
    case .exact(let bytes): return text.count == bytes.count && text.starts(with: bytes)
    case .fields(let fields):
      var start = 0
      for field in fields.dropLast() {
        guard let colon = text.firstColon(from: start) else { return false }
        guard field.matches(text.extracting(start..<colon)) else { return false }
        start = colon + 1
      }
      return fields.last?.matches(text.extracting(start...)) ?? false
    }
  }
}

/// A text in which letters count in either case.
struct FoldedText: SymbolPattern {
  private let folded: [UInt8]

  init(symbols: [UInt16]) {
    let bytes = symbols.map { UInt8(truncatingIfNeeded: $0) }
    folded = FoldedText.fold(bytes.span)
  }

  func matches(_ text: Span<UInt8>) -> Bool { FoldedText.fold(text) == folded }

  private static func fold(_ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var isASCII = true
    for index in text.indices {
      bytes.append(ASCIICase.lowered(text[index]))
      if text[index] >= 0x80 { isASCII = false }
    }
    return isASCII ? bytes : Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
  }
}

extension Span<UInt8> {
  /// Whether the first bytes are these; the span is not shorter.
  fileprivate func starts(with bytes: [UInt8]) -> Bool {
    for index in bytes.indices where self[index] != bytes[index] { return false }
    return true
  }

  fileprivate func afterCharacter(at place: Int) -> Int {
    var next = place + 1
    while next < count, self[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  fileprivate func firstColon(from start: Int) -> Int? {
    var place = start
    while place < count {
      if self[place] == UInt8(ascii: ":") { return place }
      place += 1
    }
    return nil
  }
}
