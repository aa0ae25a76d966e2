// A waiver counts until the end of its last day, and not a day longer.

import AWSNames
import Diagnostics
import Provenance
import ServiceSpec
import Shapes
import TierRules

extension Compilation {
  /// Says which waivers have expired, which name no rule, and which say nothing or too much. What
  /// an expired one excepted is then refused by its own rule.
  mutating func checkWaivers(_ service: Service) {
    for component in service.document.components.value?.elements ?? [] {
      var first: [String: NodeID] = [:]
      for waiver in component.value.waivers.value?.elements ?? [] {
        checkWords(waiver.value.reason.traced, "reason", WaiverWords.reason)
        checkWords(waiver.value.owner.traced, "owner", WaiverWords.owner)
        let isExpired = checkExpiry(waiver.value.expires.traced)
        guard let rule = waiver.value.rule.traced else { continue }
        guard let known = TierRules.rule(named: rule.value) else {
          reportUnknownRule(rule)
          continue
        }
        if isExpired { continue }
        if let before = first[known.code.id] {
          sink.report(
            Finding(
              SpecCodes.repeatedWaiver, at: .node(rule.node),
              "another waiver of this component is for \(known.code.id) already",
              help: "leave one of them", related: [Related(.node(before), "the first is here")]))
        } else {
          first[known.code.id] = rule.node
        }
      }
    }
  }

  private mutating func checkWords(
    _ text: Traced<String>?, _ key: String, _ words: WaiverWords
  ) {
    guard let text, !words.areIn(text.value) else { return }
    sink.report(
      Finding(
        SpecCodes.emptyWaiver, at: .node(text.node), "the `\(key)` of the waiver says nothing",
        help: words.help))
  }

  /// Whether the last day of a waiver is behind.
  private mutating func checkExpiry(_ expires: Traced<String>?) -> Bool {
    guard let today = options.today, let expires, let last = CalendarDate(valid: expires.value)
    else { return false }
    if last < today {
      sink.report(
        Finding(
          SpecCodes.expiredWaiver, at: .node(expires.node),
          "the waiver expired on \(last), and today is \(today)",
          help: "remove it, or have its owner decide anew and write another date"))
      return true
    }
    if today.inAYear < last {
      sink.report(
        Finding(
          SpecCodes.distantWaiver, at: .node(expires.node),
          "the waiver counts until \(last), which is more than a year ahead",
          help: "write \(today.inAYear) or earlier, and have its owner decide anew then"))
    }
    return false
  }

  private mutating func reportUnknownRule(_ rule: Traced<String>) {
    let nearest = Suggestion.nearest(to: rule.value, among: TierRules.names)
    sink.report(
      Finding(
        SpecCodes.unknownWaiver, at: .node(rule.node), "no rule is called `\(rule.value)`",
        help: nearest.map { "did you mean `\($0)`?" }
          ?? "name the row or the slug of a rule, as the finding to be waived shows it"))
  }
}

/// What a text of a waiver must hold to say anything: blanks, dots and characters that nobody sees
/// are no words.
private struct WaiverWords {
  let lettersMin: Int
  /// The same few letters over and over are no words either.
  let kindsMin: Int
  let help: String

  static let reason = WaiverWords(
    lettersMin: 10, kindsMin: 5, help: "write in words why the exception is acceptable")
  static let owner = WaiverWords(
    lettersMin: 1, kindsMin: 1, help: "name the person or team that answers for the exception")

  func areIn(_ text: String) -> Bool {
    let letters = text.unicodeScalars.lazy.filter { scalar in
      let properties = scalar.properties
      return (properties.isAlphabetic || properties.numericType != nil)
        && !properties.isDefaultIgnorableCodePoint
    }
    return letters.prefix(lettersMin).count == lettersMin
      && (kindsMin == 1 || Set(letters).count >= kindsMin)
  }
}

extension CalendarDate {
  /// The same day a year on; the last of February where that year has no such day.
  fileprivate var inAYear: CalendarDate {
    CalendarDate(year: year + 1, month: month, day: day)
      ?? CalendarDate(year: year + 1, month: month, day: 28) ?? self
  }
}
