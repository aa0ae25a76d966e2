// The conditions that somebody met and nobody could decide.

import Synchronization

/// Shared by the views of one stack, so that whoever asked a rule learns what it met.
final class ConditionLog: Sendable {
  private let met = Mutex<[String]>([])

  func note(_ condition: String) {
    met.withLock { met in
      if !met.contains(condition) { met.append(condition) }
    }
  }

  /// Those since the last time, in the order they were met.
  func take() -> [String] {
    met.withLock { met in
      defer { met = [] }
      return met
    }
  }
}
