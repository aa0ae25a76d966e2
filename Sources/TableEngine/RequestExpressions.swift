// The expressions of a request: which may stand together, and what they are once read.

import TableExpressions
import TableItems

/// The parameters of a request that are expressions, or stand for them, and whether they are there.
struct ParameterStyles {
  var legacy: [(name: String, isThere: Bool)]
  var expressions: [(name: String, isThere: Bool)]

  /// EVIDENCE: the service tells of mixed styles first, then of names, then of values without use.
  func check(_ substitutions: Substitutions) throws(EngineError) {
    guard substitutions.isThere || expressions.contains(where: \.isThere) else { return }
    let used = expressions.filter(\.isThere).map(\.name)
    let old = legacy.filter(\.isThere).map(\.name)
    if !used.isEmpty, !old.isEmpty {
      throw .validation(EngineMessage.mixedStyles(old, used))
    }
    if used.isEmpty, substitutions.names != nil {
      throw .validation(EngineMessage.namesWithoutExpression)
    }
    let valued = expressions.map(\.name).filter { $0 != "ProjectionExpression" }
    if substitutions.values != nil, !used.contains(where: { $0 != "ProjectionExpression" }) {
      throw .validation(EngineMessage.valuesWithoutExpression(valued))
    }
    do {
      try PlaceholderScope.check(names: substitutions.names, values: substitutions.values)
    } catch { throw EngineError(error) }
  }
}

extension Substitutions {
  var isThere: Bool { names != nil || values != nil }
}

extension EngineError {
  init(_ fault: ExpressionFault) { self = .validation(fault.message) }
}

extension PlaceholderScope {
  init(_ substitutions: Substitutions) {
    self.init(names: substitutions.names, values: substitutions.values)
  }

  func requireAllUsed() throws(EngineError) {
    do { try checkAllUsed() } catch { throw EngineError(error) }
  }
}

enum ReadConnective {
  /// AND or OR joins at least two.
  static func check(_ connective: LegacyConnective?, count: Int?) throws(EngineError) {
    guard connective != nil else { return }
    guard let count else { throw .validation(EngineMessage.connectiveAlone) }
    if count < 2 { throw .validation(EngineMessage.connectiveOfOne) }
  }
}

extension WriteCondition {
  func read(_ scope: inout PlaceholderScope) throws(EngineError) -> Condition? {
    try ReadConnective.check(connective, count: expected?.count)
    do throws(ExpressionFault) {
      if let expression { return try Condition(parsing: expression, .condition, &scope) }
      if let expected { return try LegacyRules.condition(expected: expected, connective) }
      return nil
    } catch { throw EngineError(error) }
  }

  var isThere: Bool { expression != nil || expected != nil }
}

extension ItemProjection {
  static func read(
    _ expression: String?, _ attributes: [ByteString]?, _ scope: inout PlaceholderScope
  ) throws(EngineError) -> ItemProjection? {
    do throws(ExpressionFault) {
      if let expression { return try ItemProjection(parsing: expression, &scope) }
      if let attributes { return try ItemProjection(attributes: attributes) }
      return nil
    } catch { throw EngineError(error) }
  }
}
