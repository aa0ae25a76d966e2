// Which resources somebody looked at: what a rule never read cannot change what it says.

import Synchronization

package final class ReadLog: Sendable {
  private struct State {
    var types: Set<String> = []
    var isOfAll = false
  }

  private let state = Mutex(State())

  package init() {}

  /// Nil is every resource.
  func note(_ type: String?) {
    state.withLock { state in
      if let type { state.types.insert(type) } else { state.isOfAll = true }
    }
  }

  /// Whether a resource of the type was looked at.
  package func holds(_ type: String) -> Bool {
    state.withLock { $0.isOfAll || $0.types.contains(type) }
  }
}
