// `ashlar serve` as a process of its own on a free port, ended when the test is over.

import Foundation
import TestKit
import Testing

final class RunningServer: Sendable {
  let port: UInt16
  private let child: SpawnedProgram
  private let shelf: Shelf

  var address: String { "http://127.0.0.1:\(port)" }

  /// Waits until it says where it listens.
  init(_ arguments: [String] = [], files: [String: String] = [:], port: Int = 0) throws {
    let shelf = try Shelf()
    self.shelf = shelf
    for name in ["input", "output", "errors"] { try shelf.write([], to: name) }
    for (name, text) in files { try shelf.write(Array(text.utf8), to: name) }
    child = try SpawnedProgram(
      ProgramRun.program.path, ["serve", "--port", "\(port)"] + arguments, environment: [:],
      folder: shelf.folder.path,
      streams: ["input", "output", "errors"].map { shelf.folder.appendingPathComponent($0).path })
    var listening: Substring?
    for _ in 0..<1000 {
      let said = try shelf.text("errors")
      listening = said.firstMatch(of: /listening on http:\/\/127\.0\.0\.1:([0-9]+)\n/)?.1
      if listening != nil { break }
      usleep(10_000)
    }
    guard let listening, let port = UInt16(listening) else {
      let said = try shelf.text("errors")
      child.signal(SIGKILL)
      _ = child.wait(seconds: 5)
      throw Silence(said: said)
    }
    self.port = port
  }

  /// What it wrote to standard error so far.
  var said: String { get throws { try shelf.text("errors") } }

  struct ConnectionFault: Error { let number: Int32 }

  struct Silence: Error { let said: String }

  /// Its exit status after a signal; nil if it takes too long or ends by the signal itself.
  func end(by signal: Int32 = SIGTERM) -> Int32? {
    child.signal(signal)
    let end = child.wait(seconds: 20)
    return end.isInTime ? end.status : nil
  }

  deinit {
    child.signal(SIGKILL)
    _ = child.wait(seconds: 5)
  }

  /// One request on a connection of its own: the status and the body.
  func ask(
    _ method: String, _ path: String, body: String = "", fields: [String: String] = [:]
  ) throws -> (status: Int, body: String) {
    let answer = try exchange(
      Array(
        ("\(method) \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n"
          + fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)").utf8))
    let text = String(decoding: answer, as: UTF8.self)
    let parts = text.components(separatedBy: "\r\n\r\n")
    let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return (status, parts.dropFirst().joined(separator: "\r\n\r\n"))
  }

  func ask(
    operation: String, _ body: String, region: String = "us-east-1"
  ) throws -> (status: Int, body: String) {
    try ask(
      "POST", "/", body: body,
      fields: [
        "X-Amz-Target": "DynamoDB_20120810.\(operation)",
        "Authorization": "AWS4-HMAC-SHA256 Credential=root/20260101/\(region)/dynamodb/"
          + "aws4_request, SignedHeaders=host, Signature=0",
      ])
  }

  /// Sends bytes, half-closes, and reads to the end; what hangs for ten seconds throws.
  func exchange(_ bytes: [UInt8]) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let connected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw ConnectionFault(number: errno) }
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe send(
          descriptor, buffer.baseAddress.map { unsafe $0 + sent }, buffer.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      // Who is refused early need not be heard out.
      guard count > 0 else { break }
      sent += count
    }
    shutdown(descriptor, Int32(SHUT_WR))
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
      }
      if count == 0 || count < 0 && errno == ECONNRESET { return answer }
      guard count > 0 else { throw ConnectionFault(number: errno) }
      answer += piece[..<count]
    }
  }
}
