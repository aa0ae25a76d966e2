// The simulator's time: the system's, or one that stands until it is told to move.

import Glibc
import Synchronization
package import VirtualTime

package final class ServiceClock: Sendable {
  package let isVirtual: Bool
  private let virtual: Mutex<Instant>

  /// The system's.
  package init() {
    isVirtual = false
    virtual = Mutex(Instant(milliseconds: 0))
  }

  package init(virtualFrom start: Instant) {
    isVirtual = true
    virtual = Mutex(start)
  }

  package var now: Instant {
    if isVirtual { return virtual.withLock { $0 } }
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// False when that would be going back.
  func move(to instant: Instant) -> Bool {
    virtual.withLock { now in
      guard instant >= now else { return false }
      now = instant
      return true
    }
  }

  package func restart(from start: Instant) {
    if isVirtual { virtual.withLock { $0 = start } }
  }
}
