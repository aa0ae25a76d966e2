// One line of a condition: an operator, a key, and the values it is held against.

/// Why a value cannot stand behind an operator.
struct ConditionValueFault: Error {
  /// Which of the values.
  let position: Int
  /// Whether the variables in it are wrong, not the value.
  let isOfVariable: Bool
  let message: String
  let help: String
}

package struct PolicyCondition: Sendable {
  private enum Relation: Sendable {
    case equal, less, lessOrEqual, greater, greaterOrEqual

    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
      switch self {
      case .equal: return left == right
      case .less: return left < right
      case .lessOrEqual: return left <= right
      case .greater: return left > right
      case .greaterOrEqual: return left >= right
      }
    }
  }

  private enum Test: Sendable {
    case texts([PolicyTemplate<WildcardText>])
    case foldedTexts([PolicyTemplate<FoldedText>])
    case arns([PolicyTemplate<ARNPattern>])
    case numbers([PolicyNumber], Relation)
    case moments([PolicyMoment], Relation)
    case booleans([Bool])
    case binaries([[UInt8]])
    case addresses([AddressRange])
    /// Whether the key has to be absent.
    case absence([Bool])
  }

  package let comparison: ConditionOperator
  /// As written.
  package let key: String
  /// As written.
  package let values: [[UInt8]]
  private let foldedKey: [UInt8]
  private let test: Test

  init(
    _ comparison: ConditionOperator, key: String, values: [[UInt8]], hasVariables: Bool
  ) throws(ConditionValueFault) {
    self.comparison = comparison
    self.key = key
    self.values = values
    foldedKey = ASCIICase.lowered(key.utf8)
    let reader = ValueReader(
      comparison: comparison.comparison, values: values, hasVariables: hasVariables)
    test = try reader.test()
  }

  /// The variables in its values.
  var variables: [PolicyVariable] {
    switch test {
    case .texts(let templates): return templates.flatMap(\.variables)
    case .foldedTexts(let templates): return templates.flatMap(\.variables)
    case .arns(let templates): return templates.flatMap(\.variables)
    case .numbers, .moments, .booleans, .binaries, .addresses, .absence: return []
    }
  }
}

// MARK: - Holding it against a request

extension PolicyCondition {
  /// EVIDENCE: IAM user guide, "IAM JSON policy elements: Condition operators" and "Multivalued
  /// context keys": without a value for the key, a negated operator is content, and so is
  /// `ForAllValues`; `ForAnyValue` is not.
  package func holds(in context: RequestContext) -> Bool {
    let entry = context.entry(of: foldedKey)
    if case .absence(let wanted) = test {
      return wanted.contains(entry?.values.isEmpty ?? true)
    }
    guard let entry else {
      if comparison.toleratesAbsence { return true }
      switch comparison.quantifier {
      case nil: return comparison.comparison.isNegated
      case .forAllValues?: return true
      case .forAnyValue?: return false
      }
    }
    switch comparison.quantifier {
    case nil:
      // An operator for one value says nothing of many.
      guard !entry.isList, let value = entry.values.first else { return false }
      return accepts(value, in: context)
    case .forAllValues?: return entry.values.allSatisfy { accepts($0, in: context) }
    case .forAnyValue?: return entry.values.contains { accepts($0, in: context) }
    }
  }

  /// A value that is not of the operator's type is accepted by no operator, negated or not.
  private func accepts(_ value: [UInt8], in context: RequestContext) -> Bool {
    guard let fits = fits(value, in: context) else { return false }
    return fits != comparison.comparison.isNegated
  }

  /// Whether the value fits one of those listed.
  private func fits(_ value: [UInt8], in context: RequestContext) -> Bool? {
    switch test {
    case .texts(let templates): return fits(value, templates, in: context)
    case .foldedTexts(let templates): return fits(value, templates, in: context)
    case .arns(let templates): return fits(value, templates, in: context)
    case .numbers(let numbers, let relation):
      guard let number = PolicyNumber(value) else { return nil }
      return numbers.contains { relation.holds(number, $0) }
    case .moments(let moments, let relation):
      guard let moment = PolicyMoment(value) else { return nil }
      return moments.contains { relation.holds(moment, $0) }
    case .booleans(let booleans):
      return ValueReader.boolean(value).map { booleans.contains($0) }
    case .binaries(let binaries): return Base64.decoded(value).map { binaries.contains($0) }
    case .addresses(let ranges):
      guard let address = AddressRange(value), address.isSingle else { return nil }
      return ranges.contains { $0.contains(address) }
    case .absence: preconditionFailure("presence is no matter of values")
    }
  }

  private func fits<Pattern>(
    _ value: [UInt8], _ templates: [PolicyTemplate<Pattern>], in context: RequestContext
  ) -> Bool? {
    for template in templates {
      guard let matches = template.matches(value.span, in: context) else { return nil }
      if matches { return true }
    }
    return false
  }
}

// MARK: - Reading the values

extension PolicyCondition {
  private struct ValueReader {
    let comparison: ConditionComparison
    let values: [[UInt8]]
    let hasVariables: Bool

    func test() throws(ConditionValueFault) -> Test {
      switch comparison {
      case .stringEquals, .stringNotEquals:
        return .texts(try templates(hasWildcards: false))
      case .stringLike, .stringNotLike:
        return .texts(try templates(hasWildcards: true))
      case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase:
        return .foldedTexts(try templates(hasWildcards: false))
      case .arnEquals, .arnLike, .arnNotEquals, .arnNotLike:
        _ = try read("an ARN, or `*`") { isARN($0) ? true : nil }
        return .arns(try templates(hasWildcards: true))
      case .numericEquals, .numericNotEquals: return .numbers(try numbers(), .equal)
      case .numericLessThan: return .numbers(try numbers(), .less)
      case .numericLessThanEquals: return .numbers(try numbers(), .lessOrEqual)
      case .numericGreaterThan: return .numbers(try numbers(), .greater)
      case .numericGreaterThanEquals: return .numbers(try numbers(), .greaterOrEqual)
      case .dateEquals, .dateNotEquals: return .moments(try moments(), .equal)
      case .dateLessThan: return .moments(try moments(), .less)
      case .dateLessThanEquals: return .moments(try moments(), .lessOrEqual)
      case .dateGreaterThan: return .moments(try moments(), .greater)
      case .dateGreaterThanEquals: return .moments(try moments(), .greaterOrEqual)
      case .bool:
        return .booleans(try read("`true` or `false`", ValueReader.boolean))
      case .null: return .absence(try read("`true` or `false`", ValueReader.boolean))
      case .binaryEquals:
        return .binaries(try read("a text in base 64") { Base64.decoded($0) })
      case .ipAddress, .notIpAddress:
        return .addresses(
          try read("an address or range as `203.0.113.0/24`") { AddressRange($0) })
      }
    }

    private func numbers() throws(ConditionValueFault) -> [PolicyNumber] {
      try read("a number") { PolicyNumber($0) }
    }

    private func moments() throws(ConditionValueFault) -> [PolicyMoment] {
      try read("a date as `2026-01-31T00:00:00Z`, or seconds of the epoch") {
        PolicyMoment($0)
      }
    }

    static func boolean(_ value: [UInt8]) -> Bool? {
      let lowered = ASCIICase.lowered(value)
      if lowered.elementsEqual("true".utf8) { return true }
      return lowered.elementsEqual("false".utf8) ? false : nil
    }

    /// A value with a variable may turn out to be one.
    private func isARN(_ value: [UInt8]) -> Bool {
      if value == [UInt8(ascii: "*")] { return true }
      if hasVariables, value.starts(with: "${".utf8) { return true }
      let colons = value.count { $0 == UInt8(ascii: ":") }
      return value.starts(with: "arn:".utf8) && colons >= ARNPattern.fieldCount - 1
    }

    private func read<Value>(
      _ form: String, _ parse: ([UInt8]) -> Value?
    ) throws(ConditionValueFault) -> [Value] {
      var read: [Value] = []
      for (index, value) in values.enumerated() {
        guard let parsed = parse(value) else { throw fault(in: value, at: index, form) }
        read.append(parsed)
      }
      return read
    }

    private func fault(
      in value: [UInt8], at position: Int, _ form: String
    ) -> ConditionValueFault {
      let written = String(decoding: value.prefix(60), as: UTF8.self)
      if hasVariables, written.contains("${") {
        return ConditionValueFault(
          position: position, isOfVariable: true,
          message: "`\(comparison.rawValue)` takes no policy variables",
          help: "variables stand behind operators of strings and ARNs; write \(form)")
      }
      return ConditionValueFault(
        position: position, isOfVariable: false,
        message: "`\(written)` is no value for `\(comparison.rawValue)`",
        help: "write \(form)")
    }

    private func templates<Pattern>(
      hasWildcards: Bool
    ) throws(ConditionValueFault) -> [PolicyTemplate<Pattern>] {
      var templates: [PolicyTemplate<Pattern>] = []
      for (index, value) in values.enumerated() {
        do throws(VariableFault) {
          templates.append(
            try PolicyTemplate(value, hasVariables: hasVariables, hasWildcards: hasWildcards))
        } catch {
          throw ConditionValueFault(
            position: index, isOfVariable: true, message: error.message, help: error.help)
        }
      }
      return templates
    }
  }
}
