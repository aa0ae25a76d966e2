// What is known of a template before it is deployed: parameters, tables of constants, and the
// conditions they decide.

package import CloudFormation

package struct Resolution: Sendable {
  /// What a name stands for.
  enum Known: Sendable {
    case text(String)
    case list([String])
  }

  /// The account it is deployed to, where somebody said which.
  let account: String?
  private let names: [String: Known]
  let mappings: MappingTable
  private var conditions: [String: Bool] = [:]
  private let undecided: ConditionLog?

  /// What is known besides the template itself.
  struct Facts: Sendable {
    /// What the deployment will say for parameters; a default stands in for what it does not.
    var values: [String: String]
    var region: String?
    var account: String?
    /// Conditions that are taken to hold, or not to.
    var assumed: [String: Bool]
  }

  init(_ template: Template, _ facts: Facts, _ undecided: ConditionLog?) {
    var known = facts.values.mapValues(Known.text)
    if let region = facts.region { known["AWS::Region"] = .text(region) }
    for parameter in template.parameters {
      known[parameter.name] = Resolution.known(
        parameter, facts.values[parameter.name] ?? parameter.defaultValue)
    }
    names = known
    account = facts.account
    mappings = MappingTable(template.mappings)
    conditions = facts.assumed
    self.undecided = undecided
    // A condition may name others, wherever they stand: rounds go on until one learns nothing.
    var before = -1
    while before < conditions.count {
      before = conditions.count
      for condition in template.conditions where conditions[condition.name] == nil {
        conditions[condition.name] = decide(condition.test)
      }
    }
  }

  /// A parameter of Parameter Store is given the name of what it stands for.
  private static func known(_ parameter: Parameter, _ value: String?) -> Known? {
    guard let value, !parameter.type.hasPrefix("AWS::SSM::Parameter::Value<") else { return nil }
    guard parameter.type == "CommaDelimitedList" || parameter.type.hasPrefix("List<") else {
      return .text(value)
    }
    return .list(value.split(separator: ",").map { String($0.drop { $0 == " " }) })
  }

  /// Whether a condition holds; nil when only the deployment decides.
  package func holds(_ condition: String) -> Bool? { conditions[condition] }

  /// The same, and it is remembered that somebody asked in vain.
  private func decision(_ condition: String) -> Bool? {
    let decided = conditions[condition]
    if decided == nil { undecided?.note(condition) }
    return decided
  }

  /// A value with everything that is decided in its place, and with the way to what was chosen,
  /// where a condition decides between two.
  func settle(
    _ value: TemplateValue?, at path: ValuePath
  ) -> (value: TemplateValue?, path: ValuePath) {
    guard case .expression(.conditional(let name, let then, let otherwise), _)? = value,
      let holds = decision(name)
    else { return (value.flatMap(resolve), path) }
    return settle(
      holds ? then : otherwise, at: .element(.member(path, "Fn::If"), holds ? 1 : 2))
  }

  /// A value with everything that is decided in its place; nil for a property that is left out.
  package func resolve(_ value: TemplateValue) -> TemplateValue? {
    guard case .expression(let expression, let cause) = value else { return value }
    switch expression {
    case .conditional(let name, let then, let otherwise):
      guard let holds = decision(name) else { return value }
      if holds { return resolve(then) }
      return otherwise.flatMap(resolve)
    case .reference(let name):
      if name == "AWS::NoValue" { return nil }
      switch names[name] {
      case nil: return value
      case .text(let text): return .string(text, cause)
      case .list(let texts): return .list(texts.map { .string($0, cause) })
      }
    case .substitution(let pieces):
      return TextComputation(self).value(of: pieces, cause) ?? value
    case .other(let name, let argument):
      return TextComputation(self).value(of: name, argument, cause) ?? value
    case .attribute, .importValue: return value
    }
  }

  /// The text that a name stands for.
  func text(named name: String) -> String? {
    guard case .text(let text)? = names[name] else { return nil }
    return text
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

  /// What a value is as a text; nil for what is none, or is not known.
  func text(_ value: TemplateValue) -> String? {
    switch resolve(value) {
    case .string(let text, _): return text
    case .integer(let number, _): return String(number)
    case .boolean(let flag, _): return String(flag)
    default: return nil
    }
  }
}

/// What is known of one template: each value of it holds a reference, and none a copy.
final class TemplateFacts: Sendable {
  let resolution: Resolution

  init(_ resolution: Resolution) { self.resolution = resolution }
}
