// A client that sends exactly the bytes a test gives, and never waits long.

import Glibc
import HTTPFront

struct ClientFault: Error { let number: Int32 }

final class TestClient {
  private let descriptor: Int32
  private(set) var received: [UInt8] = []
  private(set) var hasEnded = false

  init(_ server: HTTPServer, secondsMax: Int = 10) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = server.address.port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var patience = timeval(tv_sec: secondsMax, tv_usec: 0)
    for side in [SO_RCVTIMEO, SO_SNDTIMEO] {
      _ = unsafe setsockopt(
        descriptor, SOL_SOCKET, side, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    let answer = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard answer == 0 else { throw ClientFault(number: errno) }
  }

  deinit { close(descriptor) }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          descriptor, buffer.baseAddress.map { unsafe $0 + offset }, buffer.count - offset,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      offset += count
    }
  }

  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads once; false at the end of the stream or of patience.
  @discardableResult func receive() -> Bool {
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe piece.withUnsafeMutableBytes { buffer in
      unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
    }
    guard count > 0 else {
      hasEnded = count == 0 || errno == ECONNRESET
      return false
    }
    received += piece[..<count]
    return true
  }

  /// The next answer that is complete: its status, head and body.
  func answer(withBody: Bool = true) -> (status: Int, head: String, body: [UInt8])? {
    while true {
      if let answer = taken(withBody: withBody) { return answer }
      if !receive() { return nil }
    }
  }

  private func taken(withBody: Bool) -> (status: Int, head: String, body: [UInt8])? {
    let mark = Array("\r\n\r\n".utf8)
    guard received.count >= 4,
      let end = (0...received.count - 4).first(where: { received[$0..<$0 + 4].elementsEqual(mark) })
    else { return nil }
    let head = String(decoding: received[..<end], as: UTF8.self)
    let lines = head.split(separator: "\r\n")
    let status = Int(lines[0].split(separator: " ")[1]) ?? 0
    var length = 0
    for line in lines where line.hasPrefix("Content-Length: ") {
      length = Int(line.dropFirst(16)) ?? 0
    }
    if !withBody { length = 0 }
    guard received.count >= end + 4 + length else { return nil }
    let body = Array(received[end + 4..<end + 4 + length])
    received.removeFirst(end + 4 + length)
    return (status, head, body)
  }

  func readToEnd() -> [UInt8] {
    while receive() {}
    return received
  }
}

/// Says back what came: method, path, and the body's length and bytes.
struct EchoHandler: HTTPHandler {
  func answer(_ request: HTTPRequest, _ response: inout HTTPResponse) {
    response.addField("Content-Type", "text/plain")
    if request.path.elementsEqual("/large".utf8) {
      response.body = [UInt8](repeating: 0x61, count: 100_000)
      return
    }
    response.body.append("\(request.method) ")
    response.body += request.path
    response.body.append(" ")
    response.body.append(contentsOf: request.bytes[request.body])
    if let field = request.field("x-echo") { response.body += field }
  }
}

extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}

/// A server for one test, stopped at its end.
final class TestServer {
  let server: HTTPServer

  init(
    _ limits: HTTPLimits = HTTPLimits(), handler: any HTTPHandler = EchoHandler()
  ) throws {
    server = try HTTPServer(
      at: ListeningAddress(host: "127.0.0.1", port: 0), handler: handler, limits: limits)
  }

  deinit {
    server.stop()
    server.join()
  }

  func client() throws -> TestClient { try TestClient(server) }

  /// Whether it still answers a new client.
  func answers() throws -> Bool {
    let client = try client()
    client.send("GET /alive HTTP/1.1\r\nHost: a\r\n\r\n")
    return client.answer()?.status == 200
  }
}
