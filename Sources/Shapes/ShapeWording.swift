// The words for what is wrong with a shape, apart from the finding of it.

import Diagnostics
import Provenance

enum ShapeWording {
  static func unknownKey(
    _ key: NodeID, nearest: String?, place: String?, known: [String], _ tree: Tree
  ) -> Finding {
    let help: String?
    if LongForm.isFunction(tree.text(of: key)) {
      help = LongForm.noFunctions
    } else if let spaced = spaced(tree.text(of: key), known) {
      help = "write a space after the `:`: `\(spaced)`"
    } else if let nearest {
      help = "did you mean `\(nearest)`?"
    } else if let place {
      help = place
    } else if known.isEmpty {
      help = nil
    } else {
      let similar = Likeness.similar(to: tree.text(of: key), among: known)
      help =
        (similar.isEmpty ? "" : "did you mean \(choice(of: similar))? ")
        + (known.count <= 12
          ? "known here: " + known.map { "`\($0)`" }.joined(separator: ", ")
          : "`ashlar schema spec` lists the keys that are known here")
    }
    return Finding(
      ShapeCodes.unknownKey, at: .key(key), "unknown key `\(shortened(tree.text(of: key)))`",
      help: help)
  }

  /// `name: id` of `name:id`, which YAML reads as one word.
  private static func spaced(_ text: String, _ known: [String]) -> String? {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    return parts.count == 2 && known.contains(parts[0])
      ? shortened("\(parts[0]): \(parts[1])") : nil
  }

  static func missing(_ name: String, in node: NodeID) -> Finding {
    Finding(
      ShapeCodes.missingKey, at: .node(node), "`\(name)` is missing", help: "add `\(name):`")
  }

  static func noValue(_ key: NodeID, _ tree: Tree) -> Finding {
    Finding(
      ShapeCodes.noValue, at: .key(key), "`\(tree.text(of: key))` has no value",
      help: "write a value, or remove the key")
  }

  /// `a`, `b` or `c`.
  private static func choice(of names: [String]) -> String {
    let quoted = names.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }

  static func wrongType(_ node: NodeID, _ content: NodeID, _ form: LongForm) -> Finding {
    let tree = form.tree
    let expected = form.expected.kinds
    let kind = tree.kind(of: content)
    var help: String?
    if kind == .string {
      let text = tree.text(of: content)
      if expected.contains(.boolean), isBooleanElsewhere(text) {
        let meant = ["yes", "on", "y", "true"].contains(text.lowercased())
        help =
          tree.flags(of: content).contains(.quoted)
          ? "write `\(meant)` without quotes"
          : "`\(text)` is a string in YAML 1.2; write `\(meant)`"
      } else if expected.contains(.integer) || expected.contains(.number), isNumber(text) {
        help = "write the number without quotes"
      } else if expected.contains(.integer) || expected.contains(.number),
        let number = numberWithoutSeparators(text)
      {
        help = "YAML 1.2 has no separators in numbers; write `\(number)`"
      } else if expected.contains(.integer) || expected.contains(.number),
        let number = numberBeforeUnit(text)
      {
        help = "write the number alone: `\(number)`"
      } else if let longer = form.help(for: content) {
        help = longer
      } else if expected == .array {
        help = "write it as a list: `- \(shortened(text))`"
      }
    } else if expected.contains(.string), !form.choices.isEmpty {
      help = "allowed are " + form.choices.map { "`\($0)`" }.joined(separator: ", ")
    } else if expected.contains(.string), kind == .boolean || kind == .integer || kind == .float {
      help = "put it in quotes: `\"\(tree.text(of: content))\"`"
    } else if expected == .object, kind == .sequence,
      let mapping = mappingForm(of: content, tree)
    {
      help = "write a mapping: `\(mapping)`"
    } else if let longer = form.help(for: content) {
      help = longer
    } else if expected == .array, kind == .mapping {
      help = "begin each entry with `- `"
    }
    return Finding(
      ShapeCodes.wrongType, at: .node(node),
      "expected \(names(of: expected)), found \(name(of: content, tree))", help: help)
  }

  /// A list of `{ Key: …, Value: … }`, as CloudFormation has its tags, or of `NAME=value`, as the
  /// mapping it means; nil for other lists.
  private static func mappingForm(of list: NodeID, _ tree: Tree) -> String? {
    guard let first = tree.children(of: list).first(where: { _ in true }) else { return nil }
    let element = tree.content(of: first)
    switch tree.kind(of: element) {
    case .string:
      let parts = tree.text(of: element).split(separator: "=", maxSplits: 1)
      return parts.count == 2 ? shortened("\(parts[0]): \(parts[1])") : nil
    case .mapping:
      let texts = ["key", "value"].compactMap { name in
        tree.entries(of: element).first { tree.text(of: $0.key).lowercased() == name }
          .map { tree.content(of: $0.value) }
      }
      guard texts.count == 2, texts.allSatisfy({ tree.kind(of: $0) == .string }) else { return nil }
      return shortened("\(tree.text(of: texts[0])): \(tree.text(of: texts[1]))")
    case .null, .boolean, .integer, .float, .sequence, .alias, .link: return nil
    }
  }

  /// `30` of `30s` and `512` of `512 MB`: units that are the settings' own, so the number stays.
  private static func numberBeforeUnit(_ text: String) -> Substring? {
    let number = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(number.count).drop { $0 == " " }.lowercased()
    let units = ["s", "sec", "second", "seconds", "mb", "mib", "d", "day", "days", "%"]
    return !number.isEmpty && units.contains(unit) ? number : nil
  }

  /// `1000` of `1_000` and `1,000`.
  private static func numberWithoutSeparators(_ text: String) -> String? {
    guard text.utf8.count <= 60 else { return nil }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "_" || $0 == "," }
    guard parts.count > 1, let first = parts.first, (1...3).contains(first.count),
      parts.dropFirst().allSatisfy({ $0.count == 3 }),
      parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return parts.joined()
  }

  private static func isBooleanElsewhere(_ text: String) -> Bool {
    ["yes", "no", "on", "off", "y", "n", "true", "false"].contains(text.lowercased())
  }

  /// `Double` also reads words and hexadecimal fractions, which YAML does not.
  private static func isNumber(_ text: String) -> Bool {
    Double(text) != nil && text.utf8.allSatisfy { $0 < UInt8(ascii: "A") || $0 | 0x20 == 0x65 }
  }

  private static func names(of kinds: ShapeKinds) -> String {
    var names: [String] = []
    if kinds.contains(.boolean) { names.append("`true` or `false`") }
    if kinds.contains(.number) {
      names.append("a number")
    } else if kinds.contains(.integer) {
      names.append("a whole number")
    }
    if kinds.contains(.string) { names.append("a string") }
    if kinds.contains(.array) { names.append("a list") }
    if kinds.contains(.object) { names.append("a mapping") }
    if kinds.contains(.null) { names.append("null") }
    guard let last = names.last, names.count > 1 else { return names.first ?? "nothing" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  private static func name(of node: NodeID, _ tree: Tree) -> String {
    switch tree.kind(of: node) {
    case .null: return "no value"
    case .boolean: return "`\(tree.text(of: node))`"
    case .integer: return "the number \(tree.text(of: node))"
    case .float: return "the number \(tree.text(of: node))"
    case .string: return "the string `\(shortened(tree.text(of: node)))`"
    case .sequence: return "a list"
    case .mapping, .alias, .link: return "a mapping"
    }
  }

  /// A message quotes what was written, but never pages of it.
  static func shortened(_ text: String) -> String {
    let line = text.prefix { $0 != "\n" }
    return line.count > 60 ? line.prefix(57) + "..." : String(line)
  }

  static func noReference(_ node: NodeID, _ expected: ShapeKinds) -> Finding {
    let wanted = expected.isEmpty ? "one of the listed words" : names(of: expected)
    return Finding(
      ShapeCodes.noReference, at: .node(node),
      "a reference stands where \(wanted) must be written out",
      help: "write the value itself: it is needed before anything is deployed")
  }

  static func readAsString(_ node: NodeID, _ content: NodeID, _ tree: Tree) -> Finding {
    let text = tree.text(of: content)
    let kind = tree.kind(of: content) == .boolean ? "a boolean" : "a number"
    return Finding(
      ShapeCodes.readAsString, at: .node(node), "`\(text)` is \(kind) and is read as a string",
      help: "put it in quotes: `\"\(text)\"`")
  }

  static func otherSpelling(_ node: NodeID, _ text: String, _ meant: String) -> Finding {
    Finding(
      ShapeCodes.otherSpelling, at: .node(node), "`\(text)` is read as `\(meant)`",
      help: "write `\(meant)`, the name AWS and this tool use")
  }

  /// `others` are further spellings, each with what it stands for.
  static func notAllowed(
    _ node: NodeID, _ text: String, _ known: [String], _ others: [(text: String, meaning: String)],
    _ otherForm: String?
  ) -> Finding {
    let nearest =
      Suggestion.nearest(to: text, among: known)
      ?? Suggestion.nearest(to: text, among: others.map(\.text)).flatMap { near in
        others.first { $0.text == near }?.meaning
      }
    let similar = nearest.map { [$0] } ?? Likeness.similar(to: text, among: known)
    var help = similar.isEmpty ? "" : "did you mean \(choice(of: similar))?"
    let quoted = known.map { "`\($0)`" }
    if similar.isEmpty, known.count == 1 {
      help = "only \(quoted[0]) is allowed"
    } else if known.count <= 8 || similar.isEmpty {
      help += (similar.isEmpty ? "" : " ") + "allowed are " + quoted.joined(separator: ", ")
    }
    if let otherForm { help += ", or a mapping: `\(otherForm)`" }
    return Finding(
      ShapeCodes.notAllowed, at: .node(node), "`\(shortened(text))` is not allowed here",
      help: help)
  }

  static func noReferenceAsRegion(_ node: NodeID) -> Finding {
    Finding(
      ShapeCodes.noReference, at: .node(node), "a reference stands where a region must be written",
      help: "write the region of each environment under `environments.NAME.region`")
  }

  static func outOfRange(
    _ node: NodeID, _ content: NodeID, _ shape: Shape, _ tree: Tree
  ) -> Finding {
    let range: String
    switch (shape.minimum, shape.maximum) {
    case (-Double.infinity, Double.infinity): range = "of at most 18 digits"
    case (let low, Double.infinity) where !(tree.number(of: content) ?? .infinity < low):
      range = "of at most 18 digits"
    case (let low, Double.infinity): range = "\(plain(low)) or more"
    case (-Double.infinity, let high): range = "\(plain(high)) or less"
    case (let low, let high): range = "from \(plain(low)) to \(plain(high))"
    }
    return Finding(
      ShapeCodes.outOfRange, at: .node(node),
      "\(shortened(tree.text(of: content))) is out of range", help: "write a number \(range)")
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 0x1p53 ? String(Int(number)) : String(number)
  }

  static func wrongLength(_ node: NodeID, _ length: Int, _ shape: Shape) -> Finding {
    let characters = length == 1 ? "1 character" : "\(length) characters"
    let help: String
    if shape.lengthMax == Shape.noLimit {
      help = "write at least \(shape.lengthMin)"
    } else if shape.lengthMin == 0 {
      help = "write at most \(shape.lengthMax)"
    } else {
      help = "write \(shape.lengthMin) to \(shape.lengthMax)"
    }
    return Finding(
      ShapeCodes.wrongLength, at: .node(node),
      length == 0 ? "the string is empty" : "the string has \(characters)", help: help)
  }

  static func wrongCount(
    _ node: NodeID, _ count: Int, _ low: UInt32, _ high: UInt32,
    noun: (one: String, many: String)
  ) -> Finding {
    let help: String
    if high == Shape.noLimit {
      help = low == 1 ? "write at least one" : "write at least \(low)"
    } else if low == 0 {
      help = "at most \(high) are allowed"
    } else {
      help = low == high ? "write exactly \(low)" : "write \(low) to \(high)"
    }
    return Finding(
      ShapeCodes.wrongCount, at: .node(node),
      count == 0 ? "there is nothing here" : "\(count) \(count == 1 ? noun.one : noun.many) here",
      help: help)
  }

  static func wrongForm(_ node: NodeID, _ text: String, help: String) -> Finding {
    Finding(
      ShapeCodes.wrongForm, at: .node(node),
      // Of a block (`|`), the line break at the end is what nobody sees.
      text.utf8.contains(0x0A)
        ? "a text with a line break does not have the right form"
        : "`\(shortened(text))` does not have the right form",
      help: help)
  }
}
