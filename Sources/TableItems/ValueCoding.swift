// A value where one is kept among other things: as the bytes of an item that has nothing else.

extension AttributeValue: Codable {
  package init(from decoder: any Decoder) throws {
    let bytes = try decoder.singleValueContainer().decode([UInt8].self)
    guard let entry = Item(checking: bytes)?.tree.entries.first else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no value"))
    }
    self = entry.value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Array(Item(["": self]).encoded))
  }
}
