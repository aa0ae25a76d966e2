// How many mutants each rule notices, and how many are harmless for which reason.

import Compliance
import TestKit

struct MutantReport {
  private let total: Int
  private var killed: [String: [String: Int]] = [:]
  private var harmless: [String: Int] = [:]
  private var killedCount = 0

  init(_ total: Int) { self.total = total }

  mutating func count(_ outcome: MutantOutcome) {
    killedCount += 1
    for code in outcome.killers {
      killed[code, default: [:]][outcome.mutant.golden.tier.rawValue, default: 0] += 1
    }
  }

  mutating func count(_ outcome: MutantOutcome, as change: HarmlessChange) {
    harmless[change.reason, default: 0] += 1
  }

  var text: String {
    var text =
      "\(total) mutants: \(killedCount) noticed, \(harmless.values.reduce(0, +)) harmless\n"
    text += "\nnoticed by (fedramp-moderate, fedramp-high)\n"
    for (code, counts) in killed.sorted(by: { $0.key < $1.key }) {
      let (moderate, high) = (counts["fedramp-moderate"] ?? 0, counts["fedramp-high"] ?? 0)
      text += "  \(code) \(moderate) \(high)\n"
    }
    text += "\nharmless because\n"
    for (reason, count) in harmless.sorted(by: { $0.key < $1.key }) {
      text += "  \(count) \(reason)\n"
    }
    return text
  }

  /// Every mutant with its killers, for `make mutants`.
  func write(_ outcomes: [MutantOutcome]) throws {
    let lines = outcomes.map { outcome in
      let verdict = outcome.killers.isEmpty ? "harmless" : outcome.killers.joined(separator: " ")
      return "\(outcome.mutant.golden.path): \(outcome.mutant.title): \(verdict)"
    }
    try Checkout.write(text + "\n" + lines.joined(separator: "\n") + "\n", to: "build/mutants.txt")
    Suites.announce("mutants: \(text.prefix { $0 != "\n" }), all of them in build/mutants.txt")
  }
}
