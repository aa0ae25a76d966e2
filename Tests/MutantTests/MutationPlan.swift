// Every change for the worse that the values of a template can suffer, one at a time. Which way is
// worse follows from the shape of a value: a flag is flipped, a number goes both ways, and in a
// policy more is allowed or less denied.

import AWSNames
import CloudFormation

struct MutationPlan {
  private(set) var mutations: [Mutation] = []
  private let keys: Set<String>
  private var resource = 0

  private static let cause = Cause.fixed(.structure)
  /// Outside the United States.
  private static let foreignRegion = "eu-central-1"
  private static let governmentRegion = "us-gov-west-1"

  static func mutations(of template: Template) -> [Mutation] {
    var plan = MutationPlan(
      keys: Set(template.resources.filter { $0.type == "AWS::KMS::Key" }.map(\.logicalID)))
    var named = Set<String>()
    for resource in template.resources {
      for member in resource.properties { member.value.forEachReference { named.insert($0.id) } }
    }
    for (number, resource) in template.resources.enumerated() {
      plan.resource = number
      // What others name cannot be missing: CloudFormation refuses the template.
      if !named.contains(resource.logicalID) {
        plan.mutations.append(
          Mutation(resource: number, path: [], name: "dropped", change: .absence))
      }
      plan.visitPolicies(of: resource)
      for member in resource.properties { plan.visit(member.value, [.member(member.key)]) }
    }
    return plan.mutations
  }

  private init(keys: Set<String>) { self.keys = keys }

  private mutating func add(_ name: String, _ path: [Step], _ value: TemplateValue?) {
    mutations.append(
      Mutation(resource: resource, path: path, name: name, change: .property(value)))
  }

  private mutating func visitPolicies(of resource: Resource) {
    let delete = Removal(.delete, MutationPlan.cause)
    for (name, removal) in [("dropped", nil), ("Delete", delete)] {
      if resource.removal != nil {
        mutations.append(
          Mutation(resource: self.resource, path: [], name: name, change: .removal(removal)))
      }
      if resource.replacement != nil {
        mutations.append(
          Mutation(resource: self.resource, path: [], name: name, change: .replacement(removal)))
      }
    }
  }

  private mutating func visit(_ value: TemplateValue, _ path: [Step]) {
    add("dropped", path, nil)
    visitInside(value, path)
  }

  private mutating func visitInside(_ value: TemplateValue, _ path: [Step]) {
    if isKey(value) { add("key of AWS", path, text("alias/aws/managed")) }
    switch value {
    case .boolean(let flag, _): add("flipped", path, .boolean(!flag, MutationPlan.cause))
    case .integer(let number, _): visit(number, path)
    case .number(let number, _): visit(Int(number), path)
    case .string(let word, _): visit(word, path)
    case .list(let elements):
      for (number, element) in elements.enumerated() { visit(element, path + [.element(number)]) }
    case .object(let members):
      for member in members {
        let place = path + [.member(member.key)]
        let statements = member.key == "Statement" ? member.value.elements : []
        if statements.isEmpty {
          visit(member.value, place)
        } else {
          add("dropped", place, nil)
          for (number, statement) in statements.enumerated() {
            visit(statement: statement.objectMembers, place + [.element(number)])
          }
        }
      }
    case .expression(.conditional(_, let then, let otherwise), _):
      visitInside(then, path + [.then])
      if let otherwise, !otherwise.isNoValue { visitInside(otherwise, path + [.otherwise]) }
    case .expression: break
    }
  }

  private mutating func visit(_ number: Int, _ path: [Step]) {
    if number > 1 { add("lowered to 1", path, .integer(1, MutationPlan.cause)) }
    add("raised tenfold", path, .integer(number * 10 + 1, MutationPlan.cause))
  }

  private mutating func visit(_ word: String, _ path: [Step]) {
    switch word {
    case "true": add("flipped", path, text("false"))
    case "false": add("flipped", path, text("true"))
    default:
      add("another word", path, text("another"))
      if let region = Region(named: word) {
        add("abroad", path, text(MutationPlan.foreignRegion))
        let other = region.partition == .aws ? MutationPlan.governmentRegion : "us-east-1"
        add("in another partition", path, text(other))
      }
      if word.hasPrefix("cron(") { add("once a year", path, text("cron(0 5 1 1 ? *)")) }
    }
  }

  /// A key of the template, by whichever way it is named.
  private func isKey(_ value: TemplateValue) -> Bool {
    switch value {
    case .expression(.reference(let id), _), .expression(.attribute(_, let id), _):
      return keys.contains(id)
    case .expression(.substitution(let pieces), _):
      return SubstitutionPiece.text(of: pieces).contains(":alias/")
    default: return false
    }
  }

  private func text(_ text: String) -> TemplateValue { .string(text, MutationPlan.cause) }
}

// MARK: - Statements of policies

extension MutationPlan {
  private mutating func visit(statement members: [TemplateMember], _ path: [Step]) {
    guard members.contains(where: { $0.value.firstText == "Deny" && $0.key == "Effect" }) else {
      return allow(more: members, path)
    }
    deny(less: members, path)
  }

  /// To whom, what, on what, under which conditions.
  private mutating func allow(more members: [TemplateMember], _ path: [Step]) {
    let service = members.first { $0.key == "Action" }?.value.firstText?
      .split(separator: ":").first.map(String.init)
    for member in members {
      let place = path + [.member(member.key)]
      switch member.key {
      case "Principal": add("anybody", place, text("*"))
      case "Action":
        add("anything", place, text("*"))
        if let service { add("anything of the service", place, text("\(service):*")) }
      case "Resource":
        if member.value.elements.compactMap(\.firstText) != ["*"] {
          add("on anything", place, text("*"))
        }
      case "Condition":
        add("dropped", place, nil)
        for test in member.value.objectMembers { loosen(test, of: member.value, place) }
      default: break
      }
    }
  }

  /// Each key of a test by itself: not asked, asked where it is there, asked to be anything.
  private mutating func loosen(
    _ test: TemplateMember, of condition: TemplateValue, _ place: [Step]
  ) {
    for key in test.value.objectMembers {
      add("dropped", place + [.member(test.key), .member(key.key)], nil)
      let others = condition.objectMembers.compactMap { other -> TemplateMember? in
        guard other.key == test.key else { return other }
        let rest = other.value.objectMembers.filter { $0.key != key.key }
        return rest.isEmpty ? nil : TemplateMember(other.key, .object(rest))
      }
      for (name, loose) in [
        ("where it is there", TemplateMember("\(test.key)IfExists", .object([key]))),
        (
          "whatever it is",
          TemplateMember("StringLike", .object([TemplateMember(key.key, text("*"))]))
        ),
      ] where !others.contains(where: { $0.key == loose.key }) {
        add("\(key.key) \(name)", place, .object(others + [loose]))
      }
    }
  }

  /// Nobody, nothing, or somebody and something less.
  private mutating func deny(less members: [TemplateMember], _ path: [Step]) {
    add("dropped", path, nil)
    for member in members {
      let place = path + [.member(member.key)]
      switch member.key {
      case "Effect": add("allowed", place, text("Allow"))
      case "Principal":
        add("of one account", place, .object([TemplateMember("AWS", text("123456789012"))]))
      case "Action", "Resource":
        for number in member.value.elements.indices {
          add("dropped", place + [.element(number)], nil)
        }
        if member.key == "Action" { add("another action", place, text("sts:GetCallerIdentity")) }
      case "Condition":
        for test in member.value.objectMembers {
          for key in test.value.objectMembers {
            visit(key.value.firstText ?? "", place + [.member(test.key), .member(key.key)])
          }
        }
      default: break
      }
    }
  }
}

extension TemplateValue {
  fileprivate var elements: [TemplateValue] {
    if case .list(let elements) = self { return elements }
    return []
  }

  fileprivate var objectMembers: [TemplateMember] {
    if case .object(let members) = self { return members }
    return []
  }

  fileprivate var firstText: String? {
    switch self {
    case .string(let text, _): return text
    case .list(let elements): return elements.lazy.compactMap(\.firstText).first
    default: return nil
    }
  }

  fileprivate var isNoValue: Bool {
    if case .expression(.reference("AWS::NoValue"), _) = self { return true }
    return false
  }
}
