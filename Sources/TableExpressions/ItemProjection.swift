// Which parts of an item are to be returned.

package import TableItems
import TableModel

package struct ItemProjection: Sendable, Hashable {
  package let paths: [DocumentPath]
  private let tree: Branch

  /// The paths by their steps; what ends here is taken whole.
  private struct Branch: Sendable, Hashable {
    var isWhole = false
    var names: [ByteString: Branch] = [:]
    var indexes: [Int: Branch] = [:]

    mutating func add(_ steps: ArraySlice<DocumentPath.Step>) {
      switch steps.first {
      case nil: isWhole = true
      case .name(let name)?: names[name, default: Branch()].add(steps.dropFirst())
      case .index(let index)?: indexes[index, default: Branch()].add(steps.dropFirst())
      }
    }
  }

  package init(paths: [DocumentPath]) {
    self.paths = paths
    var tree = Branch()
    for path in paths { tree.add([.name(path.root)] + path.steps[...]) }
    self.tree = tree
  }

  package init(
    parsing text: String, _ scope: inout PlaceholderScope
  ) throws(ExpressionFault) {
    var tokens = try TokenStream(text, .projection)
    var raw: [[RawStep]] = []
    repeat { raw.append(try tokens.path()) } while tokens.take(.comma)
    guard tokens.token.kind == .end else { throw tokens.syntaxFault }
    var paths: [DocumentPath] = []
    for steps in raw { paths.append(scope.resolve(steps, &tokens.ledger)) }
    PathCheck.note(paths, &tokens.ledger)
    try tokens.ledger.throwFirst()
    self.init(paths: paths)
  }

  /// `AttributesToGet`: names at the top, each once.
  package init(attributes: [ByteString]) throws(ExpressionFault) {
    for (index, name) in attributes.enumerated() where attributes[..<index].contains(name) {
      throw LegacyRules.values("Duplicate value in attribute name: \(name)")
    }
    self.init(paths: attributes.map { DocumentPath($0) })
  }

  package var roots: Set<ByteString> { Set(paths.map(\.root)) }

  /// What of the item was asked for.
  package func apply(to item: Item) -> Item {
    var writer = ItemWriter()
    for entry in item {
      guard let branch = tree.names[ByteString(entry.name)] else { continue }
      if branch.isWhole {
        writer.name(entry.name)
        writer.value(entry.value)
      } else if let part = part(of: entry.value, branch) {
        writer.name(entry.name)
        writer.value(part)
      }
    }
    return writer.finish()
  }

  private func part(of value: ValueView, _ branch: Branch) -> AttributeValue? {
    if branch.isWhole { return value.tree }
    switch value.type {
    case .map:
      var map = AttributeMap()
      for entry in value.map {
        let name = ByteString(entry.name)
        if let inner = branch.names[name] { map[name] = part(of: entry.value, inner) }
      }
      return map.isEmpty ? nil : .map(map)
    case .list:
      var list: [AttributeValue] = []
      for (index, element) in value.elements.enumerated() {
        if let inner = branch.indexes[index], let part = part(of: element, inner) {
          list.append(part)
        }
      }
      return list.isEmpty ? nil : .list(list)
    case .string, .number, .binary, .boolean, .null, .stringSet, .numberSet, .binarySet: return nil
    }
  }
}

/// Whether the paths of one expression get in each other's way.
enum PathCheck {
  static func note(_ paths: [DocumentPath], _ ledger: inout FaultLedger) {
    var byRoot: [ByteString: [DocumentPath]] = [:]
    for path in paths {
      for other in byRoot[path.root] ?? [] {
        switch other.relation(to: path) {
        case .apart: break
        case .overlap: ledger.note(.overlap, ExpressionMessage.overlap(other, path))
        case .conflict: ledger.note(.pathConflict, ExpressionMessage.pathConflict(other, path))
        }
      }
      byRoot[path.root, default: []].append(path)
    }
  }
}
