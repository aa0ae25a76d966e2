// A clock that stands until it is told to move, and the timers that are due as it does.

/// Something that waits for its time; timers of the same instant come in the order they were set.
package struct Timer<Event: Sendable>: Sendable {
  package let due: Instant
  package let order: UInt64
  package let event: Event
}

package struct VirtualClock<Event: Sendable>: Sendable {
  package private(set) var now: Instant
  /// A binary heap by (due, order): the earliest is first.
  private var heap: [Timer<Event>] = []
  private var orderNext: UInt64 = 0

  package init(now: Instant = .virtualStart) {
    self.now = now
  }

  /// When the next timer is due.
  package var nextDue: Instant? { heap.first?.due }

  package var timerCount: Int { heap.count }

  package mutating func schedule(_ event: Event, at due: Instant) {
    heap.append(Timer(due: due, order: orderNext, event: event))
    orderNext += 1
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard isEarlier(child, parent) else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// The next timer due by `limit`, with the clock moved to its time; nil when there is none, with
  /// the clock moved to `limit`. A clock never goes back.
  package mutating func next(until limit: Instant) -> Timer<Event>? {
    guard let first = heap.first, first.due <= limit else {
      now = max(now, limit)
      return nil
    }
    now = max(now, first.due)
    removeFirst()
    return first
  }

  private mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if isEarlier(child, least) { least = child }
      }
      guard least != parent else { return }
      heap.swapAt(least, parent)
      parent = least
    }
  }

  private func isEarlier(_ left: Int, _ right: Int) -> Bool {
    (heap[left].due, heap[left].order) < (heap[right].due, heap[right].order)
  }
}
