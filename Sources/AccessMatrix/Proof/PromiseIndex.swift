// Promises by what they are about, so that nobody has to look through all of them.

import IAMPolicy

struct PromiseIndex {
  private let promises: [AccessPromise]
  private let byARN: [String: [Int]]
  private let byPlace: [String: [Int]]

  init(_ promises: [AccessPromise]) {
    self.promises = promises
    byARN = Dictionary(grouping: promises.indices) { promises[$0].resource.arn }
    byPlace = Dictionary(grouping: promises.indices) { promises[$0].place }
  }

  /// Those of the same action on the same resource.
  func alike(_ promise: AccessPromise) -> [AccessPromise] {
    (byPlace[promise.place] ?? []).map { promises[$0] }
  }

  func contains(_ promise: AccessPromise) -> Bool { byPlace[promise.place] != nil }

  /// The actions promised on each resource.
  var actions: [String: Set<String>] {
    byARN.mapValues { Set($0.map { promises[$0].action }) }
  }

  /// Those that a statement may concern, in their order.
  func concerned(by statement: PolicyStatement) -> [AccessPromise] {
    let near =
      statement.namedResources.map { names in
        Set(names.flatMap { byARN[$0] ?? [] }).sorted()
      } ?? Array(promises.indices)
    return near.map { promises[$0] }.filter {
      statement.mayConcern(action: $0.action, resource: $0.resource.arn)
    }
  }
}
