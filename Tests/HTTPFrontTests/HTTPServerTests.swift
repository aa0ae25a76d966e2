// The HTTP front at its port: what it answers, what it refuses, and what it does to the slow.

import Glibc
import HTTPFront
import HostSystem
import Testing

@Suite(.serialized, .timeLimit(.minutes(20))) struct HTTPServerTests {
  private static let get = "GET /a?b HTTP/1.1\r\nHost: here\r\nX-Echo:  back \r\n\r\n"

  private func text(_ answer: (status: Int, head: String, body: [UInt8])?) -> String? {
    answer.map { String(decoding: $0.body, as: UTF8.self) }
  }

  @Test func keepsAConnection() throws {
    let server = try TestServer()
    let client = try server.client()
    for _ in 0..<3 {
      client.send(Self.get)
      let answer = client.answer()
      #expect(text(answer) == "get /a back")
      #expect(
        answer?.head.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: ") == true)
      #expect(answer?.head.contains("Connection") == false)
    }
  }

  @Test func answersAPipelineInOrder() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send(
      (0..<500).map { "POST /\($0) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi" }.joined())
    for number in 0..<500 { #expect(text(client.answer()) == "post /\(number) hi") }
  }

  /// RFC 9112 §7.1, in pieces of every size.
  @Test(arguments: [1, 2, 3, 7, 1000])
  func joinsChunks(_ size: Int) throws {
    let server = try TestServer()
    let client = try server.client()
    let request = Array(
      ("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "4;x=y\r\nabcd\r\n0A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n" + Self.get).utf8)
    for start in stride(from: 0, to: request.count, by: size) {
      client.send(Array(request[start..<min(start + size, request.count)]))
    }
    #expect(text(client.answer()) == "post /c abcd0123456789")
    #expect(text(client.answer()) == "get /a back")
  }

  @Test func joinsAThousandTinyChunks() throws {
    let server = try TestServer()
    let client = try server.client()
    let chunks = String(repeating: "1\r\nx\r\n", count: 60_000)
    client.send(
      "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)0\r\n\r\n")
    #expect(client.answer()?.body.count == 8 + 60_000)
  }

  @Test func asksForTheBody() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
    #expect(client.answer()?.head == "HTTP/1.1 100 Continue")
    client.send("abc")
    #expect(text(client.answer()) == "post /e abc")
  }

  @Test func takesALargeBody() throws {
    let server = try TestServer()
    let client = try server.client()
    let body = [UInt8](repeating: 0x7A, count: 16 << 20)
    client.send("POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
    client.send(body)
    #expect(client.answer()?.body.count == 8 + body.count)
  }

  @Test func headHasNoBody() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get)
    #expect(client.answer(withBody: false)?.head.contains("Content-Length: 8") == true)
    #expect(text(client.answer()) == "get /a back")
  }

  @Test(arguments: [
    "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
  ])
  func closesWhenAsked(_ request: String) throws {
    let server = try TestServer()
    let client = try server.client()
    client.send(request)
    let answer = client.answer()
    #expect(answer?.status == 200)
    #expect(answer?.head.contains("Connection: close") == true)
    #expect(client.readToEnd() == [] && client.hasEnded)
  }

  @Test(arguments: [
    (400, "nonsense\r\n\r\n"), (400, "\u{16}\u{3}\u{1} tls\r\n\r\n"),
    (400, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"), (400, "GET / HTTP/1.1\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: a\r\nBad name: b\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
    (400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"),
    (400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
    (
      400,
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
    ),
    (400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nq\r\n"),
    (400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"),
    (413, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"),
    (413, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n"),
    (417, "POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n"),
    (431, "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 40_000))"),
    (431, "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "x:\r\n", count: 200))\r\n"),
    (501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"),
    (505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
  ])
  func refuses(_ status: Int, _ request: String) throws {
    let server = try TestServer()
    let client = try server.client()
    client.send(request)
    #expect(client.answer()?.status == status)
    client.finishSending()
    #expect(client.readToEnd() == [] && client.hasEnded)
    #expect(try server.answers())
  }

  @Test func saysThatThePortIsTaken() throws {
    let server = try TestServer()
    let fault = #expect(throws: SystemFault.self) {
      _ = try HTTPServer(at: server.server.address, handler: EchoHandler())
    }
    #expect(fault?.isTaken == true)
    #expect(fault?.reason == "address already in use")
  }

  @Test func endsWhoIsSlow() throws {
    var limits = HTTPLimits()
    limits.requestSeconds = 1
    let server = try TestServer(limits)
    let client = try server.client()
    client.send("GET / HT")
    #expect(client.answer()?.status == 408)
    #expect(try server.answers())
  }

  @Test func closesWhoIsIdle() throws {
    var limits = HTTPLimits()
    limits.idleSeconds = 1
    let server = try TestServer(limits)
    let client = try server.client()
    client.send(Self.get)
    #expect(client.answer()?.status == 200)
    #expect(client.readToEnd() == [] && client.hasEnded)
  }

  /// A client that asks for 50 MB before it reads a byte gets all of it, in the end.
  @Test func waitsForAClientToRead() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send(
      String(repeating: "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", count: 500))
    #expect(try server.answers())
    for _ in 0..<500 { #expect(client.answer()?.body.count == 100_000) }
  }

  @Test func holdsThousandsOfConnections() throws {
    let server = try TestServer()
    var clients: [TestClient] = []
    for _ in 0..<2000 { clients.append(try server.client()) }
    for client in clients { client.send(Self.get) }
    for client in clients { #expect(text(client.answer()) == "get /a back") }
  }

  @Test func answersWhatItHasAcceptedBeforeItStops() throws {
    let server = try HTTPServer(
      at: ListeningAddress(host: "127.0.0.1", port: 0), handler: EchoHandler())
    let idle = try TestClient(server)
    let clients = try (0..<20).map { _ in try TestClient(server) }
    for client in clients { client.send(Self.get) }
    let slow = try TestClient(server)
    slow.send("POST /s HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n1")
    // Seen to have arrived: the stop finds it half-read.
    #expect(
      try {
        let other = try TestClient(server)
        other.send(Self.get)
        return other.answer()?.status
      }() == 200)
    server.stop()
    slow.send("2")
    for client in clients { #expect(text(client.answer()) == "get /a back") }
    let last = slow.answer()
    #expect(text(last) == "post /s 12")
    #expect(idle.readToEnd() == [])
    server.join()
    #expect(throws: ClientFault.self) { _ = try TestClient(server) }
  }

  /// Half a request holds up the end no longer than a stopping server waits for any.
  @Test(arguments: ["POST / HT", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1"])
  func stopsDespiteHalfARequest(_ half: String) throws {
    var limits = HTTPLimits()
    limits.stopSeconds = 1
    let server = try HTTPServer(
      at: ListeningAddress(host: "127.0.0.1", port: 0), handler: EchoHandler(), limits: limits)
    let slow = try TestClient(server)
    slow.send(half)
    let other = try TestClient(server)
    other.send(Self.get)
    #expect(other.answer()?.status == 200)
    let began = ContinuousClock.now
    server.stop()
    server.join()
    #expect(ContinuousClock.now - began < .seconds(10))
  }

  /// What cannot be made to last is not acknowledged.
  @Test func sendsNothingUnsettled() throws {
    struct Unsettled: HTTPHandler {
      func answer(_ request: HTTPRequest, _ response: inout HTTPResponse) {
        response.body = Array("done".utf8)
      }
      func settle() -> Bool { false }
      func answerUnsettled(_ response: inout HTTPResponse) {
        response.status = 500
        response.body = Array("lost".utf8)
      }
    }
    let server = try TestServer(handler: Unsettled())
    let client = try server.client()
    client.send(Self.get + Self.get)
    let text = String(decoding: client.readToEnd(), as: UTF8.self)
    #expect(text.ranges(of: "HTTP/1.1 500 Internal Server Error").count == 2)
    #expect(text.ranges(of: "lost").count == 2)
    #expect(!text.contains("done") && client.hasEnded)
  }

  /// Half of each stream is a request with some bytes changed, half is noise.
  @Test(arguments: [UInt64(1), 20_261_125])
  func survivesNoise(_ seed: UInt64) throws {
    let server = try TestServer()
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let sample = Array(
      ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n"
        + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").utf8)
    for round in 0..<500 {
      var bytes = sample
      for _ in 0...random(4) { bytes[random(bytes.count)] = UInt8(random(256)) }
      if round % 2 == 0 { bytes = (0..<random(400)).map { _ in UInt8(random(256)) } }
      let client = try server.client()
      client.send(bytes)
      client.finishSending()
      _ = client.readToEnd()
      #expect(client.hasEnded, "seed \(seed), round \(round): the connection hangs")
    }
    #expect(try server.answers())
  }
}
