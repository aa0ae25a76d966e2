// A condition on an item, with everything that it names put in.

package import TableItems

package indirect enum Operand: Sendable, Hashable {
  case path(DocumentPath)
  case value(ValueView)
  case size(of: Operand)
}

package indirect enum ConditionTree: Sendable, Hashable {
  case and(ConditionTree, ConditionTree)
  case or(ConditionTree, ConditionTree)
  case not(ConditionTree)
  case compare(Comparison, Operand, Operand)
  case between(Operand, Operand, Operand)
  case isIn(Operand, [Operand])
  case exists(DocumentPath)
  case isAbsent(DocumentPath)
  case hasType(Operand, ValueType)
  case begins(Operand, Operand)
  case contains(Operand, Operand)
}

package struct Condition: Sendable, Hashable {
  package let tree: ConditionTree

  package init(_ tree: ConditionTree) { self.tree = tree }

  package init(
    parsing text: String, _ kind: ExpressionKind, _ scope: inout PlaceholderScope
  ) throws(ExpressionFault) {
    let (raw, ledger) = try ConditionParser.parse(text, kind)
    var resolution = ConditionResolution(scope: scope, ledger: ledger)
    tree = resolution.resolve(raw)
    scope = resolution.scope
    try resolution.ledger.throwFirst()
  }

  /// The attributes that the condition looks at, by their first name.
  package var roots: Set<ByteString> {
    var roots: Set<ByteString> = []
    collect(tree, &roots)
    return roots
  }

  private func collect(_ tree: ConditionTree, _ roots: inout Set<ByteString>) {
    func add(_ operand: Operand) {
      switch operand {
      case .path(let path): roots.insert(path.root)
      case .value: break
      case .size(let inner): add(inner)
      }
    }
    switch tree {
    case .and(let left, let right), .or(let left, let right):
      collect(left, &roots)
      collect(right, &roots)
    case .not(let inner): collect(inner, &roots)
    case .compare(_, let left, let right), .begins(let left, let right),
      .contains(let left, let right):
      add(left)
      add(right)
    case .between(let value, let lower, let upper): [value, lower, upper].forEach(add)
    case .isIn(let value, let options): ([value] + options).forEach(add)
    case .exists(let path), .isAbsent(let path): roots.insert(path.root)
    case .hasType(let operand, _): add(operand)
    }
  }
}
