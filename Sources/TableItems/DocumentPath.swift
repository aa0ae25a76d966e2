// A way into an item: an attribute, then names in maps and places in lists.

package struct DocumentPath: Sendable, Hashable {
  package enum Step: Sendable, Hashable {
    case name(ByteString)
    case index(Int)
  }

  package let root: ByteString
  package let steps: [Step]

  package init(_ root: ByteString, _ steps: [Step] = []) {
    self.root = root
    self.steps = steps
  }

  package var isNested: Bool { !steps.isEmpty }

  /// The value at the path, if the item has one.
  package func value(in item: Item) -> ValueView? {
    guard var value = item[root] else { return nil }
    for step in steps {
      switch step {
      case .name(let name):
        guard let inner = value.map[name] else { return nil }
        value = inner
      case .index(let index):
        guard value.tag == Encoded.list, index < value.count else { return nil }
        var elements = value.elements
        for _ in 0..<index { _ = elements.next() }
        guard let inner = elements.next() else { return nil }
        value = inner
      }
    }
    return value
  }

  /// How one path stands to another.
  package enum Relation: Sendable { case apart, overlap, conflict }

  /// Paths overlap when one is a beginning of the other; they conflict when one takes for a map
  /// what the other takes for a list.
  package func relation(to other: DocumentPath) -> Relation {
    guard root == other.root else { return .apart }
    for (step, otherStep) in zip(steps, other.steps) where step != otherStep {
      switch (step, otherStep) {
      case (.name, .name), (.index, .index): return .apart
      case (.name, .index), (.index, .name): return .conflict
      }
    }
    return .overlap
  }
}

extension DocumentPath: CustomStringConvertible {
  /// As messages show paths: `[a, b, [0]]`.
  package var description: String {
    let parts = steps.map { step in
      switch step {
      case .name(let name): name.description
      case .index(let index): "[\(index)]"
      }
    }
    return "[" + ([root.description] + parts).joined(separator: ", ") + "]"
  }
}
