// Resource policies of tables and streams: kept, with a number for each revision.

import Synchronization
package import VirtualTime

package struct ResourcePolicy: Sendable, Hashable, Codable {
  package var document: String
  package var revisionID: String
}

extension Engine {
  /// `expected` is the revision that must be there; `NO_POLICY` that none must.
  package func putResourcePolicy(
    _ arn: String, _ document: String, expected: String? = nil, at now: Instant
  ) throws(EngineError) -> ResourcePolicy {
    let revision = directory.withLock { "\($0.random.next() >> 1)" }
    return try withResource(arn, at: now) { state throws(EngineError) in
      try state.checkRevision(arn, expected)
      let policy = ResourcePolicy(document: document, revisionID: revision)
      if state.policies[arn]?.document == document, let same = state.policies[arn] { return same }
      state.policies[arn] = policy
      return policy
    }
  }

  package func getResourcePolicy(
    _ arn: String, at now: Instant
  ) throws(EngineError) -> ResourcePolicy {
    try withResource(arn, at: now) { state throws(EngineError) in
      guard let policy = state.policies[arn] else { throw TableState.noPolicy(arn) }
      return policy
    }
  }

  /// The revision that was deleted; nil where there was none, which is no mistake.
  package func deleteResourcePolicy(
    _ arn: String, expected: String? = nil, at now: Instant
  ) throws(EngineError) -> String? {
    try withResource(arn, at: now) { state throws(EngineError) in
      try state.checkRevision(arn, expected)
      return state.policies.removeValue(forKey: arn)?.revisionID
    }
  }
}

extension TableState {
  static func noPolicy(_ arn: String) -> EngineError {
    .policyNotFound("Resource-based policy not found for the provided ResourceArn: \(arn)")
  }

  func checkRevision(_ arn: String, _ expected: String?) throws(EngineError) {
    guard let expected else { return }
    let current = policies[arn]?.revisionID ?? "NO_POLICY"
    guard expected == current else {
      throw .policyNotFound(
        "Resource-based policy not found for the provided ResourceArn: \(arn), "
          + "with the provided RevisionId: \(expected)")
    }
  }
}
