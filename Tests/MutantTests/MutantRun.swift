// All mutants of all goldens, and who notices each.

import CloudFormation
import Compliance
import Foundation
import Synchronization
import TestKit

/// One golden with one change.
struct Mutant: Sendable {
  let golden: GoldenTemplate
  let resource: String
  let type: String
  let mutation: Mutation

  /// `AWS::KMS::Key Key Properties/KeyPolicy/…: dropped`
  var title: String { "\(type) \(resource) \(mutation.pointer): \(mutation.name)" }
}

struct MutantOutcome: Sendable {
  let mutant: Mutant
  /// Codes of what is said of the mutant and not of the golden, sorted.
  let killers: [String]
}

enum MutantRun {
  /// Every mutant, and not one of each kind.
  static let isWhole = ProcessInfo.processInfo.environment["ASHLAR_MUTANTS"] == "all"

  /// So many at a time: a large golden is shared between cores.
  private static let batchMax = 500

  private struct Batch: Sendable {
    let golden: GoldenTemplate
    let template: Template
    let mutations: [Mutation]
  }

  private static let done = Mutex(0)

  /// Worked out once for all tests.
  static let shared = Task { try await outcomes() }

  private static func outcomes() async throws -> [MutantOutcome] {
    // The longest first, so that no core waits for another at the end.
    let batches = try plan().sorted { $0.mutations.count > $1.mutations.count }
    let total = batches.reduce(0) { $0 + $1.mutations.count }
    return await withTaskGroup(of: (Int, [MutantOutcome]).self) { group in
      for (number, batch) in batches.enumerated() {
        group.addTask {
          let outcomes = outcomes(of: batch)
          // Told by whoever is done: who waits for all would tell nothing before the end.
          let sum = done.withLock { sum in
            sum += outcomes.count
            return sum
          }
          if isWhole { Suites.announce("mutants: \(sum) of \(total)") }
          return (number, outcomes)
        }
      }
      var results = [[MutantOutcome]](repeating: [], count: batches.count)
      for await (number, outcomes) in group { results[number] = outcomes }
      return results.flatMap { $0 }
    }
  }

  private static func outcomes(of batch: Batch) -> [MutantOutcome] {
    let watch = RuleWatch(batch.template, as: batch.golden.tier)
    return batch.mutations.map { mutation in
      let resource = batch.template.resources[mutation.resource]
      return MutantOutcome(
        mutant: Mutant(
          golden: batch.golden, resource: resource.logicalID, type: resource.type,
          mutation: mutation),
        killers: watch.killers(
          of: mutation.applied(to: batch.template), changedAt: resource.type))
    }
  }

  /// Examples resemble each other: of changes that are alike in everything but the names, one is
  /// enough, unless the whole is asked for.
  private static func plan() throws -> [Batch] {
    var seen = Set<String>()
    return try GoldenTemplate.all.flatMap { golden in
      let template = try golden.read()
      let mutations = MutationPlan.mutations(of: template).filter { mutation in
        guard !isWhole else { return true }
        let resource = template.resources[mutation.resource]
        let key = [
          golden.tier.rawValue, resource.type, mutation.pointer, mutation.name,
          resource.sid(at: mutation.path) ?? "", resource.metric,
        ]
        return seen.insert(key.joined(separator: " ")).inserted
      }
      return stride(from: 0, to: mutations.count, by: batchMax).map { start in
        let part = mutations[start..<min(start + batchMax, mutations.count)]
        return Batch(golden: golden, template: template, mutations: Array(part))
      }
    }
  }
}

extension Resource {
  /// What an alarm watches: a tier asks for some and not for others.
  fileprivate var metric: String {
    let name = properties.first { $0.key == "MetricName" }?.value
    if case .string(let text, _)? = name { return text }
    return properties.contains { $0.key == "Metrics" } ? "of several" : ""
  }

  /// The name of the statement that a place is in: statements of one place can differ in kind.
  fileprivate func sid(at path: [Step]) -> String? {
    var value = TemplateValue.object(properties)
    var found: String?
    for step in path {
      switch (value, step) {
      case (.object(let members), .member(let key)):
        guard let next = members.first(where: { $0.key == key }) else { return found }
        value = next.value
      case (.list(let elements), .element(let position)): value = elements[position]
      case (.expression(.conditional(_, let then, _), _), .then): value = then
      case (.expression(.conditional(_, _, let otherwise?), _), .otherwise): value = otherwise
      default: return found
      }
      if case .object(let members) = value,
        case .string(let sid, _)? = members.first(where: { $0.key == "Sid" })?.value
      {
        found = sid
      }
    }
    return found
  }
}
