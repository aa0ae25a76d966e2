// What `--help` prints, from the table, for a terminal of 80 columns.

package enum HelpText {
  private static let columns = 80
  /// Where explanations begin.
  private static let indent = 24

  package static func render(_ verb: Verb?) -> String {
    guard let verb else { return general }
    return page(of: ArgumentTable.declaration(of: verb))
  }

  private static var general: String {
    let verbs = Verb.allCases.map { verb in
      entry(verb.rawValue, ArgumentTable.declaration(of: verb).summary)
    }
    return """
      ashlar \(Version.current): \(ArgumentTable.purpose)

      Usage: ashlar VERB [FLAG...] ARGUMENT...

      Verbs:
      \(verbs.joined(separator: "\n"))

      Flags of every verb:
      \(ArgumentTable.everywhere.map(entry).joined(separator: "\n"))

      `ashlar VERB --help` says more about a verb.

      """
  }

  private static func page(of declaration: VerbDeclaration) -> String {
    var blocks = ["\(usage(of: declaration))"]
    blocks += declaration.description.map { wrap($0, first: "", rest: "") }
    if let operand = declaration.operand {
      blocks.append("Argument:\n" + entry(argument(operand), operand.summary))
    }
    blocks.append("Flags:\n" + declaration.flags.map(entry).joined(separator: "\n"))
    blocks.append(
      "Flags of every verb:\n" + ArgumentTable.everywhere.map(entry).joined(separator: "\n"))
    blocks.append(
      "Examples:\n" + declaration.examples.map { "  " + $0 }.joined(separator: "\n"))
    blocks.append(
      "Exit status:\n"
        + declaration.statuses.map { entry(String($0.rawValue), $0.meaning) }
        .joined(separator: "\n"))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  package static func usage(of declaration: VerbDeclaration) -> String {
    "Usage: ashlar \(declaration.verb.rawValue) [FLAG...]"
      + (declaration.operand.map { " " + argument($0) } ?? "")
  }

  private static func argument(_ operand: Operand) -> String {
    let name = operand.placeholder + (operand.isRepeatable ? "..." : "")
    return (operand.isOptional ? "[\(name)]" : name) + (operand.pair.map { " | \($0)" } ?? "")
  }

  private static func entry(_ flag: Flag) -> String {
    entry(spelling(of: flag, aligned: true), flag.explanation)
  }

  /// `-o, --output DIR`; flags without a letter leave its place free, so that names align.
  package static func spelling(of flag: Flag, aligned: Bool) -> String {
    let short = flag.short.map { "-\($0), " } ?? (aligned ? "    " : "")
    return short + flag.name.written + (flag.placeholder.map { " " + $0 } ?? "")
  }

  private static func entry(_ name: String, _ explanation: String) -> String {
    let head = "  " + name
    let rest = String(repeating: " ", count: indent)
    if head.count + 2 > indent {
      return head + "\n" + wrap(explanation, first: rest, rest: rest)
    }
    let padding = String(repeating: " ", count: indent - head.count)
    return wrap(explanation, first: head + padding, rest: rest)
  }

  private static func wrap(_ text: String, first: String, rest: String) -> String {
    var lines: [String] = []
    var line = first
    var isFresh = true
    for word in text.split(separator: " ") {
      if !isFresh, line.count + 1 + word.count > columns {
        lines.append(line)
        line = rest
        isFresh = true
      }
      line += isFresh ? String(word) : " " + word
      isFresh = false
    }
    lines.append(line)
    return lines.joined(separator: "\n")
  }
}
