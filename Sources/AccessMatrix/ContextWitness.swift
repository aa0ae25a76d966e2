// Circumstances under which conditions hold: a request that is looked for, not assumed.

package import IAMPolicy

package enum ContextWitness {
  /// A context in which all conditions of the statement hold, as close to the one given as that
  /// allows; nil where none is found. Values of variables are made up.
  package static func context(
    for statement: PolicyStatement, from base: RequestContext
  ) -> RequestContext? {
    var context = base
    for variable in statement.variables {
      let name = String(decoding: variable.key, as: UTF8.self)
      if context[name] == nil { context.set(name, to: made(for: name)) }
    }
    // What is set for one condition may be what another forbids: those are asked again.
    for _ in 0...1 {
      for condition in statement.conditions where !condition.holds(in: context) {
        meet(condition, in: &context)
      }
    }
    return statement.conditions.allSatisfy { $0.holds(in: context) } ? context : nil
  }

  /// A value that nobody else has.
  static func made(for key: String) -> String {
    let name = key.split(whereSeparator: { ":/".contains($0) }).last.map(String.init) ?? key
    return "some-\(name)"
  }

  private static func meet(_ condition: PolicyCondition, in context: inout RequestContext) {
    let operation = condition.comparison
    if operation.comparison == .null {
      if condition.values.contains(where: { $0.elementsEqual("true".utf8) }) {
        context.remove(condition.key)
      } else {
        set(condition.key, "some-value", in: &context, isList: isList(condition.key))
      }
      return
    }
    if operation.comparison.isNegated {
      set(
        condition.key, "none-of-those", in: &context,
        isList: operation.quantifier != nil)
      if !condition.holds(in: context) { context.remove(condition.key) }
      return
    }
    for value in condition.values {
      for text in texts(operation.comparison, String(decoding: value, as: UTF8.self)) {
        set(
          condition.key, filled(text, in: context), in: &context,
          isList: operation.quantifier != nil)
        if condition.holds(in: context) { return }
      }
    }
  }

  private static func set(
    _ key: String, _ value: String, in context: inout RequestContext, isList: Bool
  ) {
    if isList { context.set(key, toList: [value]) } else { context.set(key, to: value) }
  }

  /// EVIDENCE: Service Authorization Reference: these have many values.
  private static func isList(_ key: String) -> Bool {
    ["dynamodb:leadingkeys", "dynamodb:attributes", "aws:tagkeys", "aws:calledvia"]
      .contains(key.lowercased())
  }

  /// Values that an operator may take for the one written.
  private static func texts(_ comparison: ConditionComparison, _ value: String) -> [String] {
    switch comparison {
    case .stringLike, .arnLike, .arnEquals:
      return [sample(of: value)]
    case .numericLessThan: return Int(value).map { [String($0 - 1)] } ?? [value]
    case .numericGreaterThan: return Int(value).map { [String($0 + 1)] } ?? [value]
    case .dateLessThan: return ["1970-01-02T00:00:00Z"]
    case .dateGreaterThan: return ["9999-01-01T00:00:00Z"]
    case .ipAddress: return [value.split(separator: "/").first.map(String.init) ?? value]
    default: return [value]
    }
  }

  /// A text that a pattern fits, with something in the place of its wildcards; those that stand for
  /// themselves in a variable stay.
  static func sample(of pattern: String) -> String {
    var text = ""
    var isVariable = false
    for character in pattern {
      if character == "{" { isVariable = true }
      if character == "}" { isVariable = false }
      text.append(!isVariable && (character == "*" || character == "?") ? "x" : character)
    }
    return text
  }

  /// The values that variables have.
  static func filled(_ text: String, in context: RequestContext) -> String {
    var whole = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      whole += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}") else { break }
      let name = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if ["*", "?", "$"].contains(name) {
        whole += name
      } else {
        let key = name.split(separator: ",").first.map(String.init) ?? ""
        whole += context[key]?.first ?? ""
      }
    }
    return whole + rest
  }
}
