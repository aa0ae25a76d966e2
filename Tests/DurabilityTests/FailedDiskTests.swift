// A server whose disk fails while it runs: nothing is acknowledged that may not be there.

import Durability
import HTTPFront
import HostSystem
import LocalService
import Synchronization
import TableEngine
import TableWire
import TestKit
import Testing
import VirtualTime

@Suite struct FailedDiskTests {
  /// A service on a port, in a folder whose log cannot be synced once `isFailing`.
  private final class Served: Sendable {
    final class Flag: Sendable {
      private let value = Atomic(false)
      var isSet: Bool { value.load(ordering: .acquiring) }
      func set(_ wish: Bool) { value.store(wish, ordering: .releasing) }
    }

    let flag: Flag
    let speech: Speech
    private let http: HTTPServer

    init(_ path: String) throws {
      let clock = ServiceClock()
      let start = clock.now
      let (isFailing, said) = (Flag(), Speech())
      self.flag = isFailing
      self.speech = said
      let disk = Disk { step, path throws(SystemFault) in
        if step == .sync, path.hasSuffix("requests.log.new"), isFailing.isSet {
          throw SystemFault.diskFailed
        }
      }
      let beginning: @Sendable (Instant) -> Beginning = { moment in
        var beginning = KeptServer.beginning
        beginning.moment = moment
        return beginning
      }
      let journal = try DataFolder(path, on: disk).start(
        beginning(start), now: { clock.now }, report: { said.add($0) })
      let tables = TableServer(Fleet.home(EngineSettings()), seed: 1, journal: journal.current)
      let service = SimulatorService<StorageFault>(
        clock, from: start, seed: 1, gate: nil,
        keeping: SimulatorService.Keeping(journal, tables, beginning: beginning)
      ) { _ in Fleet.home(EngineSettings()) }
      http = try HTTPServer(
        at: ListeningAddress(host: "127.0.0.1", port: 0), handler: service)
    }

    func ask(_ operation: String, _ body: String) throws -> String {
      let head =
        "POST / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n"
        + "X-Amz-Target: DynamoDB_20120810.\(operation)\r\nAuthorization: AWS4-HMAC-SHA256 "
        + "Credential=root/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, "
        + "Signature=0\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
      return String(
        decoding: try Loopback.exchange(Array((head + body).utf8), http.address.port),
        as: UTF8.self)
    }

    deinit {
      http.stop()
      http.join()
    }
  }

  @Test func aLogThatCannotBeSyncedEndsTheAnswers() throws {
    let place = try Place()
    let server = try Served(place.path("data"))
    #expect(try server.ask("CreateTable", CompactionTests.table).hasPrefix("HTTP/1.1 200"))
    #expect(try server.ask("PutItem", CompactionTests.put("before")).hasPrefix("HTTP/1.1 200"))
    server.flag.set(true)
    for _ in 0..<3 {
      let answer = try server.ask("PutItem", CompactionTests.put("during"))
      #expect(answer.hasPrefix("HTTP/1.1 500"))
      #expect(answer.contains("#InternalServerError"))
    }
    // Readers might see what is not on the disk.
    let read = try server.ask("GetItem", #"{"TableName":"orders","Key":{"id":{"S":"before"}}}"#)
    #expect(read.hasPrefix("HTTP/1.1 500"))
    // The disk says nothing more of what it lost, so that its recovery recovers nothing.
    server.flag.set(false)
    #expect(try server.ask("PutItem", CompactionTests.put("after")).hasPrefix("HTTP/1.1 500"))
    let said = server.speech.lines.withLock { $0 }
    #expect(said.count == 1, "said once")
    #expect(said.first?.contains("failed: input/output error") == true)
    try place.copy("data", as: "copy")
    let again = try KeptServer(place.path("copy"), TestClock())
    let keys = again.ask("Scan", #"{"TableName":"orders"}"#)
    #expect(keys.contains("before") && !keys.contains("after"))
  }
}
