// A resolved value as the JSON that `Fn::ToJsonString` gives.

import JSONText
import Provenance

enum JSONOfValue {
  static func text(_ value: ResolvedValue, _ tree: Tree) -> String {
    var writer = JSONWriter(.compact)
    write(value, tree, &writer)
    // Without the line break that ends a file.
    return String(decoding: writer.finished().dropLast(), as: UTF8.self)
  }

  private static func write(_ value: ResolvedValue, _ tree: Tree, _ writer: inout JSONWriter) {
    switch value {
    case .nothing: writer.null()
    case .text(let text, let node): write(text, node, tree, &writer)
    case .list(let elements, _):
      writer.array { writer in
        for element in elements { write(element, tree, &writer) }
      }
    case .map(let members, _):
      writer.object { writer in
        for member in members {
          writer.key(member.name)
          write(member.value, tree, &writer)
        }
      }
    }
  }

  /// Numbers and booleans stay what they are where they were written; what functions give is text.
  private static func write(
    _ text: String, _ node: NodeID, _ tree: Tree, _ writer: inout JSONWriter
  ) {
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .boolean: writer.boolean(tree.boolean(of: content))
    case .integer:
      if let number = tree.integer(of: content) { writer.integer(number) } else { fallthrough }
    case .float:
      if let number = tree.number(of: content), number.isFinite {
        writer.number(number)
      } else {
        writer.string(text)
      }
    case .null, .string, .sequence, .mapping, .alias, .link: writer.string(text)
    }
  }
}
