// A value as YAML on one line, for help that shows an example.

import Provenance

enum FlowText {
  static func text(of node: NodeID, in tree: Tree) -> String {
    switch tree.kind(of: node) {
    case .mapping:
      let entries = tree.entries(of: node).map { entry in
        "\(word(tree.text(of: entry.key))): \(text(of: entry.value, in: tree))"
      }
      return "{ " + entries.joined(separator: ", ") + " }"
    case .sequence:
      return "[" + tree.children(of: node).map { text(of: $0, in: tree) }.joined(separator: ", ")
        + "]"
    case .string: return word(tree.text(of: node))
    case .null, .boolean, .integer, .float, .alias, .link: return tree.text(of: node)
    }
  }

  /// The text as it is where that reads back as the same string, in quotes otherwise.
  static func word(_ text: String) -> String {
    guard let first = text.utf8.first, isLetter(first),
      text.utf8.allSatisfy({ isLetter($0) || isPlain($0) }),
      !["true", "false", "null", "~"].contains(text.lowercased())
    else {
      return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    return text
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_./".utf8.contains(byte)
  }
}
