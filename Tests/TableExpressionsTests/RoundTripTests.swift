// Conditions made up at random, written as text and read again: the same tree comes back.

import TableExpressions
import TableItems
import Testing
import VirtualTime

@Suite struct RoundTripTests {
  static let seed: UInt64 = 20_261_125

  @Test func treesSurviveTheirText() throws {
    print("round trips: seed \(Self.seed)")
    var writer = ConditionWriter(random: SeededRandom(seed: Self.seed))
    for _ in 0..<2_000 {
      let tree = writer.tree(depth: 4)
      writer.values = AttributeMap()
      let text = writer.text(tree, within: 0)
      guard text.utf8.count <= 4_096 else { continue }
      var scope = PlaceholderScope(names: ["#n": "a name"], values: Item(writer.values))
      let condition = try Condition(parsing: text, .condition, &scope)
      #expect(condition.tree == tree, "\(text)")
    }
  }

  /// Random bytes and mutated expressions are refused or accepted, and nothing else.
  @Test func hostileTextsAreRefused() {
    var random = SeededRandom(seed: Self.seed)
    let pieces = [
      "a", "#n", ":v", "(", ")", ",", ".", "[", "]", "0", "99999999999999999999", "=", "<>", "<",
      "AND", "OR", "NOT", "IN", "BETWEEN", "size", "contains", "SET", "REMOVE", "ADD", "DELETE",
      "+", "-", "é", "\u{0}", "\"", "'", " ", "if_not_exists",
    ]
    var refused = 0
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        (pieces.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? " " : "")
      }.joined()
      var scope = PlaceholderScope(names: ["#n": "n"], values: [":v": 1])
      do {
        _ = try Condition(parsing: text, .condition, &scope)
      } catch { refused += 1 }
      do {
        _ = try Update(parsing: text, &scope)
      } catch { refused += 1 }
      do {
        _ = try StatementParser.parse(text, [])
      } catch { refused += 1 }
    }
    #expect(refused > 10_000)
  }
}

struct ConditionWriter {
  var random: SeededRandom
  var values = AttributeMap()

  private mutating func chance(_ one: Int) -> Bool {
    Int.random(in: 0..<one, using: &random) == 0
  }

  mutating func tree(depth: Int) -> ConditionTree {
    guard depth > 0, !chance(4) else { return leaf() }
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return .and(tree(depth: depth - 1), tree(depth: depth - 1))
    case 1: return .or(tree(depth: depth - 1), tree(depth: depth - 1))
    default: return .not(tree(depth: depth - 1))
    }
  }

  private mutating func path() -> DocumentPath {
    var steps: [DocumentPath.Step] = []
    while chance(3) {
      steps.append(
        chance(2) ? .index(Int.random(in: 0..<20, using: &random)) : .name("a name"))
    }
    return DocumentPath(chance(2) ? "a name" : "plain", steps)
  }

  private mutating func value() -> Operand {
    .value(ValueView(.number(DecimalNumber(Int.random(in: 0..<1_000, using: &random)))))
  }

  private mutating func operand() -> Operand {
    chance(3) ? .size(of: .path(path())) : .path(path())
  }

  private mutating func leaf() -> ConditionTree {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return .exists(path())
    case 1: return .isAbsent(path())
    case 2: return .hasType(.path(path()), ValueType.allCases.randomElement(using: &random) ?? .map)
    case 3: return .contains(.path(path()), value())
    case 4: return .isIn(operand(), (0..<3).map { _ in value() })
    default:
      return .compare(
        Comparison.allCases.randomElement(using: &random) ?? .less, operand(), value())
    }
  }

  /// `strength` is how tightly what stands around it binds: OR 1, AND 2, NOT 3.
  mutating func text(_ tree: ConditionTree, within strength: Int) -> String {
    switch tree {
    case .or(let left, let right):
      let text = "\(text(left, within: 1)) OR \(text(right, within: 2))"
      return strength > 1 ? "(\(text))" : text
    case .and(let left, let right):
      let text = "\(text(left, within: 2)) and \(text(right, within: 3))"
      return strength > 2 ? "(\(text))" : text
    case .not(let inner): return "NOT \(text(inner, within: 3))"
    case .exists(let path): return "attribute_exists(\(text(path)))"
    case .isAbsent(let path): return "attribute_not_exists(\(text(path)))"
    case .hasType(let operand, let type):
      return "attribute_type(\(text(operand)),\(name(.string(ByteString(type.rawValue)))))"
    case .contains(let whole, let part): return "contains(\(text(whole)), \(text(part)))"
    case .begins(let whole, let part): return "begins_with(\(text(whole)), \(text(part)))"
    case .isIn(let operand, let options):
      let first = text(operand)
      return "\(first) In (\(options.map { text($0) }.joined(separator: ",")))"
    case .between(let operand, let low, let high):
      return "\(text(operand)) BETWEEN \(text(low)) AND \(text(high))"
    case .compare(let comparison, let left, let right):
      return "\(text(left))\(comparison.rawValue)\(text(right))"
    }
  }

  private mutating func text(_ operand: Operand) -> String {
    switch operand {
    case .path(let path): text(path)
    case .value(let value): name(value.tree)
    case .size(let inner): "size ( \(text(inner)) )"
    }
  }

  private func text(_ path: DocumentPath) -> String {
    var text = path.root == "a name" ? "#n" : path.root.description
    for step in path.steps {
      switch step {
      case .name: text += ".#n"
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  private mutating func name(_ value: AttributeValue) -> String {
    let placeholder = ":v\(values.count)"
    values[ByteString(placeholder)] = value
    return placeholder
  }
}
