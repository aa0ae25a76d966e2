// Where a key that is unknown here belongs: newcomers write settings a level too high or too low.

import Provenance

enum Misplacement {
  /// What to do with the key, when its right place is plain; nil otherwise.
  static func help(
    for key: NodeID, in shape: Shape, of schema: Schema, _ tree: Tree
  ) -> String? {
    let text = tree.bytes[tree.textRange(of: key)]
    // A component: its settings are those of its type.
    if let config = property("config", of: shape, schema),
      schema.shape(config.shape).flags.contains(.open)
    {
      let isSetting = schema.roots.contains {
        schema.text($0.name) != "service" && isKnown(text, in: $0.shape, schema)
      }
      if isSetting { return "write it under `config:`" }
      return matches(text, "properties") ? "the settings of a component stand under `config:`" : nil
    }
    if matches(text, "name"), property("service", of: shape, schema) != nil {
      return "the name of the service is `service:`"
    }
    // The settings of a component: what stands beside `config` is known of its entry.
    if let service = schema.root("service"),
      schema.roots.contains(where: { isRoot($0, shape, schema) }),
      let components = property("components", of: schema.shape(service), schema),
      isKnown(text, in: schema.shape(components.shape).items, schema)
    {
      return "write it beside `config:`, not in it"
    }
    // A mapping whose one key takes names of the user's own, such as `variables`.
    if shape.properties.count == 1 {
      let only = schema.properties[Int(shape.properties.start)]
      if schema.shape(only.shape).additional != .none {
        return "write it under `\(schema.text(only.name)):`"
      }
    }
    return nil
  }

  private static func matches(_ text: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
    String(decoding: text, as: UTF8.self).lowercased() == String(describing: word)
  }

  private static func isRoot(
    _ root: (name: TableRange, shape: ShapeID), _ shape: Shape, _ schema: Schema
  ) -> Bool {
    let properties = schema.shape(root.shape).properties
    return properties.start == shape.properties.start && properties.count == shape.properties.count
      && !properties.isEmpty
  }

  private static func isKnown(
    _ text: ArraySlice<UInt8>, in id: ShapeID, _ schema: Schema
  ) -> Bool {
    id != .none && schema.property(text, of: schema.shape(id)) != nil
  }

  private static func property(
    _ name: StaticString, of shape: Shape, _ schema: Schema
  ) -> Property? {
    let text = Array(String(describing: name).utf8)
    return schema.property(text[...], of: shape).map { schema.properties[$0] }
  }
}
