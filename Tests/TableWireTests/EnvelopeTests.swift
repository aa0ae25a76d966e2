// The protocol around the operations: targets, signatures, forms, checksums, names of requests.

import TableEngine
import TableWire
import Testing
import VirtualTime

@Suite struct EnvelopeTests {
  private let coral = "400 {\"__type\":\"com.amazon.coral.service#"

  @Test(arguments: [nil, "", "DynamoDB_20120810", "DynamoDB_20120810.Nothing", "GetItem"])
  func knowsItsTargets(_ target: String?) {
    let answer = WireClient().answer(target, "{}")
    #expect(answer.status == 400)
    #expect(
      String(decoding: answer.body, as: UTF8.self)
        == #"{"__type":"com.amazon.coral.service#UnknownOperationException"}"#)
  }

  @Test func streamsHaveATargetOfTheirOwn() {
    let client = WireClient()
    let unknown = coral + "UnknownOperationException\"}"
    #expect(client.ask("ListStreams", "{}") == unknown)
    #expect(client.ask("ListTables", "{}", service: "DynamoDBStreams_20120810") == unknown)
    #expect(
      client.ask("ListStreams", "{}", service: "DynamoDBStreams_20120810") == #"{"Streams":[]}"#)
  }

  @Test(arguments: [
    (nil, "MissingAuthenticationTokenException\",\"message\":\"Request is missing Authentication"),
    ("", "MissingAuthenticationTokenException"),
    ("Basic abc", "MissingAuthenticationTokenException"),
    (
      "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request",
      "IncompleteSignatureException\",\"message\":\"Authorization header requires 'Signature' "
        + "parameter. Authorization header requires 'SignedHeaders' parameter. "
    ),
    (
      "AWS4-HMAC-SHA256 Credential=a/b,SignedHeaders=c,Signature=d",
      "IncompleteSignatureException\",\"message\":\"Credential must have exactly 5 slash-delimited"
    ),
  ])
  func asksForASignature(_ authorization: String?, _ refusal: String) {
    var client = WireClient()
    client.authorization = authorization
    #expect(client.ask("ListTables", "{}").hasPrefix(coral + refusal))
  }

  /// The service's own text for what is no JSON is none at all.
  @Test(arguments: [
    "", "{", "nonsense", "[1,]", #"{"a":1,}"#, "{\"a\":\"\u{1}\"}", #"{"a":01}"#, #"{"a":1.}"#,
    #"{"a":"\x"}"#, #"{"a":"\u12"}"#, "{} {}", #"{"a" 1}"#, "{'a':1}", #"{"a":tru}"#,
    String(repeating: "[", count: 100_000),
  ])
  func refusesWhatIsNoJSON(_ body: String) {
    #expect(WireClient().ask("ListTables", body) == coral + "SerializationException\"}")
  }

  @Test func refusesWhatIsNoUTF8() {
    let client = WireClient()
    let bytes: [UInt8] = Array(#"{"a":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
    let answer = client.server.answer(
      WireRequest(
        target: Array("DynamoDB_20120810.ListTables".utf8)[...],
        authorization: client.authorization.map { Array($0.utf8)[...] }, bytes: bytes,
        body: 0..<bytes.count, now: client.now))
    #expect(answer.status == 400)
  }

  @Test(arguments: [
    (#"{"TableName":1}"#, "NUMBER_VALUE cannot be converted to String"),
    (#"{"TableName":1.5}"#, "DECIMAL_VALUE cannot be converted to String"),
    (#"{"TableName":true}"#, "TRUE_VALUE cannot be converted to String"),
    (#"{"TableName":{}}"#, "Start of structure or map found where not expected."),
    (#"{"TableName":[]}"#, "Start of list found where not expected"),
    (#"{"TableName":"tab","ConsistentRead":"a"}"#, "STRING_VALUE cannot be converted to Boolean"),
    (#"{"TableName":"tab","Key":"a"}"#, "Unexpected field type"),
    (#"{"TableName":"tab","Key":[]}"#, "Start of list found where not expected"),
    (#"{"TableName":"tab","Key":{"a":{"N":1}}}"#, "NUMBER_VALUE cannot be converted to String"),
    (
      #"{"TableName":"tab","Key":{"a":{"L":{}}}}"#,
      "Start of structure or map found where not expected."
    ),
    (
      #"{"TableName":"tab","Key":{"a":{"B":"YQ"}}}"#,
      "Base64 encoded length is expected a multiple of 4 bytes but found: 2"
    ),
    (
      #"{"TableName":"tab","Key":{"a":{"B":"Y.=="}}}"#,
      "Invalid last non-pad Base64 character dectected"
    ),
    (#"{"TableName":"tab","Key":{"a":1}}"#, "Unexpected field type"),
    ("[]", "Start of list found where not expected"),
  ])
  func refusesOtherForms(_ body: String, _ message: String) {
    #expect(
      WireClient().ask("GetItem", body)
        == coral + "SerializationException\",\"Message\":\"\(message)\"}")
  }

  /// Known values of the checksum: "123456789" is the standard's own.
  @Test func namesAndChecksumsAnswers() {
    let client = WireClient()
    let first = client.answer("DynamoDB_20120810.ListTables", "{}")
    let second = client.answer("DynamoDB_20120810.ListTables", "{}")
    #expect(first.body == Array(#"{"TableNames":[]}"#.utf8))
    #expect(first.checksum == plainChecksum(first.body))
    #expect(plainChecksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(first.requestID.count == 52 && first.requestID != second.requestID)
    #expect(
      WireClient().answer("DynamoDB_20120810.ListTables", "{}").requestID == first.requestID)
  }

  private func plainChecksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = ~0
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
    }
    return ~value
  }

  @Test func passesUnknownMembersOver() {
    #expect(
      WireClient().ask("ListTables", #"{"Unknown":[{"a":[]}],"Limit":null}"#)
        == #"{"TableNames":[]}"#)
  }

  @Test func carriesItemsAndReasons() {
    let client = WireClient()
    client.makeTable()
    let item = #"{"id":{"S":"1"},"n":{"N":"5"}}"#
    #expect(client.ask("PutItem", #"{"TableName":"tab","Item":\#(item)}"#) == "{}")
    let condition =
      #""ConditionExpression":"attribute_not_exists(id)","#
      + #""ReturnValuesOnConditionCheckFailure":"ALL_OLD""#
    #expect(
      client.ask("PutItem", #"{"TableName":"tab","Item":\#(item),\#(condition)}"#)
        == "400 {\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
        + "\"message\":\"The conditional request failed\",\"Item\":\(item)}")
    #expect(
      client.ask(
        "TransactWriteItems",
        #"{"TransactItems":[{"Put":{"TableName":"tab","Item":\#(item),\#(condition)}}]}"#)
        == "400 {\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
        + "\"Message\":\"Transaction cancelled, please refer cancellation reasons for specific "
        + "reasons [ConditionalCheckFailed]\",\"CancellationReasons\":[{\"Code\":"
        + "\"ConditionalCheckFailed\",\"Message\":\"The conditional request failed\","
        + "\"Item\":\(item)}]}")
  }
}

@Suite struct DescriptionTests {
  /// API reference, ProvisionedThroughputExceededException and ThrottlingException: the list of
  /// reasons has a name of its own in each.
  @Test(arguments: [
    (
      #""PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}"#,
      "ProvisionedThroughputExceededException", #","ThrottlingReasons":[{"#,
      "TableWriteProvisionedThroughputExceeded"
    ),
    (
      #""PAY_PER_REQUEST","OnDemandThroughput":{"MaxWriteRequestUnits":1}"#, "ThrottlingException",
      #","throttlingReasons":[{"#, "TableWriteMaxOnDemandThroughputExceeded"
    ),
  ])
  func carriesReasonsOfThrottling(_ billing: String, _ type: String, _ key: String, _ why: String) {
    let client = WireClient()
    client.server.engine.enforceThroughput(at: client.now)
    _ = client.ask(
      "CreateTable",
      #"{"TableName":"tab","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"#
        + #""AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"BillingMode":"#
        + billing + "}")
    let put = #"{"TableName":"tab","Item":{"id":{"S":"a"}}}"#
    #expect(client.ask("PutItem", put) == "{}")
    let refusal = client.ask("PutItem", put)
    #expect(refusal.hasPrefix(#"400 {"__type":"com.amazonaws.dynamodb.v20120810#\#(type)"#))
    #expect(
      refusal.hasSuffix(
        key + #""reason":"\#(why)","#
          + #""resource":"arn:aws:dynamodb:us-east-1:123456789012:table/tab"}]}"#))
  }

  /// Each replica answers under the region of the credential scope; any other region means home.
  @Test func regionsOfReplicasAreTheirOwn() {
    var client = WireClient()
    client.makeTable()
    _ = client.ask(
      "UpdateTable",
      #"{"TableName":"tab","ReplicaUpdates":[{"Create":{"RegionName":"eu-west-1"}}]}"#)
    #expect(client.ask("PutItem", #"{"TableName":"tab","Item":{"id":{"S":"a"}}}"#) == "{}")
    let get = #"{"TableName":"tab","Key":{"id":{"S":"a"}}}"#
    let found = #"{"Item":{"id":{"S":"a"}}}"#
    client.authorization = client.authorization?.replacing("us-east-1", with: "eu-west-1")
    #expect(client.ask("GetItem", get) == "{}")
    client.now = client.now + .seconds(1)
    #expect(client.ask("GetItem", get) == found)
    #expect(
      client.ask("DescribeTable", #"{"TableName":"tab"}"#)
        .contains(#""TableArn":"arn:aws:dynamodb:eu-west-1:123456789012:table/tab""#))
    client.authorization = client.authorization?.replacing("eu-west-1", with: "ap-south-1")
    #expect(
      client.ask("DescribeTable", #"{"TableName":"tab"}"#)
        .contains(#""TableArn":"arn:aws:dynamodb:us-east-1:123456789012:table/tab""#))
  }

  @Test func writesTimesInSeconds() {
    var client = WireClient()
    client.now = Instant(milliseconds: 1_767_225_600_500)
    client.makeTable()
    let described = client.ask("DescribeTable", #"{"TableName":"tab"}"#)
    #expect(described.contains(#""CreationDateTime":1767225600.5,"#), "\(described)")
    #expect(described.contains(#""TableStatus":"ACTIVE""#))
    #expect(
      described.contains(
        #""BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST","#), "\(described)")
  }
}
