// The server: a door, and a thread for each processor.

import Glibc
package import HostSystem

package final class HTTPServer: Sendable {
  package let address: ListeningAddress
  private let mailboxes: [Mailbox]
  private let threads: [WorkerThread]

  /// Listens from here on; faults of the system, such as a port that is taken, are thrown.
  package init(
    at wanted: ListeningAddress, handler: any HTTPHandler, limits: HTTPLimits = HTTPLimits(),
    workers: Int? = nil
  ) throws(SystemFault) {
    SocketCalls.raiseDescriptorLimit()
    var mailboxes: [Mailbox] = []
    for _ in 0..<max(1, workers ?? SocketCalls.processorCount) { mailboxes.append(try Mailbox()) }
    let (descriptor, port) = try SocketCalls.listen(at: wanted)
    address = ListeningAddress(host: wanted.host, port: port)
    self.mailboxes = mailboxes
    let boxes = mailboxes
    threads = boxes.indices.map { index in
      WorkerThread {
        var worker = HTTPWorker(
          boxes[index], handler, limits: limits,
          door: index == 0 ? Door(descriptor, boxes) : nil)
        worker.run()
      }
    }
  }

  /// No new connections; what was accepted is answered.
  package func stop() {
    for mailbox in mailboxes { mailbox.stop() }
  }

  /// Waits until every thread has ended.
  package func join() {
    for thread in threads { thread.join() }
  }
}
