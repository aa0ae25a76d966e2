// How far a batch has come, over all of its tables.

/// EVIDENCE: API reference, BatchWriteItem and BatchGetItem: what a table has no units for comes
/// back unprocessed; only a batch of which nothing was done is an exception.
struct BatchProgress: Sendable {
  var bytes = 0
  var done = 0
  /// The first of the requests for which there were no units.
  private var throttled: EngineError?

  /// Keeps what throttled one request; throws any other error.
  mutating func keep(_ error: EngineError) throws(EngineError) {
    switch error {
    case .provisionedThroughputExceeded, .throttling: throttled = throttled ?? error
    default: throw error
    }
  }

  func throwIfNothingDone() throws(EngineError) {
    if done == 0, let throttled { throw throttled }
  }
}
