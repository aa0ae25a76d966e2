// Each key as it was written: the list form, the short form, and whose key it is.

import ServiceSpec
package import Provenance
package import Shapes

/// A key of the table or of an index, with the places that gave it.
package struct WrittenKey: Sendable {
  package enum Owner: Sendable {
    case table, globalIndex, localIndex
  }

  package let owner: Owner
  /// Whose key it is, for messages.
  package let title: String
  /// The same with the kind of the index.
  package let fullTitle: String
  /// Where its absence is said.
  package let place: NodeID
  /// The mapping that its properties stand in.
  package let mapping: NodeID
  package let list: Field<List<KeyElement>>
  package let partition: Field<KeyAttribute>
  package let sort: Field<KeyAttribute>
  package let parts: [KeyPart]
  /// Nothing about it was reported.
  package let isIntact: Bool

  /// Which of the two forms is meant cannot be told.
  package var isInTwoForms: Bool {
    !list.isAbsent && (!partition.isAbsent || !sort.isAbsent)
  }

  package var isAbsent: Bool { list.isAbsent && partition.isAbsent && sort.isAbsent }

  /// Written as a list, and in that form alone, whole.
  package var isPlainList: Bool { isIntact && !isInTwoForms && list.value != nil }

  /// The elements of a key that names an attribute twice say nothing about its shape.
  package var repeatsAttribute: Bool { Set(parts.map(\.name.value)).count < parts.count }
}

extension WrittenKey {
  /// The table's key first, then those of the indexes.
  static func all(of config: TableConfig, _ keys: TableKeys, named name: NodeID) -> [WrittenKey] {
    [
      WrittenKey(
        owner: .table, title: "the table", fullTitle: "the table", place: name,
        mapping: config.node,
        list: config.keySchema, partition: config.partitionKey, sort: config.sortKey,
        parts: keys.parts, isIntact: keys.isTableKeyIntact)
    ] + keys.indexes.map { $0.writtenKey }
  }
}

extension TableIndex {
  package var writtenKey: WrittenKey {
    let partition: Field<KeyAttribute>
    let sort: Field<KeyAttribute>
    switch kind {
    case .global(let index): (partition, sort) = (index.partitionKey, index.sortKey)
    case .local(let index): (partition, sort) = (.absent, index.sortKey)
    }
    return WrittenKey(
      owner: isLocal ? .localIndex : .globalIndex, title: title, fullTitle: fullTitle,
      place: name.node ?? node,
      mapping: node, list: keyField, partition: partition, sort: sort, parts: parts,
      isIntact: isKeyIntact)
  }
}
