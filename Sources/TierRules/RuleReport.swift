// What one rule found of each thing it looked at.

package import CloudFormation
package import Compliance
import Diagnostics

package struct Verdict: Sendable {
  package enum Outcome: Sendable {
    case holds
    case fails(message: String, help: String)
    /// Only the deployment decides it.
    case cannotBeKnown(message: String)
  }

  package let rule: any TierRule.Type
  package let resource: ResourceView
  /// The value that decided; nil where something is missing altogether.
  package let cause: Cause?
  /// Where that value stands, or would stand; nil where nothing in particular is missing.
  package let path: ValuePath?
  package let outcome: Outcome
}

/// What failed of what, to be told from what else did.
private struct Failure: Hashable {
  let part: Int
  let resource: String
  let message: String

  init(of resource: ResourceView, message: String) {
    part = resource.part
    self.resource = resource.id
    self.message = message
  }
}

extension Verdict {
  fileprivate var failure: Failure? {
    guard case .fails(let message, _) = outcome else { return nil }
    return Failure(of: resource, message: message)
  }
}

package struct RuleReport: Sendable {
  package let tier: Tier
  package internal(set) var verdicts: [Verdict] = []
  var rule: any TierRule.Type

  init(_ rule: any TierRule.Type, _ tier: Tier) {
    self.rule = rule
    self.tier = tier
  }

  package mutating func holds(_ resource: ResourceView, at value: ValueView) {
    verdicts.append(
      Verdict(
        rule: rule, resource: resource, cause: value.cause, path: value.path,
        outcome: .holds))
  }

  package mutating func fails(
    _ resource: ResourceView, at value: ValueView?, _ message: String, help: String
  ) {
    verdicts.append(
      Verdict(
        rule: rule, resource: resource, cause: value?.cause, path: value?.path,
        outcome: .fails(message: message, help: help)))
  }

  package mutating func cannotBeKnown(
    _ resource: ResourceView, at value: ValueView, _ message: String
  ) {
    verdicts.append(
      Verdict(
        rule: rule, resource: resource, cause: value.cause, path: value.path,
        outcome: .cannotBeKnown(message: message)))
  }

  /// The usual question: a flag must be set.
  package mutating func require(
    _ flag: ValueView, of resource: ResourceView, _ message: String, help: String
  ) {
    if flag.boolean == true {
      holds(resource, at: flag)
    } else if flag.isUnknown {
      cannotBeKnown(resource, at: flag, message)
    } else {
      fails(resource, at: flag, message, help: help)
    }
  }
}

extension TierRules {
  /// What every rule of a tier says of a stack, rule by rule.
  package static func check(
    _ stack: StackView, as tier: Tier, advice: Bool = true
  ) -> [Verdict] {
    asking(in: tier, advice: advice).flatMap { check(stack, as: tier, by: $0) }
  }

  /// What one rule says of it.
  package static func check(
    _ stack: StackView, as tier: Tier, by rule: any TierRule.Type
  ) -> [Verdict] {
    _ = stack.undecided.take()
    var verdicts = said(of: stack, as: tier, by: rule)
    for condition in stack.undecided.take().prefix(conditionsMax) {
      let known = Set(verdicts.compactMap(\.failure))
      // What fails whether the condition holds or not, fails.
      let cases = [true, false].map { holds in
        said(of: stack.assuming(condition, holds), as: tier, by: rule)
          .filter { $0.failure.map { !known.contains($0) } ?? false }
      }
      let others = Set(cases[1].map { Failure(of: $0.resource, message: "") })
      verdicts += cases[0].filter { others.contains(Failure(of: $0.resource, message: "")) }
    }
    return verdicts
  }

  /// How many conditions a rule is asked about that only the deployment decides.
  private static let conditionsMax = 32

  private static func said(
    of stack: StackView, as tier: Tier, by rule: any TierRule.Type
  ) -> [Verdict] {
    var report = RuleReport(rule, tier)
    rule.check(stack, &report)
    return report.verdicts
  }

  /// The rules that a tier asks.
  package static func asking(in tier: Tier, advice: Bool) -> [any TierRule.Type] {
    all.filter { asks($0, in: tier, advice: advice) }
  }

  private static func asks(_ rule: any TierRule.Type, in tier: Tier, advice: Bool) -> Bool {
    rule.severity(in: tier).map { advice || $0 > .note } ?? false
  }

  /// False where `check` could say nothing, whatever the stack.
  package static func ask(anythingIn tier: Tier, advice: Bool) -> Bool {
    all.contains { asks($0, in: tier, advice: advice) }
  }
}

extension TierRules {
  /// A rule by its row or its slug, as a waiver names it.
  package static func rule(named name: String) -> (any TierRule.Type)? {
    all.first { $0.code.id == name || $0.code.slug == name }
  }

  /// Every name that a waiver may use.
  package static var names: [String] { all.flatMap { [$0.code.id, $0.code.slug] } }
}
