// One thread of the server: its own connections, one event after the other.

import HostSystem
import Synchronization

/// What answers requests.
package protocol HTTPHandler: Sendable {
  /// Called on the connection's own thread, several at a time; never waits for the network.
  func answer(_ request: HTTPRequest, _ response: inout HTTPResponse)
  /// Called before a batch of answers goes out: what they acknowledge must last from here on.
  /// False when it does not; then every request of the batch is answered by `answerUnsettled`.
  func settle() -> Bool
  func answerUnsettled(_ response: inout HTTPResponse)
  /// Called about once a second, whether there are requests or not.
  func passSecond()
}

extension HTTPHandler {
  package func settle() -> Bool { true }
  package func answerUnsettled(_ response: inout HTTPResponse) { response.status = 500 }
  package func passSecond() {}
}

/// What other threads tell a worker.
final class Mailbox: Sendable {
  private struct Contents {
    var accepted: [Int32] = []
    var isStopping = false
    var isLast = false
  }

  let poll: Poll
  private let contents = Mutex(Contents())

  init() throws(SystemFault) { poll = try Poll() }

  func adopt(_ descriptor: Int32) {
    contents.withLock { $0.accepted.append(descriptor) }
    poll.wake()
  }

  func stop() {
    contents.withLock { $0.isStopping = true }
    poll.wake()
  }

  /// No connection is handed over any more.
  func endAdoption() {
    contents.withLock { $0.isLast = true }
    poll.wake()
  }

  func take() -> (accepted: [Int32], isStopping: Bool, isLast: Bool) {
    contents.withLock { contents in
      defer { contents.accepted.removeAll(keepingCapacity: true) }
      return (contents.accepted, contents.isStopping, contents.isLast)
    }
  }
}

struct HTTPWorker {
  private static let scratchBytes = 64 << 10

  private let mailbox: Mailbox
  private let limits: HTTPLimits
  private var desk: Connection.Desk
  private var door: Door?
  /// By descriptor.
  private var connections: [Connection?] = []
  private var connectionCount = 0
  private var now = SocketCalls.monotonicSeconds()
  private var touched: [Connection] = []
  private var paused: [Connection] = []

  init(_ mailbox: Mailbox, _ handler: any HTTPHandler, limits: HTTPLimits, door: Door?) {
    self.mailbox = mailbox
    self.limits = limits
    self.door = door
    desk = Connection.Desk(handler: handler, date: SocketCalls.dateField())
  }

  /// Until it is told to stop and has answered what was accepted.
  mutating func run() {
    unsafe withUnsafeTemporaryAllocation(byteCount: HTTPWorker.scratchBytes, alignment: 16) {
      scratch in
      var events: [Poll.Event] = []
      door?.open(mailbox.poll)
      while true {
        mailbox.poll.wait(milliseconds: paused.isEmpty ? 1000 : 0, into: &events)
        tick()
        let mail = mailbox.take()
        for descriptor in mail.accepted { adopt(descriptor) }
        resumePaused()
        for event in events { unsafe serve(event, scratch) }
        if mail.isStopping, !desk.isStopping { unsafe beginStop(scratch) }
        deliver()
        if desk.isStopping, mail.isLast, connectionCount == 0 { return }
      }
    }
  }

  private mutating func serve(_ event: Poll.Event, _ scratch: UnsafeMutableRawBufferPointer) {
    if event.descriptor == door?.descriptor {
      acceptWaiting()
      return
    }
    guard let connection = connection(event.descriptor) else { return }
    if event.isReadable || event.isBroken, connection.interest == .reading {
      unsafe connection.receive(scratch, now: now)
      connection.answer(with: &desk, now: now)
    } else if event.isBroken {
      connection.close()
    }
    touched.append(connection)
  }

  private mutating func resumePaused() {
    let resumed = paused
    paused.removeAll(keepingCapacity: true)
    for connection in resumed where connection.phase == .open && connection.interest == .reading {
      connection.answer(with: &desk, now: now)
      touched.append(connection)
    }
  }

  /// Sends the answers of a round, together.
  private mutating func deliver() {
    guard !touched.isEmpty else { return }
    let isSettled = desk.handler.settle()
    for connection in touched {
      let before = connection.interest
      if !isSettled { connection.takeBack(with: &desk) }
      connection.flush(now: now)
      if connection.phase == .closed {
        drop(connection)
        continue
      }
      if connection.interest != before {
        mailbox.poll.change(connection.descriptor, connection.interest)
      }
      if connection.isPaused, connection.interest == .reading { paused.append(connection) }
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Once a second, whoever has run out of time.
  private mutating func tick() {
    let time = SocketCalls.monotonicSeconds()
    guard time != now else { return }
    now = time
    desk.date = SocketCalls.dateField()
    if let door {
      door.open(mailbox.poll)
      desk.handler.passSecond()
    }
    for case let connection? in connections where connection.deadline < now {
      connection.expire(with: &desk, now: now)
      touched.append(connection)
    }
  }
}

// MARK: - Coming and going

extension HTTPWorker {
  private func connection(_ descriptor: Int32) -> Connection? {
    let index = Int(descriptor)
    return connections.indices.contains(index) ? connections[index] : nil
  }

  private mutating func acceptWaiting() {
    guard let door else { return }
    while let visitor = door.next(mailbox.poll) {
      if visitor.mailbox === mailbox {
        adopt(visitor.descriptor)
      } else {
        visitor.mailbox.adopt(visitor.descriptor)
      }
    }
  }

  private mutating func adopt(_ descriptor: Int32) {
    let connection = Connection(descriptor, limits: limits, now: now)
    guard connectionCount < limits.connectionsMax, mailbox.poll.add(descriptor, .reading) else {
      return
    }
    let index = Int(descriptor)
    while connections.count <= index { connections.append(nil) }
    connections[index] = connection
    connectionCount += 1
    if desk.isStopping { connection.stop(by: now + limits.stopSeconds) }
  }

  private mutating func drop(_ connection: Connection) {
    guard connections[Int(connection.descriptor)] === connection else { return }
    mailbox.poll.remove(connection.descriptor)
    connections[Int(connection.descriptor)] = nil
    connectionCount -= 1
  }

  /// What was accepted is answered: also what lies unread in the sockets.
  private mutating func beginStop(_ scratch: UnsafeMutableRawBufferPointer) {
    acceptWaiting()
    door?.close(mailbox.poll)
    door = nil
    desk.isStopping = true
    for case let connection? in connections {
      if connection.interest == .reading {
        unsafe connection.receive(scratch, now: now)
        connection.answer(with: &desk, now: now)
      }
      connection.stop(by: now + limits.stopSeconds)
      touched.append(connection)
    }
  }
}
