// A regular expression that never backtracks: all its states walk the text at once.

/// The `pattern` of JSON Schema: true when it matches anywhere in the text.
///
/// Time is text times program, whatever the pattern: a schema cannot hang the compiler.
package struct Pattern: Sendable {
  /// Instructions; counted repetitions are written out, so a pattern may be short and this large.
  package static let programSizeMax = 20_000

  /// The text it was compiled from.
  package let source: String
  private let program: [Instruction]
  /// Every match starts at the start of the text, so a dead end there is final.
  private let isAnchored: Bool
  /// Set for `^[…]+$` and its like, which most names are held against.
  private let run: CharacterRun?

  package init(_ pattern: String) throws(PatternError) {
    var parser = PatternParser(pattern)
    let node = try parser.parse()
    var writer = ProgramWriter()
    try writer.write(node)
    try writer.append(.match)
    source = pattern
    program = writer.program
    isAnchored = Pattern.beginsAtStart(node)
    run = CharacterRun(node)
  }

  package func matches(_ text: String) -> Bool { matches(text.utf8) }

  package func matches(_ text: ArraySlice<UInt8>) -> Bool {
    if let verdict = run?.matches(text) { return verdict }
    return walk(text)
  }

  /// Bytes that are not UTF-8 count as U+FFFD.
  package func matches(_ text: some Sequence<UInt8>) -> Bool { walk(text) }

  private func walk(_ text: some Sequence<UInt8>) -> Bool {
    var decoder = Unicode.UTF8()
    var bytes = text.makeIterator()
    var current = Threads(capacity: program.count)
    var following = Threads(capacity: program.count)
    var upcoming = decodeNext(&decoder, &bytes)
    if current.add(0, in: program, atStart: true, atEnd: upcoming == nil) { return true }
    while let scalar = upcoming {
      if isAnchored, current.waiting.isEmpty { return false }
      upcoming = decodeNext(&decoder, &bytes)
      let atEnd = upcoming == nil
      following.removeAll()
      for state in current.waiting {
        guard case .accept(let set) = program[state], set.contains(scalar) else { continue }
        if following.add(state + 1, in: program, atStart: false, atEnd: atEnd) { return true }
      }
      if !isAnchored, following.add(0, in: program, atStart: false, atEnd: atEnd) { return true }
      swap(&current, &following)
    }
    return false
  }

  private func decodeNext<Bytes: IteratorProtocol<UInt8>>(
    _ decoder: inout Unicode.UTF8, _ bytes: inout Bytes
  ) -> Unicode.Scalar? {
    switch decoder.decode(&bytes) {
    case .scalarValue(let scalar): return scalar
    case .emptyInput: return nil
    case .error: return "\u{FFFD}"
    }
  }

  private static func beginsAtStart(_ node: PatternNode) -> Bool {
    switch node {
    case .start: return true
    case .sequence(let items): return items.first.map(beginsAtStart) ?? false
    case .alternation(let branches): return branches.allSatisfy(beginsAtStart)
    case .set, .end, .repetition: return false
    }
  }
}

private enum Instruction: Sendable {
  case accept(ScalarSet)
  case split(Int, Int)
  case jump(Int)
  case start
  case end
  case match
}

/// The states alive at one place of the text, each once.
private struct Threads {
  /// States that wait for a character.
  private(set) var waiting: [Int] = []
  /// The round in which a state was last added: clearing is counting up.
  private var rounds: [Int]
  private var round = 1
  private var pending: [Int] = []

  init(capacity: Int) {
    rounds = [Int](repeating: 0, count: capacity)
  }

  mutating func removeAll() {
    waiting.removeAll(keepingCapacity: true)
    round += 1
  }

  /// Follows everything that needs no character; true when the pattern has matched.
  mutating func add(_ state: Int, in program: [Instruction], atStart: Bool, atEnd: Bool) -> Bool {
    pending.append(state)
    while let state = pending.popLast() {
      guard rounds[state] != round else { continue }
      rounds[state] = round
      switch program[state] {
      case .accept: waiting.append(state)
      case .jump(let target): pending.append(target)
      case .split(let first, let second):
        pending.append(second)
        pending.append(first)
      case .start: if atStart { pending.append(state + 1) }
      case .end: if atEnd { pending.append(state + 1) }
      case .match:
        pending.removeAll(keepingCapacity: true)
        return true
      }
    }
    return false
  }
}

private struct ProgramWriter {
  private(set) var program: [Instruction] = []

  mutating func append(_ instruction: Instruction) throws(PatternError) {
    guard program.count < Pattern.programSizeMax else {
      throw PatternError(
        message: "the pattern needs more than \(Pattern.programSizeMax) states", offset: 0)
    }
    program.append(instruction)
  }

  mutating func write(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .set(let set): try append(.accept(set))
    case .start: try append(.start)
    case .end: try append(.end)
    case .sequence(let items): for item in items { try write(item) }
    case .alternation(let branches): try write(branches: branches)
    case .repetition(let body, let min, let max): try write(body, min: min, max: max)
    }
  }

  private mutating func write(branches: [PatternNode]) throws(PatternError) {
    var exits: [Int] = []
    for branch in branches.dropLast() {
      let fork = program.count
      try append(.split(0, 0))
      try write(branch)
      exits.append(program.count)
      try append(.jump(0))
      program[fork] = .split(fork + 1, program.count)
    }
    if let last = branches.last { try write(last) }
    for exit in exits { program[exit] = .jump(program.count) }
  }

  private mutating func write(
    _ body: PatternNode, min: Int, max: Int?
  ) throws(PatternError) {
    for _ in 0..<min {
      let size = program.count
      try write(body)
      // An empty body costs no states, so the limit would not end nested counts of it.
      if program.count == size { return }
    }
    guard let max else {
      let fork = program.count
      try append(.split(0, 0))
      try write(body)
      try append(.jump(fork))
      program[fork] = .split(fork + 1, program.count)
      return
    }
    var forks: [Int] = []
    for _ in min..<max {
      forks.append(program.count)
      try append(.split(0, 0))
      try write(body)
    }
    for fork in forks { program[fork] = .split(fork + 1, program.count) }
  }
}

/// A whole text of characters from one set: decided by two words of bits.
private struct CharacterRun: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private let countMin: Int

  /// Nil for every other pattern.
  init?(_ node: PatternNode) {
    guard case .sequence(let items) = node, items.count == 3, case .start = items[0],
      case .repetition(.set(let set), let min, nil) = items[1], case .end = items[2]
    else { return nil }
    countMin = min
    for value in 0..<128 as Range<UInt8> where set.contains(Unicode.Scalar(value)) {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
  }

  /// Nil when the text is not ASCII, which the bits do not cover.
  func matches(_ text: ArraySlice<UInt8>) -> Bool? {
    for byte in text {
      if byte >= 128 { return nil }
      let word = byte < 64 ? low : high
      if word & (1 << UInt64(byte & 63)) == 0 { return false }
    }
    return text.count >= countMin
  }
}
