// The changes that no rule has to notice, with the reasons, as `harmless.txt` lists them.

import Compliance
import TestKit
import TierRules

struct HarmlessChange: Sendable {
  let line: Int
  let reason: String
  let tier: String
  let type: String
  let pointer: String
  let mutation: String

  func covers(_ mutant: Mutant) -> Bool {
    matches(mutant.golden.tier.rawValue, tier) && matches(mutant.type, type)
      && matches(mutant.mutation.pointer, pointer) && matches(mutant.mutation.name, mutation)
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    Wildcard.matches(text, pattern)
  }

  static let path = "Tests/MutantTests/harmless.txt"

  static func all() throws -> [HarmlessChange] {
    var changes: [HarmlessChange] = []
    var reason = ""
    let lines = try Checkout.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      if line.hasPrefix("== ") {
        reason = String(line.dropFirst(3))
        continue
      }
      let fields = line.split(separator: " ", maxSplits: 3).map(String.init)
      guard fields.count == 4, !reason.isEmpty else { throw Unreadable(line: number + 1) }
      changes.append(
        HarmlessChange(
          line: number + 1, reason: reason, tier: fields[0], type: fields[1], pointer: fields[2],
          mutation: fields[3]))
    }
    return changes
  }

  struct Unreadable: Error {
    let line: Int
  }
}
