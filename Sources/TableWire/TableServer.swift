// The protocol: a request's target, signature and body in, status, checksum and body out.

package import TableEngine
package import VirtualTime

/// What of an HTTP request the protocol looks at.
package struct WireRequest: Sendable {
  package var target: ArraySlice<UInt8>?
  package var authorization: ArraySlice<UInt8>?
  package let bytes: [UInt8]
  package let body: Range<Int>
  package let now: Instant

  package init(
    target: ArraySlice<UInt8>?, authorization: ArraySlice<UInt8>?, bytes: [UInt8],
    body: Range<Int>, now: Instant
  ) {
    self.now = now
    self.target = target
    self.authorization = authorization
    self.bytes = bytes
    self.body = body
  }
}

package struct WireAnswer: Sendable {
  package let status: Int
  package let requestID: [UInt8]
  package let checksum: UInt32
  package let body: [UInt8]

  package static let contentType: StaticString = "application/x-amz-json-1.0"
}

package final class TableServer: Sendable {
  package let engine: Engine
  private let journal: (any CallJournal)?
  private let requestIDs: RequestIDs
  private let gate: (any CallGate)?
  private let metrics = Metrics()

  package init(
    _ engine: Engine, seed: UInt64, gate: (any CallGate)? = nil, journal: (any CallJournal)? = nil
  ) {
    self.engine = engine
    self.gate = gate
    self.journal = journal
    requestIDs = RequestIDs(seed: seed)
  }

  /// `room` is a buffer to write the body into; it comes back as the body.
  package func answer(_ request: WireRequest, room: consuming [UInt8] = []) -> WireAnswer {
    room.removeAll(keepingCapacity: true)
    var writer = WireWriter(room)
    var status = 200
    var operation: OperationName?
    do throws(WireFault) {
      try run(request, &operation, &writer)
    } catch {
      let envelope = ErrorEnvelope(error)
      status = envelope.status
      writer = WireWriter()
      envelope.write(to: &writer)
    }
    metrics.count(operation, isRefused: status != 200)
    return WireAnswer(
      status: status, requestID: requestIDs.next(), checksum: CRC32.checksum(writer.bytes),
      body: writer.bytes)
  }

  /// Asks again what was asked before the server stopped; nobody waits for the answer.
  package func replay(
    _ operation: OperationName, _ call: Call, _ bytes: [UInt8], _ body: Range<Int>
  ) {
    var writer = WireWriter()
    do throws(WireFault) {
      try operation.answer(
        bytes, body, call.replayed, by: engine.counterpart(in: call.region), &writer)
    } catch {
      // It was refused then, too.
    }
  }

  /// What is answered when nothing can be kept.
  package func refusal(_ fault: WireFault) -> WireAnswer {
    let envelope = ErrorEnvelope(fault)
    var writer = WireWriter()
    envelope.write(to: &writer)
    return WireAnswer(
      status: envelope.status, requestID: requestIDs.next(),
      checksum: CRC32.checksum(writer.bytes), body: writer.bytes)
  }

  /// How many requests there were, in the text format of Prometheus.
  package var metricsText: String { metrics.text }

  /// Lets happen what is due by now.
  package func settle(at now: Instant) { engine.advanceEverywhere(to: now) }

  /// The same, for a clock that is looked at now and then: deletions happen at this moment, and not
  /// at one that depends on who read in between.
  package func tick(at now: Instant) {
    engine.meetEverywhere(now)
    engine.advanceEverywhere(to: now)
  }

  package var region: String { engine.settings.region }

  /// The service looks at the target before the signature, and at both before the body.
  private func run(
    _ request: WireRequest, _ operation: inout OperationName?, _ writer: inout WireWriter
  ) throws(WireFault) {
    let named = try OperationName(target: request.target)
    operation = named
    let signature = try Signature(authorization: request.authorization)
    try gate?.greet(signature.accessKeyID)
    let call = Call(
      accessKeyID: signature.accessKeyID, region: signature.region, now: request.now, gate: gate,
      journal: journal)
    try named.answer(
      request.bytes, request.body, call, by: engine.counterpart(in: call.region), &writer)
  }
}

extension OperationName {
  private static let byTarget: [String: OperationName] = .init(
    uniqueKeysWithValues: allCases.map { ("\($0.service).\($0.rawValue)", $0) })

  init(target: ArraySlice<UInt8>?) throws(WireFault) {
    guard let target,
      let operation = OperationName.byTarget[String(decoding: target, as: UTF8.self)]
    else { throw .unknownOperation }
    self = operation
  }

  /// One operation from its request's bytes to its response's.
  func run<Asked: Operation>(
    _ operation: Asked.Type, _ bytes: [UInt8], _ body: Range<Int>, _ call: Call,
    _ engine: Engine, _ writer: inout WireWriter
  ) throws(WireFault) {
    let input = try WireDecoder.decode(Asked.Input.self, from: bytes, body)
    try call.gate?.admit(
      operation.access(input, in: engine), by: call.accessKeyID, to: engine)
    var call = call
    if !call.isReplayed {
      do throws(EngineError) { call.readings = try operation.readings(input, for: engine) } catch {
        throw .engine(error)
      }
    }
    var answer: Result<Asked.Output, EngineError>?
    func ask(_ call: Call) {
      answer = Result { () throws(EngineError) in
        try operation.answer(input, call, by: engine)
      }
    }
    if let journal = call.journal,
      isKept(onlyReads: operation.onlyReads(input), by: engine)
    {
      let request = JournaledRequest(
        operation: self, accessKeyID: call.accessKeyID, region: call.region, body: bytes[body],
        readings: call.readings)
      try journal.run(request) { ask(call.at($0)) }
    } else {
      ask(call)
    }
    switch answer {
    case .success(let output)?: output.encode(to: &writer)
    case .failure(let error)?: throw .engine(error)
    case nil: preconditionFailure("a journal runs what it was given")
    }
  }
}
