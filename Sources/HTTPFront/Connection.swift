// One client: what it sent, what it is owed, and until when it is waited for.

final class Connection {
  enum Phase {
    case open
    /// Refused or asked to close: what is owed goes out, and nothing more.
    case finishing
    /// The client may read the refusal; what it still sends is thrown away.
    case lingering
    case closed
  }

  let descriptor: Int32
  private(set) var phase = Phase.open
  private(set) var deadline: Int { didSet { deadline = min(deadline, end) } }
  /// When it is over at the latest: the server stops.
  private var end = Int.max
  private(set) var interest = Poll.Interest.reading
  /// Whether it may hold requests that were not looked at, because too much is owed.
  private(set) var isPaused = false

  private var parser: RequestParser
  private var out: [UInt8] = []
  private var sent = 0
  /// Answers since the last flush, and where the first of them begins.
  private var unsettled = (count: 0, start: 0)
  private var discarded = 0
  private var requestBegan: Int?
  private var hasEnded = false
  private var isRefused = false
  private let limits: HTTPLimits

  init(_ descriptor: Int32, limits: HTTPLimits, now: Int) {
    self.descriptor = descriptor
    self.limits = limits
    parser = RequestParser(limits)
    deadline = now + limits.idleSeconds
  }

  deinit { SocketCalls.close(descriptor) }

  /// Nothing begun, nothing owed.
  var isIdle: Bool { !parser.hasPart && sent == out.count }

  /// What a worker has for answering.
  struct Desk {
    let handler: any HTTPHandler
    var response = HTTPResponse()
    var date: [UInt8] = []
    /// Connections close after their answer.
    var isStopping = false
  }

  // MARK: - Reading

  func receive(_ scratch: UnsafeMutableRawBufferPointer, now: Int) {
    switch unsafe SocketCalls.receive(descriptor, into: scratch) {
    case .bytes(let count):
      if phase == .lingering {
        discarded += count
        if discarded > limits.lingerBytesMax { phase = .closed }
        return
      }
      guard phase == .open else { return }
      unsafe parser.add(UnsafeRawBufferPointer(rebasing: scratch[..<count]))
      if requestBegan == nil { requestBegan = now }
    case .wouldBlock: break
    case .closed:
      hasEnded = true
      // Half-closed clients get what they are owed.
      if phase != .open || isIdle { phase = .closed }
    }
  }

  // MARK: - Answering

  /// Answers every request that is complete, as long as the client takes its answers.
  func answer(with desk: inout Desk, now: Int) {
    isPaused = false
    defer { parser.discardAnswered() }
    while phase == .open {
      guard out.count - sent < limits.pendingBytesMax else {
        isPaused = true
        return
      }
      do throws(HTTPFault) {
        switch try parser.next() {
        case .wait:
          if hasEnded { finish() }
          if desk.isStopping, !parser.hasPart { finish() }
          if !parser.hasPart { requestBegan = nil }
          return
        case .sendContinue: out.append("HTTP/1.1 100 Continue\r\n\r\n")
        case .request(let request, let keepsOpen):
          requestBegan = now
          answer(request, keepsOpen: keepsOpen && !desk.isStopping, with: &desk)
        }
      } catch { refuse(error, with: &desk) }
    }
  }

  private func answer(_ request: HTTPRequest, keepsOpen: Bool, with desk: inout Desk) {
    if unsettled.count == 0 { unsettled.start = out.count }
    unsettled.count += 1
    desk.response.clear(keeping: limits.keptBytesMax)
    desk.handler.answer(request, &desk.response)
    desk.response.write(
      to: &out, date: desk.date, closes: !keepsOpen, withBody: request.method != .head)
    if !keepsOpen { finish() }
  }

  /// What was answered since the last flush did not come to last: each hears so instead.
  func takeBack(with desk: inout Desk) {
    guard unsettled.count > 0 else { return }
    out.removeSubrange(unsettled.start...)
    for left in (0..<unsettled.count).reversed() {
      desk.response.clear(keeping: limits.keptBytesMax)
      desk.handler.answerUnsettled(&desk.response)
      desk.response.write(to: &out, date: desk.date, closes: left == 0, withBody: true)
    }
    finish()
  }

  private func refuse(_ fault: HTTPFault, with desk: inout Desk) {
    desk.response.clear(keeping: limits.keptBytesMax)
    desk.response.status = fault.status
    desk.response.addField("Content-Type", "text/plain; charset=utf-8")
    desk.response.body.append(fault.reason)
    desk.response.body.append("\n")
    desk.response.write(to: &out, date: desk.date, closes: true, withBody: true)
    isRefused = true
    finish()
  }

  private func finish() { if phase == .open { phase = .finishing } }

  // MARK: - Writing

  /// Sends what is owed, and says what to wait for next.
  func flush(now: Int) {
    unsettled.count = 0
    guard phase == .open || phase == .finishing else { return }
    while sent < out.count {
      switch SocketCalls.send(out, from: sent, to: descriptor) {
      case .bytes(let count): sent += count
      case .wouldBlock:
        deadline = now + limits.writeSeconds
        interest = .writing
        return
      case .closed:
        phase = .closed
        return
      }
    }
    sent = 0
    if out.capacity > limits.keptBytesMax {
      out = []
    } else {
      out.removeAll(keepingCapacity: true)
    }
    interest = .reading
    if phase == .finishing { linger(now: now) }
    deadline = now + (requestBegan == nil ? limits.idleSeconds : limits.requestSeconds)
    if phase == .lingering { deadline = now + limits.lingerSeconds }
  }

  /// Closing while a refused client still sends would take the refusal from it.
  private func linger(now: Int) {
    guard isRefused, !hasEnded else {
      phase = .closed
      return
    }
    SocketCalls.finishSending(descriptor)
    phase = .lingering
  }

  // MARK: - Ending

  /// No request comes any more.
  func stop(by deadline: Int) {
    if phase == .open, isIdle { phase = .finishing }
    end = deadline
    self.deadline = min(self.deadline, end)
  }

  /// Its time is over: who was slow hears so, who was idle finds the door closed.
  func expire(with desk: inout Desk, now: Int) {
    if phase == .open, sent == out.count, parser.hasPart {
      refuse(.tooSlow, with: &desk)
      flush(now: now)
    } else {
      phase = .closed
    }
  }

  func close() { phase = .closed }
}
