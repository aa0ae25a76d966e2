// The evaluator against the plain reading of the rules, on requests and policies at random.

import Foundation
import IAMPolicy
import TestKit
import Testing

@Suite struct DifferentialTests {
  private static let shards = 4
  private static let policySets = 600
  private static let requestsPerSet = 42

  /// 100,800 pairs. `ASHLAR_SEED` repeats a run.
  @Test(arguments: 0..<shards)
  func bothReadTheRulesAlike(_ shard: Int) throws {
    let given = ProcessInfo.processInfo.environment["ASHLAR_SEED"].flatMap { UInt64($0) }
    let seed = (given ?? .random(in: 0...UInt64(UInt32.max))) &+ UInt64(shard)
    Suites.announce(
      "\(Self.policySets * Self.requestsPerSet) requests to IAM policies from seed \(seed)")
    var random = RandomRequest(seed: seed)
    var verdicts: [String: Int] = [:]
    for _ in 0..<Self.policySets {
      let text = random.policies()
      let parsed = try object("{\(text)}")
      let request = "{\"action\":\"a:b\",\"resource\":\"*\",\"principal\":\"b.c\""
      let read = try Reading.question(text.isEmpty ? request + "}" : "\(request),\(text)}").policies
      for _ in 0..<Self.requestsPerSet {
        let question = random.question()
        let answer = Evaluator.decide(question.request, by: read)
        let reference = ReferenceEvaluator(
          request: question.object.merging(parsed) { first, _ in first })
        let expected = reference.decide()
        verdicts[expected, default: 0] += 1
        guard answer.verdict.rawValue != expected else { continue }
        Issue.record(
          "seed \(seed): \(answer.verdict), and should be \(expected): {\(question.json),\(text)}")
        return
      }
    }
    // Were nearly all decided alike, little would have been compared.
    for verdict in ["allowed", "explicitDeny", "implicitDeny"] {
      #expect(verdicts[verdict, default: 0] > Self.policySets, "\(verdicts)")
    }
  }

  private func object(_ json: String) throws -> Object {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? Object ?? [:]
  }
}
