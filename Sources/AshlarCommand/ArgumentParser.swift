// Reads a command line against the table.

import Diagnostics

/// Somebody asked for what there is not: one line, and what to write instead.
package struct UsageFault: Error, Equatable, Sendable {
  package let message: String
  package let help: String

  package init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }
}

/// A verb with what was written after it.
package struct ParsedArguments: Equatable, Sendable {
  package let verb: Verb
  package fileprivate(set) var operands: [String] = []
  /// A switch that was given holds an empty list.
  package fileprivate(set) var flags = GivenFlags()
}

package enum Request: Equatable, Sendable {
  case help(Verb?)
  case version
  case run(ParsedArguments)
}

package struct ArgumentParser {
  private var rest: ArraySlice<String>
  private var verb: Verb?
  private var operands: [String] = []
  private var flags = GivenFlags()

  private init(_ arguments: [String]) {
    rest = arguments[...]
  }

  package static func parse(_ arguments: [String]) throws(UsageFault) -> Request {
    var parser = ArgumentParser(arguments)
    return try parser.parse()
  }

  private mutating func parse() throws(UsageFault) -> Request {
    var takesFlags = true
    while let word = rest.popFirst() {
      if takesFlags, word == "--" {
        takesFlags = false
      } else if takesFlags, word.hasPrefix("--") {
        if let request = try readLong(word.dropFirst(2)) { return request }
      } else if takesFlags, word.hasPrefix("-"), word != "-" {
        if let request = try readShort(word.dropFirst()) { return request }
      } else if verb == nil {
        verb = try readVerb(word)
      } else {
        operands.append(word)
      }
    }
    guard let verb else {
      throw UsageFault("no verb given", help: ArgumentParser.verbsToWrite)
    }
    try checkOperands(of: verb)
    if flags[.quiet] != nil, flags[.verbose] != nil {
      throw UsageFault(
        "`--quiet` and `--verbose` contradict each other", help: "write one of them")
    }
    return .run(ParsedArguments(verb: verb, operands: operands, flags: flags))
  }

  private static var verbsToWrite: String {
    "the verbs are \(Verb.allCases.map(\.rawValue).listed("and")); `ashlar --help` says more"
  }

  private func readVerb(_ word: String) throws(UsageFault) -> Verb {
    if let verb = Verb(rawValue: word) { return verb }
    // What other programs have as verbs.
    if word == "help" {
      let asked = rest.first.flatMap(Verb.init).map { "\($0.rawValue) " } ?? ""
      throw UsageFault("there is no verb `help`", help: "write `ashlar \(asked)--help`")
    }
    if word == "version" {
      throw UsageFault("there is no verb `version`", help: "write `ashlar --version`")
    }
    let nearest = Suggestion.nearest(to: word, among: Verb.allCases.map(\.rawValue))
    throw UsageFault(
      "there is no verb `\(word)`",
      help: nearest.map { "did you mean `\($0)`?" } ?? ArgumentParser.verbsToWrite)
  }

  private func checkOperands(of verb: Verb) throws(UsageFault) {
    guard let operand = ArgumentTable.declaration(of: verb).operand else {
      guard let first = operands.first else { return }
      throw UsageFault(
        "`\(verb.rawValue)` works on no file but that of its flags, and `\(first)` is one too many",
        help: "`ashlar \(verb.rawValue) --help` lists its flags")
    }
    guard let first = operands.first else {
      if operand.isOptional { return }
      throw UsageFault(
        "`\(verb.rawValue)` needs a \(operand.placeholder)",
        help: "\(operand.placeholder) is \(operand.summary)")
    }
    if let countMax = operand.countMax, operands.count > countMax {
      let words = [verb.rawValue, first] + operands[1..<countMax]
      let taken = operand.pair.map { "one \(operand.placeholder) or \($0)" }
      throw UsageFault(
        "`\(verb.rawValue)` takes \(taken ?? "one \(operand.placeholder)"),"
          + " and `\(operands[countMax])` is one too many",
        help: "write `ashlar \(words.joined(separator: " "))`")
    }
    for (position, written) in operands.enumerated() {
      // The second of a pair is a JSON pointer, and the empty one names the whole text.
      if written.isEmpty, position == 0 || operand.pair == nil {
        throw UsageFault(
          "a \(operand.placeholder) is empty",
          help: "is a variable unset? \(operand.placeholder) is \(operand.summary)")
      }
      guard case .choice(let choices) = operand.form, !choices.contains(written) else { continue }
      let near = Suggestion.nearest(to: written, among: choices)
      throw UsageFault(
        "`\(verb.rawValue)` has no \(operand.placeholder) `\(written)`",
        help: (near.map { "did you mean `\($0)`? " } ?? "") + "write \(choices.listed("or"))")
    }
  }
}

// MARK: - Flags

extension ArgumentParser {
  /// Before the verb, only the flags of every verb are known.
  private var known: [Flag] {
    verb.map { ArgumentTable.declaration(of: $0).allFlags } ?? ArgumentTable.everywhere
  }

  private mutating func readLong(_ word: Substring) throws(UsageFault) -> Request? {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let attached = parts.count > 1 ? String(parts[1]) : nil
    guard let flag = known.first(where: { $0.name.rawValue == name }) else {
      throw unknown("--" + name)
    }
    return try accept(flag, as: flag.name.written, attached: attached)
  }

  /// `-q`, `-qv`, `-o FILE`, `-oFILE`, `-o=FILE`.
  private mutating func readShort(_ word: Substring) throws(UsageFault) -> Request? {
    var letters = word
    while let letter = letters.popFirst() {
      guard let flag = known.first(where: { $0.short == letter }) else {
        // `-format` is a long flag with a dash too few.
        let isLong = known.contains { $0.name.rawValue == word.prefix { $0 != "=" } }
        if isLong {
          throw UsageFault(
            "there is no flag `-\(word)`", help: "a long flag has two dashes: `--\(word)`")
        }
        throw unknown("-\(letter)")
      }
      var attached: String?
      if flag.form != nil, !letters.isEmpty {
        attached = String(letters.first == "=" ? letters.dropFirst() : letters)
        letters = ""
      } else if flag.form == nil, letters.first == "=" {
        attached = String(letters.dropFirst())
        letters = ""
      }
      if let request = try accept(flag, as: "-\(letter)", attached: attached) { return request }
    }
    return nil
  }

  private mutating func accept(_ flag: Flag, as written: String, attached: String?)
    throws(UsageFault) -> Request?
  {
    guard let form = flag.form else {
      if attached != nil {
        throw UsageFault("`\(written)` takes no value", help: "write `\(written)` alone")
      }
      switch flag.name {
      case .help: return .help(verb)
      case .version: return .version
      default: break
      }
      // Saying a switch twice says nothing new, but it is a slip somewhere.
      if flags[flag.name] != nil { throw repeated(written) }
      flags.add(flag.name, [])
      return nil
    }
    let value: String
    if let attached { value = attached } else { value = try nextValue(of: flag, as: written) }
    if let fault = form.fault(in: value) {
      throw UsageFault(
        "`\(written)`: \(fault.message)",
        help: suggestion(for: value, in: flag)
          ?? fault.help)
    }
    if !flag.isRepeatable, flags[flag.name] != nil { throw repeated(written) }
    flags.add(flag.name, [value])
    return nil
  }

  private mutating func nextValue(of flag: Flag, as written: String) throws(UsageFault) -> String {
    // What looks like a flag is one: `--env --region eu-west-1` forgot the environment.
    if let next = rest.first, next == "-" || !next.hasPrefix("-") {
      rest = rest.dropFirst()
      return next
    }
    let placeholder = flag.placeholder ?? ""
    let help =
      flag.choices.isEmpty
      ? "write `\(written) \(placeholder)`" : "write \(flag.choices.listed("or")) after it"
    throw UsageFault("`\(written)` needs a value", help: help)
  }

  private func suggestion(for value: String, in flag: Flag) -> String? {
    guard let near = Suggestion.nearest(to: value, among: flag.choices) else { return nil }
    return "did you mean `\(near)`? Its values are \(flag.choices.listed("and"))"
  }

  private func repeated(_ written: String) -> UsageFault {
    UsageFault("`\(written)` is given twice", help: "write it once")
  }

  private func unknown(_ written: String) -> UsageFault {
    guard let verb else { return unknownBeforeVerb(written) }
    let message = "`\(verb.rawValue)` has no flag `\(written)`"
    let others = ArgumentParser.verbs(with: written)
    if !others.isEmpty {
      return UsageFault(message, help: "`\(written)` belongs to \(others.listed("and"))")
    }
    // A name cut short is nearer in meaning than in letters.
    let names = known.map(\.name.written)
    let longer = names.filter { $0.hasPrefix(written) && written.count > 2 }
    let near = longer.count == 1 ? longer[0] : Suggestion.nearest(to: written, among: names)
    return UsageFault(
      message,
      help: near.map { "did you mean `\($0)`?" }
        ?? "`ashlar \(verb.rawValue) --help` lists its flags")
  }

  private func unknownBeforeVerb(_ written: String) -> UsageFault {
    let verbs = ArgumentParser.verbs(with: written)
    if !verbs.isEmpty {
      return UsageFault(
        "`\(written)` stands before the verb", help: "write it after \(verbs.listed("or"))")
    }
    let near = Suggestion.nearest(to: written, among: known.map(\.name.written))
    return UsageFault(
      "there is no flag `\(written)`",
      help: near.map { "did you mean `\($0)`?" } ?? "`ashlar --help` lists what there is")
  }

  private static func verbs(with written: String) -> [String] {
    Verb.allCases.filter { verb in
      ArgumentTable.declaration(of: verb).allFlags.contains {
        $0.name.written == written || $0.short.map { "-\($0)" } == written
      }
    }
    .map { "`\($0.rawValue)`" }
  }
}
