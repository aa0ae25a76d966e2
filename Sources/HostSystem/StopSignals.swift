// SIGTERM and SIGINT as something to wait for, or to ask about where ending at once would leave
// something behind.

import Glibc

package enum StopSignals {
  /// Before any thread begins: threads inherit it, so the signals reach only who waits or asks.
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

  /// Whether one of them came while they were held: the system remembers it, so no handler runs in
  /// the middle of anything.
  package static var hasCome: Bool {
    var pending = sigset_t()
    guard unsafe sigpending(&pending) == 0 else { return false }
    return unsafe sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1
  }

  /// What came while they were held ends the process now, as it would have then.
  package static func release() {
    var set = StopSignals.set
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static var set: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, SIGTERM)
    unsafe sigaddset(&set, SIGINT)
    return set
  }
}
