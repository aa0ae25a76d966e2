// What is wrong with the text itself: its encoding, its grammar, its tags.

import Diagnostics
import Provenance

extension TreeComposer {
  /// UTF-16 and UTF-32 are the wrong encodings that announce themselves.
  mutating func checkEncoding(_ file: SourceFile) throws(Reported) {
    let start = file.bytes.prefix(4)
    let isLong = [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]].contains { start.elementsEqual($0) }
    guard isLong || [[0xFF, 0xFE], [0xFE, 0xFF]].contains(where: { start.starts(with: $0) })
    else { return }
    throw sink.report(
      Finding(
        YAMLCodes.notText, at: .span(Span(source: source, start: 0, end: 0)),
        "the file is UTF-\(isLong ? 32 : 16)", help: "save it as UTF-8"))
  }

  mutating func report(_ fault: SyntaxFault, in file: SourceFile) -> Reported {
    if let offset = fault.byteOffset { return reportBytes(fault, offset, in: file) }
    let character = fault.character ?? 0
    var related: [Related] = []
    if let context = fault.contextCharacter, context != character {
      let place = Place.span(Span(source: source, start: context, end: context))
      related.append(Related(place, SyntaxWording.place(of: fault.context)))
    }
    var wording = SyntaxWording.explain(fault.problem, following: nextByte(character, in: file))
    if nextByte(character, in: file) == UInt8(ascii: "{"), character > 0,
      nextByte(character - 1, in: file) == UInt8(ascii: "$")
    {
      wording = (
        "a reference stands without quotes between brackets",
        "put it in quotes: within `{ }` and `[ ]` a brace of its own means a mapping"
      )
    } else if SyntaxWording.blamesColon.contains(fault.problem) {
      let surroundings = KeySurroundings(of: character, in: file)
      if surroundings.keyLength > KeySurroundings.keyLengthMax {
        wording = (
          "a key is longer than \(KeySurroundings.keyLengthMax) characters",
          "shorten it, or put a text that is no key in quotes"
        )
      } else if let line = surroundings.keyWithoutSpace {
        wording.help = "write a space after the `:`"
        related = [
          Related(
            .span(Span(source: source, start: line.lowerBound, end: line.upperBound)),
            "this `:` has no space after it")
        ]
      }
    }
    return sink.report(
      Finding(
        YAMLCodes.malformed,
        at: .span(Span(source: source, start: character, end: character)),
        wording.message, help: wording.help, related: related))
  }

  private mutating func reportBytes(
    _ fault: SyntaxFault, _ offset: Int, in file: SourceFile
  ) -> Reported {
    let offset = start(ofCharacterBroken: fault, offset, in: file)
    let before = file.bytes.prefix(offset)
    let character = UInt32(truncatingIfNeeded: before.count { $0 & 0xC0 != 0x80 })
    let byte = offset < file.bytes.count ? file.bytes[offset] : 0
    let place = Place.span(Span(source: source, start: character, end: character))
    let digits = String(byte, radix: 16, uppercase: true)
    let name = "0x" + (digits.count < 2 ? "0" : "") + digits
    if fault.problem.hasPrefix("control characters") {
      return sink.report(
        Finding(
          YAMLCodes.notText, at: place, "control character \(name) is not allowed in YAML",
          help: byte == 0
            ? "NUL bytes mean this is a binary file, or UTF-16 without its mark: save it as UTF-8"
            : "remove it, or write it as an escape in double quotes"))
    }
    return sink.report(
      Finding(
        YAMLCodes.notText, at: place, "byte \(name) is not valid UTF-8 here",
        help: "save the file as UTF-8"))
  }

  /// libyaml names the byte that fails to continue a character; at fault is the one that began it.
  private func start(
    ofCharacterBroken fault: SyntaxFault, _ offset: Int, in file: SourceFile
  ) -> Int {
    guard fault.problem == "invalid trailing UTF-8 octet" else { return offset }
    var start = min(offset, file.bytes.count) - 1
    while start > 0, file.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return max(start, 0)
  }

  private func nextByte(_ character: UInt32, in file: SourceFile) -> UInt8? {
    var seen: UInt32 = 0
    for byte in file.bytes where byte & 0xC0 != 0x80 {
      if seen == character { return byte }
      seen += 1
    }
    return nil
  }
}

// MARK: - Tags

extension TreeComposer {
  private static let prefix = "tag:yaml.org,2002:"

  /// The kind a tagged scalar has: the tag must agree with what is written.
  mutating func taggedKind(
    _ plain: NodeKind, _ tag: String, _ text: Range<Int>, _ span: Span
  ) -> NodeKind {
    switch tag {
    case "!", TreeComposer.prefix + "str": return .string
    default: break
    }
    let inferred = plain == .string ? CoreSchema.kind(of: tree.bytes[text]) : plain
    let wanted: [NodeKind]
    switch tag {
    case TreeComposer.prefix + "null": wanted = [.null]
    case TreeComposer.prefix + "bool": wanted = [.boolean]
    case TreeComposer.prefix + "int": wanted = [.integer]
    case TreeComposer.prefix + "float": wanted = [.float, .integer]
    default: wanted = []
    }
    if wanted.contains(inferred) { return tag.hasSuffix("float") ? .float : inferred }
    reportTag(tag, span, isKnown: !wanted.isEmpty)
    return .string
  }

  mutating func checkCollectionTag(_ tag: String, _ kind: EventKind, _ span: Span) {
    let wanted = TreeComposer.prefix + (kind == .mappingStart ? "map" : "seq")
    if tag != wanted && tag != "!" { reportTag(tag, span, isKnown: false) }
  }

  private mutating func reportTag(_ tag: String, _ span: Span, isKnown: Bool) {
    let short =
      tag.hasPrefix(TreeComposer.prefix)
      ? "!!" + tag.dropFirst(TreeComposer.prefix.count) : Substring(tag)
    sink.report(
      Finding(
        YAMLCodes.tag, at: .span(span),
        isKnown ? "the value is not what its tag `\(short)` says" : "tag `\(short)` has no meaning",
        help: short.hasPrefix("!!")
          ? "leave the tag out; quotes make a string"
          : "CloudFormation's short forms are not used here; write `${component.attribute}`"))
  }
}

/// libyaml's words, said so that they help.
enum SyntaxWording {
  /// Faults that a `:` without a space on an earlier line, or a very long key, may have caused.
  static let blamesColon = [
    "mapping values are not allowed in this context", "could not find expected ':'",
  ]

  /// What libyaml was at when it found the fault, as the name of the place where that begins.
  static func place(of context: String) -> String {
    switch context {
    case "while parsing a block mapping", "while parsing a flow mapping":
      return "in the mapping that begins here"
    case "while parsing a block collection", "while parsing a flow sequence":
      return "in the list that begins here"
    case "while scanning a simple key": return "this key"
    case "while scanning a quoted scalar": return "the quotes are opened here"
    case "while scanning a block scalar": return "in the text that begins here"
    case "while scanning a plain scalar": return "in the value that begins here"
    case "while scanning an anchor", "while scanning an alias": return "this anchor or alias"
    case "while scanning a tag", "while parsing a tag": return "this tag"
    case "while scanning a directive": return "this directive"
    case "while scanning for the next token": return "after this"
    case "while parsing a node", "while parsing a block node":
      return "in the value that begins here"
    default: return context
    }
  }

  static func explain(
    _ problem: String, following byte: UInt8?
  ) -> (message: String, help: String?) {
    switch problem {
    case "found character that cannot start any token":
      switch byte {
      case UInt8(ascii: "\t"):
        return ("a tab is used for indentation", "indent with spaces")
      case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"):
        return ("this character cannot begin a value", "put the value in quotes")
      default: return ("this character cannot begin a value", "put the value in quotes")
      }
    case "mapping values are not allowed in this context":
      return (
        "a `:` stands where no key can be",
        "check the indentation of this line, or put a value that holds `: ` in quotes"
      )
    case "could not find expected ':'":
      return ("a key has no `:` after it", "write `key: value`, and check the line above")
    case "did not find expected key":
      return (
        "a key was expected here", "check that this line is indented like the keys beside it"
      )
    case "did not find expected '-' indicator":
      return (
        "an entry of the list was expected here",
        "check that this line is indented like the list's other entries"
      )
    case "did not find expected ',' or ']'":
      return ("the list is not closed", "write `]`, or `,` before the next element")
    case "did not find expected ',' or '}'":
      return ("the mapping is not closed", "write `}`, or `,` before the next key")
    case "found unexpected end of stream":
      return ("the file ends inside a quoted string", "close the quotes")
    case "did not find expected <document start>":
      return (
        "text follows after the document has ended",
        "check the indentation: everything belongs to one mapping"
      )
    case "block sequence entries are not allowed in this context":
      return (
        "a list entry cannot stand here", "put the list on lines of its own, below its key"
      )
    case "found a tab character where an indentation space is expected",
      "found a tab character that violates indentation":
      return ("a tab is used for indentation", "indent with spaces")
    default: return (problem, nil)
    }
  }
}
