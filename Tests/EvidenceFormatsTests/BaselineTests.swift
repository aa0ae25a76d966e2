// No rule cites a control that the baseline of its tier does not hold.

import Compliance
import Diagnostics
import Foundation
import TestKit
import Testing
import TierRules

/// Which controls FedRAMP's baselines hold.
struct Baselines {
  private let controls: [String: [String]]

  init() throws {
    let bytes = try Checkout.bytes(
      "Tests/EvidenceFormatsTests/Data/fedramp-rev5-baselines.json")
    let document = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    controls = try #require(document?["controls"] as? [String: [String]])
  }

  /// `sc-28.1`
  func holds(_ control: String, _ tier: Tier) -> Bool {
    switch tier {
    case .commercial: return false
    case .fedrampModerate: return controls[control]?.contains("moderate") ?? false
    case .fedrampHigh: return controls[control]?.contains("high") ?? false
    }
  }
}

@Suite struct BaselineTests {
  @Test func rulesCiteControlsOfTheirTier() throws {
    let baselines = try Baselines()
    var count = 0
    for rule in TierRules.all {
      for control in rule.controls {
        let token = control.id.lowercased().replacing("(", with: ".").replacing(")", with: "")
        count += 1
        for tier in [Tier.fedrampModerate, .fedrampHigh] {
          #expect(
            control.isHeld(by: tier) == baselines.holds(token, tier),
            "\(rule.code.id) cites \(control.id) under \(tier.rawValue)")
        }
      }
      #expect(!rule.controls.isEmpty, "\(rule.code.id)")
      #expect(rule.controls(in: .commercial).isEmpty)
    }
    #expect(count > 80)
  }

  /// What public mappings cite and no baseline holds stays out.
  @Test(arguments: ["sc-99", "sc-5.2", "sc-36", "au-14", "ac-24"])
  func knowsWhatNoBaselineHolds(_ control: String) throws {
    let baselines = try Baselines()
    #expect(!baselines.holds(control, .fedrampModerate) && !baselines.holds(control, .fedrampHigh))
  }
}
