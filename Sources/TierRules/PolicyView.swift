// A policy document as rules see it: its statements, and what each of them says.

import AWSNames
import CloudFormation

/// One statement of a policy, wherever the policy stands.
package struct StatementView: Sendable {
  package let value: ValueView
  /// The resource that holds the policy.
  package let holder: ResourceView

  package var isAllow: Bool { value["Effect"].string == "Allow" }

  package var isDeny: Bool { value["Effect"].string == "Deny" }

  package var actions: [ValueView] { value["Action"].elements }

  package var resources: [ValueView] { value["Resource"].elements }

  package var hasCondition: Bool { !value["Condition"].isAbsent }

  /// Every key that a condition asks for.
  package var conditionKeys: [String] {
    value["Condition"].members.flatMap { $0.value.members.map(\.key) }
  }

  /// Everything that a condition asks of one key, whichever test asks it.
  package func condition(_ key: String) -> [(test: String, values: [ValueView])] {
    value["Condition"].members.flatMap { test, keys in
      keys.members.filter { $0.key.lowercased() == key.lowercased() }
        .map { (test, $0.value.elements) }
    }
  }

  /// What a statement that lets in leaves unnamed: actions with a wildcard, or all but some.
  package var wildcardActions: [ValueView] {
    let opposite = value["NotAction"]
    return actions.filter { $0.text.map(Wildcard.isIn) ?? false }
      + (opposite.isAbsent ? [] : [opposite])
  }

  /// It denies everybody the actions, wherever a request comes without TLS.
  package func refusesPlainText(_ wanted: String...) -> Bool {
    isDeny && isPublic && wanted.allSatisfy(covers) && conditionKeys.count == 1
      && condition("aws:SecureTransport").contains { test, values in
        ["Bool", "BoolIfExists"].contains(test) && values.contains { $0.string == "false" }
      }
  }

  /// The statement is about the action: one of its patterns matches, or it names others as those
  /// that are left out.
  package func covers(_ action: String) -> Bool {
    let names = { (pattern: ValueView) in
      pattern.text.map { Wildcard.matches(action.lowercased(), $0.lowercased()) } ?? false
    }
    let opposite = value["NotAction"]
    return opposite.isAbsent
      ? actions.contains(where: names) : !opposite.elements.contains(where: names)
  }
}

/// `*` and `?`, as policies use them.
package enum Wildcard {
  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?")
  }

  /// Wildcards alone match whatever there is.
  static func isAnything(_ pattern: String) -> Bool {
    !pattern.isEmpty && pattern.utf8.allSatisfy(isSign)
  }

  static func isIn(_ text: some StringProtocol) -> Bool { text.utf8.contains(where: isSign) }

  /// In linear steps for each star: the last star alone is ever tried again.
  package static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.utf8)
    let pattern = Array(pattern.utf8)
    var position = 0
    var place = 0
    var star: (place: Int, position: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = (place, position)
        place += 1
      } else if place < pattern.count,
        pattern[place] == UInt8(ascii: "?") || pattern[place] == text[position]
      {
        place += 1
        position += 1
      } else if let last = star {
        star = (last.place, last.position + 1)
        place = last.place + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension ValueView {
  /// A key that is not AWS's own; of one that only the deployment knows, nobody can say otherwise.
  package var isCustomerKey: Bool {
    switch value {
    case .string(let name, _): return !name.isEmpty && !name.holds("alias/aws/")
    case .expression: return !(text?.holds("alias/aws/") ?? false)
    default: return false
    }
  }
}

extension ResourceView {
  /// The statements of a policy that stands in a property.
  package func statements(_ document: ValueView) -> [StatementView] {
    document["Statement"].elements.map { StatementView(value: $0, holder: self) }
  }
}
