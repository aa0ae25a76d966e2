// Keys and attributes as one list each, whether they were written in the long or the short form.

package import Shapes
package import Provenance

/// One element of a key.
package struct KeyPart: Sendable {
  package let name: Traced<String>
  package let role: Traced<KeyType>
}

/// A key attribute's type, from `attributeDefinitions` or a short form.
package struct AttributeDeclaration: Sendable {
  package let name: Traced<String>
  package let type: Traced<AttributeType>
  /// Declared beside its use, by `partitionKey` or `sortKey`.
  package let isShort: Bool
}

/// A secondary index, of either kind.
package struct TableIndex: Sendable {
  package enum Kind: Sendable {
    case global(GlobalIndex)
    case local(LocalIndex)
  }

  package let kind: Kind
  package let node: NodeID
  package let name: Field<String>
  package let parts: [KeyPart]
  package let keyField: Field<List<KeyElement>>
  package let projection: Field<Projection>
  /// Nothing about its key was reported.
  package let isKeyIntact: Bool

  package var isLocal: Bool {
    if case .local = kind { return true }
    return false
  }

  /// The index's name as messages show it.
  package var title: String { name.value.map { "index `\($0)`" } ?? "this index" }

  /// With its kind, for messages in which that matters.
  package var fullTitle: String {
    let kind = isLocal ? "local" : "global"
    return name.value.map { "\(kind) index `\($0)`" } ?? "this \(kind) index"
  }

  package var hashParts: [KeyPart] { parts.filter { $0.role.value == .hash } }

  package var rangeParts: [KeyPart] { parts.filter { $0.role.value == .range } }
}

/// The key of the table and all that has to do with keys.
package struct TableKeys: Sendable {
  package let parts: [KeyPart]
  package let declarations: [AttributeDeclaration]
  package let indexes: [TableIndex]
  /// Every attribute that is part of some key, in order, once.
  package let usedNames: [String]
  package let globalIndexes: [TableIndex]
  package let localIndexes: [TableIndex]
  /// Nothing about any key, index or declaration was reported.
  package let isIntact: Bool
  /// Nothing about the table's own key was reported.
  package let isTableKeyIntact: Bool

  package init(_ config: TableConfig) {
    var declarations = TableKeys.longDeclarations(config)
    parts = TableKeys.tableParts(config, &declarations)
    var indexes: [TableIndex] = []
    for element in config.globalSecondaryIndexes.value?.elements ?? [] {
      indexes.append(TableKeys.index(element.value, element.node, &declarations))
    }
    for element in config.localSecondaryIndexes.value?.elements ?? [] {
      indexes.append(
        TableKeys.index(element.value, element.node, of: config, &declarations))
    }
    self.indexes = indexes
    usedNames = TableKeys.usedNames(parts, indexes)
    globalIndexes = indexes.filter { !$0.isLocal }
    localIndexes = indexes.filter { $0.isLocal }
    self.declarations = declarations
    isTableKeyIntact =
      isWhole(config.keySchema) { $0.isIntact && $0.elements.allSatisfy(\.value.isIntact) }
      && isWhole(config.partitionKey) { $0.isIntact } && isWhole(config.sortKey) { $0.isIntact }
    isIntact =
      isTableKeyIntact && indexes.allSatisfy(\.isKeyIntact)
      && isWhole(config.attributeDefinitions) {
        $0.isIntact && $0.elements.allSatisfy(\.value.isIntact)
      } && isWhole(config.globalSecondaryIndexes) { $0.isIntact }
      && isWhole(config.localSecondaryIndexes) { $0.isIntact }
  }

  package var hash: KeyPart? { parts.first { $0.role.value == .hash } }

  package var range: KeyPart? { parts.first { $0.role.value == .range } }

  package func declaration(of name: String) -> AttributeDeclaration? {
    declarations.first { $0.name.value == name }
  }

  private static func usedNames(_ parts: [KeyPart], _ indexes: [TableIndex]) -> [String] {
    var names: [String] = []
    for part in parts where !names.contains(part.name.value) { names.append(part.name.value) }
    for index in indexes {
      for part in index.parts where !names.contains(part.name.value) {
        names.append(part.name.value)
      }
    }
    return names
  }
}

/// Absent, or given and whole.
private func isWhole<Value>(_ field: Field<Value>, _ test: (Value) -> Bool) -> Bool {
  switch field {
  case .absent: return true
  case .broken: return false
  case .given(let value, _): return test(value)
  }
}

// MARK: - From both forms

extension TableKeys {
  private static func longDeclarations(_ config: TableConfig) -> [AttributeDeclaration] {
    (config.attributeDefinitions.value?.elements ?? []).compactMap { element in
      guard let name = element.value.attributeName.traced,
        let type = element.value.attributeType.traced
      else { return nil }
      return AttributeDeclaration(name: name, type: type, isShort: false)
    }
  }

  private static func parts(_ key: Field<List<KeyElement>>) -> [KeyPart] {
    (key.value?.elements ?? []).compactMap { element in
      guard let name = element.value.attributeName.traced, let role = element.value.keyType.traced
      else { return nil }
      return KeyPart(name: name, role: role)
    }
  }

  /// A key attribute in the short form: a part, and a declaration beside it.
  private static func part(
    _ short: Field<KeyAttribute>, _ role: KeyType, _ declarations: inout [AttributeDeclaration]
  ) -> KeyPart? {
    guard case .given(let attribute, let node) = short, let name = attribute.name.traced else {
      return nil
    }
    if let type = attribute.type.traced {
      declarations.append(AttributeDeclaration(name: name, type: type, isShort: true))
    }
    return KeyPart(name: name, role: Traced(role, node))
  }

  private static func tableParts(
    _ config: TableConfig, _ declarations: inout [AttributeDeclaration]
  ) -> [KeyPart] {
    parts(config.keySchema)
      + [
        part(config.partitionKey, .hash, &declarations),
        part(config.sortKey, .range, &declarations),
      ].compactMap { $0 }
  }

  private static func index(
    _ index: GlobalIndex, _ node: NodeID, _ declarations: inout [AttributeDeclaration]
  ) -> TableIndex {
    let short = [
      part(index.partitionKey, .hash, &declarations), part(index.sortKey, .range, &declarations),
    ].compactMap { $0 }
    return TableIndex(
      kind: .global(index), node: node, name: index.indexName,
      parts: parts(index.keySchema) + short, keyField: index.keySchema,
      projection: index.projection,
      isKeyIntact: isWhole(index.keySchema) {
        $0.isIntact && $0.elements.allSatisfy(\.value.isIntact)
      } && isWhole(index.partitionKey) { $0.isIntact } && isWhole(index.sortKey) { $0.isIntact })
  }

  /// A local index in the short form shares the table's partition key.
  private static func index(
    _ index: LocalIndex, _ node: NodeID, of config: TableConfig,
    _ declarations: inout [AttributeDeclaration]
  ) -> TableIndex {
    var own = parts(index.keySchema)
    if let range = part(index.sortKey, .range, &declarations) {
      var unused: [AttributeDeclaration] = []
      if own.isEmpty,
        let hash = tableParts(config, &unused).first(where: { $0.role.value == .hash })
      {
        own.append(hash)
      }
      own.append(range)
    }
    return TableIndex(
      kind: .local(index), node: node, name: index.indexName, parts: own,
      keyField: index.keySchema, projection: index.projection,
      isKeyIntact: isWhole(index.keySchema) {
        $0.isIntact && $0.elements.allSatisfy(\.value.isIntact)
      } && isWhole(index.sortKey) { $0.isIntact })
  }
}
