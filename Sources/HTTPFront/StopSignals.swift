// SIGTERM and SIGINT as something to wait for.

import Glibc
import HostSystem

package enum StopSignals {
  /// Before any thread begins: threads inherit it, so the signals reach only who waits.
  package static func hold() {
    var set = StopSignals.set
    _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Waits for one of them. Whoever sends another wants no more waiting: that ends the process at
  /// once, with the status that shells give to the signal.
  package static func wait() {
    _ = next()
    _ = WorkerThread { _exit(128 + next()) }
  }

  private static func next() -> Int32 {
    var set = StopSignals.set
    var number: Int32 = 0
    _ = unsafe sigwait(&set, &number)
    return number
  }

  private static var set: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, SIGTERM)
    unsafe sigaddset(&set, SIGINT)
    return set
  }
}
