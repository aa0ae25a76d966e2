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
    for _ in 0..<6_000 {
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

  struct Silence: Error { let said: String }

  /// Its exit status after a signal; nil if it takes too long or ends by the signal itself.
  func end(by signal: Int32 = SIGTERM) -> Int32? {
    child.signal(signal)
    let end = child.wait(seconds: 20)
    return end.isInTime ? end.status : nil
  }

  func signal(_ number: Int32) { child.signal(number) }

  /// A connection of its own.
  func open() throws -> Int32 { try Loopback.connection(port) }

  /// What fits into the buffers of a connection.
  func send(_ text: String, to connection: Int32) {
    Loopback.send(Array(text.utf8), to: connection)
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
  func exchange(_ bytes: [UInt8]) throws -> [UInt8] { try Loopback.exchange(bytes, port) }
}
