// Requests to a table server in process, as JSON texts.

import TableEngine
import TableWire
import VirtualTime

struct WireClient {
  let server = TableServer(Fleet.home(EngineSettings()), seed: 1)
  var now = Instant.virtualStart
  var authorization: String? =
    "AWS4-HMAC-SHA256 Credential=root/20260101/us-east-1/dynamodb/aws4_request, "
    + "SignedHeaders=host;x-amz-date, Signature=00"

  /// The body of the answer; a refusal has its status before it.
  func ask(_ operation: String, _ body: String, service: String = "DynamoDB_20120810") -> String {
    let answer = self.answer("\(service).\(operation)", body)
    let text = String(decoding: answer.body, as: UTF8.self)
    return answer.status == 200 ? text : "\(answer.status) \(text)"
  }

  func answer(_ target: String?, _ body: String) -> WireAnswer {
    let bytes = Array(body.utf8)
    return server.answer(
      WireRequest(
        target: target.map { Array($0.utf8)[...] },
        authorization: authorization.map { Array($0.utf8)[...] }, bytes: bytes,
        body: 0..<bytes.count, now: now))
  }

  /// A table `t` with the key `id`, of strings.
  func makeTable() {
    _ = ask(
      "CreateTable",
      #"""
      {"TableName":"tab","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
      "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
      "BillingMode":"PAY_PER_REQUEST"}
      """#)
  }
}
