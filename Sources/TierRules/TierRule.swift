// What a rule of a tier is: one row of the table of requirements, which looks at templates, so that
// neither an override nor a fault of ours gets past it.

package import Compliance
package import Diagnostics

package protocol TierRule: Sendable {
  /// The row is the code, so that a waiver reads.
  static var code: Code { get }
  /// What holds where the rule does, as a clause; the code is named for the wrong thing.
  static var requirement: String { get }
  static var bars: TierBars { get }
  static var controls: [Control] { get }

  static func check(_ stack: StackView, _ report: inout RuleReport)
}

/// How much a tier asks.
package enum Bar: Sendable {
  /// The tier does not care.
  case none
  case advised
  case required
}

/// What each tier asks.
package struct TierBars: Sendable {
  package let commercial: Bar
  package let moderate: Bar
  package let high: Bar

  package init(commercial: Bar = .none, moderate: Bar, high: Bar) {
    self.commercial = commercial
    self.moderate = moderate
    self.high = high
  }

  package subscript(_ tier: Tier) -> Bar {
    switch tier {
    case .commercial: return commercial
    case .fedrampModerate: return moderate
    case .fedrampHigh: return high
    }
  }
}

/// A control of NIST SP 800-53 revision 5, and which FedRAMP baselines hold it.
package struct Control: Sendable, Hashable, ExpressibleByStringLiteral {
  /// As the catalog prints it: `SC-28(1)`.
  package let id: String
  /// FedRAMP Moderate does not hold it.
  package let isHighOnly: Bool

  package init(stringLiteral id: String) {
    self.id = id
    isHighOnly = false
  }

  private init(id: String, isHighOnly: Bool) {
    self.id = id
    self.isHighOnly = isHighOnly
  }

  package static func high(_ id: String) -> Control { Control(id: id, isHighOnly: true) }

  package func isHeld(by tier: Tier) -> Bool {
    switch tier {
    case .commercial: return false
    case .fedrampModerate: return !isHighOnly
    case .fedrampHigh: return true
    }
  }
}

extension TierRule {
  /// The controls behind the rule that the tier's baseline holds.
  package static func controls(in tier: Tier) -> [String] {
    controls.filter { $0.isHeld(by: tier) }.map(\.id)
  }

  /// How loud a violation is; nil where the tier does not ask.
  package static func severity(in tier: Tier) -> Severity? {
    switch bars[tier] {
    case .none: return nil
    case .required: return .error
    // Under Commercial everything advised is a matter of taste.
    case .advised: return tier == .commercial ? .note : .warning
    }
  }
}
