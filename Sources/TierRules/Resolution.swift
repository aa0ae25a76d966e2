// What is known of a template before it is deployed: parameters, and the conditions they decide.

package import CloudFormation

package struct Resolution: Sendable {
  private let parameters: [String: String]
  private var conditions: [String: Bool] = [:]

  /// `values` are what the deployment will say; a default stands in for what it does not.
  package init(_ template: Template, values: [String: String]) {
    var known = values
    for parameter in template.parameters where known[parameter.name] == nil {
      known[parameter.name] = parameter.defaultValue
    }
    parameters = known
    // A condition may name others, wherever they stand: rounds go on until one learns nothing.
    var before = -1
    while before < conditions.count {
      before = conditions.count
      for condition in template.conditions where conditions[condition.name] == nil {
        conditions[condition.name] = decide(condition.test)
      }
    }
  }

  /// Whether a condition holds; nil when only the deployment decides.
  package func holds(_ condition: String) -> Bool? { conditions[condition] }

  /// The same with the way to what was chosen, where a condition decides between two.
  func settle(
    _ value: TemplateValue?, at path: ValuePath
  ) -> (value: TemplateValue?, path: ValuePath) {
    guard case .expression(.conditional(let name, let then, let otherwise), _)? = value,
      let holds = conditions[name]
    else { return (value.flatMap(resolve), path) }
    return settle(
      holds ? then : otherwise, at: .element(.member(path, "Fn::If"), holds ? 1 : 2))
  }

  /// A value with everything that is decided in its place; nil for a property that is left out.
  package func resolve(_ value: TemplateValue) -> TemplateValue? {
    guard case .expression(let expression, let cause) = value else { return value }
    switch expression {
    case .conditional(let name, let then, let otherwise):
      guard let holds = conditions[name] else { return value }
      if holds { return resolve(then) }
      return otherwise.flatMap(resolve)
    case .reference(let name):
      if name == "AWS::NoValue" { return nil }
      return parameters[name].map { .string($0, cause) } ?? value
    case .attribute, .substitution, .importValue, .other: return value
    }
  }

  private func decide(_ test: ConditionTest) -> Bool? {
    switch test {
    case .equals(let left, let right):
      guard let left = text(left), let right = text(right) else { return nil }
      return left == right
    case .not(let test): return decide(test).map { !$0 }
    case .named(let name): return conditions[name]
    case .all(let tests):
      let answers = tests.map(decide)
      if answers.contains(false) { return false }
      return answers.contains(nil) ? nil : true
    case .any(let tests):
      let answers = tests.map(decide)
      if answers.contains(true) { return true }
      return answers.contains(nil) ? nil : false
    case .unreadable: return nil
    }
  }

  private func text(_ value: TemplateValue) -> String? {
    switch resolve(value) {
    case .string(let text, _): return text
    case .integer(let number, _): return String(number)
    case .boolean(let flag, _): return String(flag)
    default: return nil
    }
  }
}
