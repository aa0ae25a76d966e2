// A thread of the system's, running one function.

import Glibc

package final class WorkerThread: Sendable {
  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let identifier: pthread_t

  package init(_ run: @escaping @Sendable () -> Void) {
    let work = unsafe Unmanaged.passRetained(Work(run)).toOpaque()
    var identifier = pthread_t()
    let answer = unsafe pthread_create(&identifier, nil, WorkerThread.begin, work)
    precondition(answer == 0, "the system starts no thread")
    self.identifier = identifier
  }

  /// Formed here and not in `main`, where it would belong to the main actor and die elsewhere.
  private static let begin: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
    { context in
      if let context = unsafe context {
        unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
      }
      return nil
    }

  package func join() { pthread_join(identifier, nil) }
}
