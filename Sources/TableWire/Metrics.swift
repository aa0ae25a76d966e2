// How many requests there were, by operation and outcome.

import Synchronization

final class Metrics: Sendable {
  private struct Count {
    var answered = 0
    var refused = 0
  }

  /// One for each operation in the order of the list, and one for what names none.
  private let counts = Mutex([Count](repeating: Count(), count: OperationName.allCases.count + 1))

  func count(_ operation: OperationName?, isRefused: Bool) {
    let place = operation.map { $0.ordinal } ?? OperationName.allCases.count
    counts.withLock { counts in
      if isRefused { counts[place].refused += 1 } else { counts[place].answered += 1 }
    }
  }

  var text: String {
    let counts = counts.withLock { $0 }
    var text = "# TYPE ashlar_requests_total counter\n"
    let names = OperationName.allCases.map(\.rawValue) + ["unknown"]
    for (name, count) in zip(names, counts) where count.answered + count.refused > 0 {
      let label = "ashlar_requests_total{operation=\"\(name)\""
      text += "\(label),outcome=\"answered\"} \(count.answered)\n"
      text += "\(label),outcome=\"refused\"} \(count.refused)\n"
    }
    return text
  }
}
