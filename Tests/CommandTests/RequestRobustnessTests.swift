// Mutated requests and noise at the port: the server neither crashes nor hangs.

import Foundation
import Testing

@Suite(.serialized, .timeLimit(.minutes(20))) struct RequestRobustnessTests {
  /// `make fuzz` sends more of them.
  private static let requestsCount =
    ProcessInfo.processInfo.environment["ASHLAR_MUTATIONS"].flatMap { Int($0) } ?? 2_000

  struct Dice {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
  }

  private static let bodies: [(String, String)] = [
    (
      "PutItem",
      #"{"TableName":"tab","Item":{"id":{"S":"a"},"n":{"N":"1.5"},"l":{"L":[{"B":"AAEC"}]}}}"#
    ),
    ("GetItem", #"{"TableName":"tab","Key":{"id":{"S":"a"}},"ProjectionExpression":"l[0], n"}"#),
    (
      "UpdateItem",
      #"""
      {"TableName":"tab","Key":{"id":{"S":"a"}},"UpdateExpression":"SET n = n + :i REMOVE l[0]",
      "ExpressionAttributeValues":{":i":{"N":"1"}},"ReturnValues":"ALL_NEW"}
      """#
    ),
    (
      "Query",
      #"""
      {"TableName":"tab","KeyConditionExpression":"id = :a","FilterExpression":
      "size(#n) > :z OR contains(#n, :a)","ExpressionAttributeNames":{"#n":"n"},
      "ExpressionAttributeValues":{":a":{"S":"a"},":z":{"N":"0"}},"Limit":5}
      """#
    ),
    ("Scan", #"{"TableName":"tab","TotalSegments":4,"Segment":1}"#),
    (
      "TransactWriteItems",
      #"""
      {"TransactItems":[{"Put":{"TableName":"tab","Item":{"id":{"S":"b"}}}},
      {"Delete":{"TableName":"tab","Key":{"id":{"S":"c"}}}}],"ClientRequestToken":"t"}
      """#
    ),
    (
      "CreateTable",
      #"""
      {"TableName":"other","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
      "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
      "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}
      """#
    ),
  ]

  static func mutated(_ chance: inout Dice) -> [UInt8] {
    let (operation, body) = bodies[chance.below(bodies.count)]
    var bytes = Array(body.utf8)
    for _ in 0...chance.below(4) {
      let place = chance.below(bytes.count)
      switch chance.below(5) {
      case 0: bytes[place] = UInt8(chance.below(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Array(#"{}[]",:\-0e"#.utf8).shuffled(&chance), at: place)
      case 3:
        let end = min(bytes.count, place + chance.below(40))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + chance.below(20)))
      }
      if bytes.isEmpty { bytes = [0x7B] }
    }
    var head = Array(
      ("POST / HTTP/1.1\r\nHost: a\r\nX-Amz-Target: DynamoDB_20120810.\(operation)\r\n"
        + "Authorization: AWS4-HMAC-SHA256 Credential=r/20260101/us-east-1/dynamodb/aws4_request,"
        + " SignedHeaders=host, Signature=0\r\nContent-Length: \(bytes.count)\r\n"
        + "Connection: close\r\n\r\n").utf8)
    // One in ten is damaged in its head as well; one in twenty is noise.
    if chance.below(10) == 0 { head[chance.below(head.count)] = UInt8(chance.below(256)) }
    if chance.below(20) == 0 {
      return (0..<chance.below(2_000)).map { _ in UInt8(chance.below(256)) }
    }
    return head + bytes
  }

  @Test(arguments: [UInt64(20_261_125)])
  func survives(_ seed: UInt64) throws {
    let server = try RunningServer()
    #expect(
      try server.ask(
        operation: "CreateTable",
        #"""
        {"TableName":"tab","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
        "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
        "BillingMode":"PAY_PER_REQUEST"}
        """#
      ).status == 200)
    var chance = Dice(state: seed)
    var statuses: [String: Int] = [:]
    for number in 0..<Self.requestsCount {
      let answer = try server.exchange(Self.mutated(&chance))
      // Too little for a request gets no answer; everything else gets one that is HTTP.
      let status = String(decoding: answer.prefix(12), as: UTF8.self)
      #expect(
        answer.isEmpty || ["HTTP/1.1 200", "HTTP/1.1 400"].contains(status)
          || status.hasPrefix("HTTP/1.1 4") || status.hasPrefix("HTTP/1.1 50"),
        "seed \(seed), request \(number): \(status)")
      #expect(status != "HTTP/1.1 500", "seed \(seed), request \(number)")
      statuses[status, default: 0] += 1
    }
    // The mutations are no mere noise: some requests get through, and most are refused.
    #expect(statuses["HTTP/1.1 200", default: 0] > Self.requestsCount / 100, "\(statuses)")
    #expect(statuses["HTTP/1.1 400", default: 0] > Self.requestsCount / 4, "\(statuses)")
    #expect(try server.ask("GET", "/_ashlar/health").status == 200)
    #expect(server.end() == 0)
  }
}

extension [UInt8] {
  fileprivate func shuffled(_ chance: inout RequestRobustnessTests.Dice) -> [UInt8] {
    prefix(1 + chance.below(count)).reversed()
  }
}
