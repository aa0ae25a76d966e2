// A schema about to be written: values of the property lists as they are, and what is put around.

import JSONText
import Provenance

indirect enum SchemaDraft {
  case copy(NodeID)
  case text(String)
  case flag(Bool)
  case list([SchemaDraft])
  case object(SchemaMembers)

  func write(to writer: inout JSONWriter, of tree: Tree) {
    switch self {
    case .copy(let node): writer.write(node, of: tree)
    case .text(let text): writer.string(text)
    case .flag(let flag): writer.boolean(flag)
    case .list(let elements):
      writer.beginArray()
      for element in elements { element.write(to: &writer, of: tree) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for entry in members.entries {
        writer.key(entry.key)
        entry.value.write(to: &writer, of: tree)
      }
      writer.endObject()
    }
  }
}

/// The members of an object in the order they will be written.
struct SchemaMembers {
  struct Entry {
    let key: String
    let value: SchemaDraft
  }

  private(set) var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  mutating func append(_ key: String, _ value: SchemaDraft) {
    entries.append(Entry(key: key, value: value))
  }

  mutating func append(contentsOf other: SchemaMembers) {
    entries += other.entries
  }

  static func reference(to pointer: String) -> SchemaMembers {
    var members = SchemaMembers()
    members.append("$ref", .text(pointer))
    return members
  }
}
