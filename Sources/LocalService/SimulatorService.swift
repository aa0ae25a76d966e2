// The simulator as a server answers for it: DynamoDB's protocol, and a few paths of its own.

package import Durability
package import HTTPFront
import Synchronization
package import TableEngine
package import TableWire
package import VirtualTime

/// Makes the tables anew, as they were at the start.
package typealias EngineMaker<Fault: Error> = @Sendable (Instant) throws(Fault) -> Engine

package final class SimulatorService<Fault: Error>: HTTPHandler {
  private let clock: ServiceClock
  private let virtualStart: Instant
  private let seed: UInt64
  private let gate: (any CallGate)?
  private let make: EngineMaker<Fault>
  let server: Mutex<TableServer>
  let keeping: Keeping?

  /// What outlasts the process.
  package struct Keeping: Sendable {
    let journal: Journal
    let tables: TableServer
    let beginning: @Sendable (Instant) -> Beginning

    package init(
      _ journal: Journal, _ tables: TableServer,
      beginning: @escaping @Sendable (Instant) -> Beginning
    ) {
      self.journal = journal
      self.tables = tables
      self.beginning = beginning
    }
  }

  package init(
    _ clock: ServiceClock, seed: UInt64, gate: (any CallGate)? = nil,
    make: @escaping EngineMaker<Fault>
  ) throws(Fault) {
    self.gate = gate
    self.clock = clock
    self.seed = seed
    self.make = make
    virtualStart = clock.now
    keeping = nil
    server = Mutex(TableServer(try make(virtualStart), seed: seed, gate: gate))
  }

  /// Goes on with what was kept.
  package init(
    _ clock: ServiceClock, from virtualStart: Instant, seed: UInt64, gate: (any CallGate)?,
    keeping: Keeping, make: @escaping EngineMaker<Fault>
  ) {
    self.gate = gate
    self.clock = clock
    self.seed = seed
    self.make = make
    self.virtualStart = virtualStart
    self.keeping = keeping
    server = Mutex(keeping.tables)
  }

  package func answer(_ request: HTTPRequest, _ response: inout HTTPResponse) {
    let path = request.path
    if path.starts(with: "/_ashlar/".utf8) {
      control(request, String(decoding: path.dropFirst(9), as: UTF8.self)).write(to: &response)
      return
    }
    guard request.method == .post else {
      greet(request, &response)
      return
    }
    let server = server.withLock { $0 }
    let answer = server.answer(
      WireRequest(
        target: request.field("x-amz-target"), authorization: request.field("authorization"),
        bytes: request.bytes, body: request.body, now: keeping?.journal.moment ?? clock.now),
      room: response.takeBody())
    write(answer, to: &response)
  }

  private func write(_ answer: WireAnswer, to response: inout HTTPResponse) {
    response.status = answer.status
    response.addField("x-amzn-RequestId", answer.requestID)
    response.addField("x-amz-crc32", number: Int(answer.checksum))
    response.addField("Content-Type", WireAnswer.contentType)
    response.body = answer.body
  }

  package func settle() -> Bool { keeping?.journal.settle() ?? true }

  package func answerUnsettled(_ response: inout HTTPResponse) {
    write(server.withLock { $0 }.refusal(.unkept), to: &response)
  }

  /// A real clock moves by itself: what is due happens without anybody asking.
  package func passSecond() {
    compactIfDue()
    guard !clock.isVirtual else { return }
    let server = server.withLock { $0 }
    guard let keeping else {
      server.settle(at: clock.now)
      return
    }
    keeping.journal.tick(nextDue: server.engine.nextDueEverywhere) { server.tick(at: $0) }
  }

  /// What the service says to a plain GET, which load balancers ask.
  private func greet(_ request: HTTPRequest, _ response: inout HTTPResponse) {
    let isRoot = request.path.elementsEqual("/".utf8)
    guard request.method == .get || request.method == .head, isRoot else {
      ControlAnswer.refusal(
        isRoot ? 405 : 404, "nothing is here",
        help: "DynamoDB's operations are POST / with the header X-Amz-Target"
      ).write(to: &response)
      return
    }
    response.addField("Content-Type", "text/plain")
    response.body = Array(
      "healthy: dynamodb.\(server.withLock { $0 }.region).amazonaws.com \n".utf8)
  }
}

// MARK: - Its own paths

extension SimulatorService {
  private func control(_ request: HTTPRequest, _ name: String) -> ControlAnswer {
    let methods: [String: HTTPMethod] = [
      "health": .get, "metrics": .get, "reset": .post, "clock": .post,
    ]
    guard let method = methods[name] else {
      return .refusal(
        404, "there is no `/_ashlar/\(name)`",
        help: "there are \(methods.keys.sorted().map { "`\($0)`" }.joined(separator: ", "))")
    }
    guard request.method == method else {
      return .refusal(
        405, "`/_ashlar/\(name)` takes another method",
        help: "ask it by \(method == .get ? "GET" : "POST")")
    }
    switch name {
    case "health": return .values([("status", "ok"), ("now", clock.now.text)])
    case "metrics": return .text(server.withLock { $0 }.metricsText)
    case "reset": return reset()
    default: return move(request)
    }
  }

  /// As if just begun: tables, items and a virtual clock.
  private func reset() -> ControlAnswer {
    var refusal: ControlAnswer?
    do throws(Fault) {
      try server.withLock { server throws(Fault) in
        let start = clock.isVirtual ? virtualStart : clock.now
        let engine = try make(start)
        if let keeping {
          do throws(StorageFault) {
            try keeping.journal.restart(with: keeping.beginning(start)) {
              clock.restart(from: start)
            }
          } catch {
            refusal = .refusal(500, error.message, help: error.help)
            return
          }
        }
        clock.restart(from: start)
        server = TableServer(engine, seed: seed, gate: gate, journal: keeping?.journal.current)
      }
    } catch {
      // What could be made at the start can be made again.
      return .refusal(500, "the tables cannot be made anew", help: "start the server again")
    }
    return refusal ?? .values([("status", "reset"), ("now", clock.now.text)])
  }

  private func move(_ request: HTTPRequest) -> ControlAnswer {
    guard clock.isVirtual else {
      return .refusal(
        409, "the clock is the system's", help: "start with `--clock virtual` to move time")
    }
    guard let wish = ClockRequest(request.bytes[request.body]) else {
      return .refusal(400, "this moves no clock", help: ClockRequest.help)
    }
    let goal: Instant
    switch wish {
    case .advance(let span): goal = clock.now + span
    case .set(let instant): goal = instant
    }
    let hasMoved = server.withLock { server -> Bool? in
      func pass() -> Bool {
        guard clock.move(to: goal) else { return false }
        server.settle(at: goal)
        return true
      }
      guard let keeping else { return pass() }
      return keeping.journal.move(to: goal, pass)
    }
    guard let hasMoved else {
      return .refusal(
        500, "the time cannot be kept in the data folder", help: "make room where it lies")
    }
    guard hasMoved else {
      return .refusal(
        400, "`\(goal.text)` lies before \(clock.now.text)",
        help: "time goes on only; `POST /_ashlar/reset` begins anew")
    }
    return .values([("now", clock.now.text)])
  }
}
