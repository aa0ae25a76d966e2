// Reads the text of a pattern into a tree: ECMA-262 syntax, less what needs backtracking.

/// Why a text is not a pattern we can run.
package struct PatternError: Error, Sendable, Equatable {
  package let message: String
  /// Where, counted in Unicode scalars from the start of the pattern.
  package let offset: Int
}

indirect enum PatternNode: Sendable {
  case set(ScalarSet)
  case start
  case end
  case sequence([PatternNode])
  case alternation([PatternNode])
  /// `max` nil: without end.
  case repetition(PatternNode, min: Int, max: Int?)
}

struct PatternParser {
  /// Groups in groups beyond this are not written by people.
  static let depthMax = 64
  /// `{n}` is expanded, so n costs memory.
  static let repetitionMax = 5_000

  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
  }

  mutating func parse() throws(PatternError) -> PatternNode {
    let node = try parseAlternation(depth: 0)
    guard position == scalars.count else { throw fault("`)` closes no group") }
    return node
  }

  private mutating func parseAlternation(depth: Int) throws(PatternError) -> PatternNode {
    guard depth <= Self.depthMax else {
      throw fault("groups are nested deeper than \(Self.depthMax)")
    }
    var branches = [try parseSequence(depth: depth)]
    while take("|") { branches.append(try parseSequence(depth: depth)) }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func parseSequence(depth: Int) throws(PatternError) -> PatternNode {
    var items: [PatternNode] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      let item = try parseAtom(depth: depth)
      items.append(try parseQuantifier(of: item))
    }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  private mutating func parseAtom(depth: Int) throws(PatternError) -> PatternNode {
    let scalar = try next("a pattern")
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".":
      return .set(ScalarSet(ranges: ScalarRanges.lineTerminators, isNegated: true))
    case "(": return try parseGroup(depth: depth)
    case "[": return .set(try parseClass())
    case "\\":
      switch try parseEscape() {
      case .scalar(let value): return .set(ScalarSet(ranges: [value...value]))
      case .ranges(let ranges): return .set(ScalarSet(ranges: ranges))
      case .category(let category, let isNegated):
        return .set(ScalarSet(ranges: [], categories: [(category, isNegated)]))
      }
    case "*", "+", "?": throw fault("`\(scalar)` repeats nothing", back: 1)
    case "{": throw fault("`{` repeats nothing; a literal brace is `\\{`", back: 1)
    default: return .set(ScalarSet(ranges: [scalar.value...scalar.value]))
    }
  }

  private mutating func parseGroup(depth: Int) throws(PatternError) -> PatternNode {
    let opening = position - 1
    if take("?") {
      guard take(":") else {
        throw fault("only `(…)` and `(?:…)` groups are supported: no look-around, no names")
      }
    }
    let node = try parseAlternation(depth: depth + 1)
    guard take(")") else { throw PatternError(message: "`(` is not closed", offset: opening) }
    return node
  }

  private mutating func parseQuantifier(of node: PatternNode) throws(PatternError) -> PatternNode {
    let opening = position
    let bounds: (min: Int, max: Int?)
    switch peek() {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{":
      position += 1
      bounds = try parseBounds()
      position -= 1
    default: return node
    }
    position += 1
    switch node {
    case .start, .end: throw PatternError(message: "an anchor is repeated", offset: opening)
    case .set, .sequence, .alternation, .repetition: break
    }
    // Laziness changes which match is found, never whether there is one.
    _ = take("?")
    if let following = peek(), ["*", "+", "?", "{"].contains(following) {
      throw fault("`\(following)` repeats a repetition; put it in a group")
    }
    return .repetition(node, min: bounds.min, max: bounds.max)
  }

  /// After `{`; leaves the position behind `}`.
  private mutating func parseBounds() throws(PatternError) -> (min: Int, max: Int?) {
    let minimum = try parseCount()
    var maximum: Int? = minimum
    if take(",") { maximum = peek() == "}" ? nil : try parseCount() }
    guard take("}") else { throw fault("`{` is not closed; a literal brace is `\\{`") }
    if let maximum, maximum < minimum { throw fault("`{\(minimum),\(maximum)}` counts backwards") }
    return (minimum, maximum)
  }

  private mutating func parseCount() throws(PatternError) -> Int {
    let opening = position
    var count = 0
    while let scalar = peek(), let digit = digitValue(scalar) {
      count = count * 10 + digit
      guard count <= Self.repetitionMax else {
        throw fault("a repetition count is above \(Self.repetitionMax)")
      }
      position += 1
    }
    guard position > opening else {
      throw fault("a repetition needs a count; a literal brace is `\\{`")
    }
    return count
  }

  // MARK: Classes

  /// After `[`.
  private mutating func parseClass() throws(PatternError) -> ScalarSet {
    let opening = position - 1
    let isNegated = take("^")
    var ranges: [ScalarRange] = []
    var categories: [(category: ScalarCategory, isNegated: Bool)] = []
    while true {
      guard let scalar = peek() else {
        throw PatternError(message: "`[` is not closed", offset: opening)
      }
      if scalar == "]" { break }
      switch try parseClassAtom() {
      case .ranges(let escaped): ranges += escaped
      case .category(let category, let isNegated): categories.append((category, isNegated))
      case .scalar(let low):
        ranges.append(try parseRange(from: low))
      }
    }
    position += 1
    return ScalarSet(ranges: ranges, categories: categories, isNegated: isNegated)
  }

  private mutating func parseRange(from low: UInt32) throws(PatternError) -> ScalarRange {
    guard peek() == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
      return low...low
    }
    let opening = position
    position += 1
    guard case .scalar(let high) = try parseClassAtom() else {
      // `[a-\d]`: a dash before a class stands for itself, as in a browser.
      position = opening
      return low...low
    }
    guard low <= high else {
      throw PatternError(message: "a range of characters runs backwards", offset: opening)
    }
    return low...high
  }

  private mutating func parseClassAtom() throws(PatternError) -> Escape {
    let scalar = try next("a character")
    return scalar == "\\" ? try parseEscape(inClass: true) : .scalar(scalar.value)
  }

  // MARK: Escapes

  private enum Escape {
    case scalar(UInt32)
    case ranges([ScalarRange])
    case category(ScalarCategory, isNegated: Bool)
  }

  /// After `\`.
  private mutating func parseEscape(inClass: Bool = false) throws(PatternError) -> Escape {
    let scalar = try next("an escape")
    switch scalar {
    case "d": return .ranges(ScalarRanges.digits)
    case "D": return .ranges(ScalarRanges.complement(of: ScalarRanges.digits))
    case "w": return .ranges(ScalarRanges.wordCharacters)
    case "W": return .ranges(ScalarRanges.complement(of: ScalarRanges.wordCharacters))
    case "s": return .ranges(ScalarRanges.whiteSpace)
    case "S": return .ranges(ScalarRanges.complement(of: ScalarRanges.whiteSpace))
    case "p": return .category(try parseCategory(), isNegated: false)
    case "P": return .category(try parseCategory(), isNegated: true)
    case "t": return .scalar(0x09)
    case "n": return .scalar(0x0A)
    case "v": return .scalar(0x0B)
    case "f": return .scalar(0x0C)
    case "r": return .scalar(0x0D)
    case "u": return .scalar(try parseHexadecimal(digits: 4))
    case "x": return .scalar(try parseHexadecimal(digits: 2))
    case "b" where inClass: return .scalar(0x08)
    case "0"..."9", "a"..."z", "A"..."Z":
      throw fault("`\\\(scalar)` is not supported", back: 2)
    default: return .scalar(scalar.value)
    }
  }

  private mutating func parseCategory() throws(PatternError) -> ScalarCategory {
    let opening = position
    var name = ""
    if take("{") {
      while let scalar = peek(), scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
    }
    guard take("}"), let category = ScalarCategory(named: name) else {
      throw PatternError(
        message: "`\\p` knows `{L}`, `{Lu}`, `{Ll}`, `{N}`, `{Nd}`, `{Z}` and their long names",
        offset: opening)
    }
    return category
  }

  private mutating func parseHexadecimal(digits: Int) throws(PatternError) -> UInt32 {
    let first = try parseHexadecimalUnit(digits: digits)
    guard 0xD800..<0xE000 ~= first else { return first }
    // Beyond the basic plane ECMA-262 writes two halves.
    guard first < 0xDC00, take("\\"), take("u") else {
      throw fault("half a surrogate pair names no character")
    }
    let second = try parseHexadecimalUnit(digits: 4)
    guard 0xDC00..<0xE000 ~= second else {
      throw fault("half a surrogate pair names no character")
    }
    return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
  }

  private mutating func parseHexadecimalUnit(digits: Int) throws(PatternError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      let scalar = try next("\(digits) hexadecimal digits")
      guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
        throw fault("`\(scalar)` is no hexadecimal digit", back: 1)
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  // MARK: Scalars

  private func peek() -> Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  private mutating func next(_ expectation: String) throws(PatternError) -> Unicode.Scalar {
    guard let scalar = peek() else {
      throw fault("the pattern ends where \(expectation) is expected")
    }
    position += 1
    return scalar
  }

  private func digitValue(_ scalar: Unicode.Scalar) -> Int? {
    0x30...0x39 ~= scalar.value ? Int(scalar.value) - 0x30 : nil
  }

  private func fault(_ message: String, back: Int = 0) -> PatternError {
    PatternError(message: message, offset: position - back)
  }
}
