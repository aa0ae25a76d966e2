// What the shapes do not allow, in the words and the order of aws-facts §2.6, rows 1 to 5.

import Testing

@Suite struct ConstraintTests {
  private let start =
    "400 {\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\""

  private func message(_ operation: String, _ body: String) -> String {
    let client = WireClient()
    client.makeTable()
    let answer = client.ask(operation, body)
    guard answer.hasPrefix(start) else { return answer }
    return String(answer.dropFirst(start.count).dropLast(2))
  }

  @Test(arguments: [
    // Row 1: null members; null and absent are the same.
    (
      "GetItem", #"{"TableName":"tab"}"#,
      "1 validation error detected: Value null at 'key' failed to satisfy constraint: "
        + "Member must not be null"
    ),
    (
      "PutItem", "{}",
      "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: "
        + "Member must not be null; Value null at 'item' failed to satisfy constraint: "
        + "Member must not be null"
    ),
    (
      "CreateTable",
      #"{"TableName":"abc","KeySchema":[{"KeyType":"HASH"}],"AttributeDefinitions":[]}"#,
      "1 validation error detected: Value null at 'keySchema.1.member.attributeName' failed to "
        + "satisfy constraint: Member must not be null"
    ),
    // Row 2: lengths, from three characters for tables themselves and from one for their items.
    (
      "DescribeTable", #"{"TableName":"ab"}"#,
      "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: "
        + "Member must have length greater than or equal to 3"
    ),
    (
      "GetItem", #"{"TableName":"","Key":{}}"#,
      "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: "
        + "Member must have length greater than or equal to 1"
    ),
    (
      "DescribeTable", #"{"TableName":"/"}"#,
      "2 validation errors detected: Value '/' at 'tableName' failed to satisfy constraint: "
        + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; "
        + "Value '/' at 'tableName' failed to satisfy constraint: "
        + "Member must have length greater than or equal to 3"
    ),
    // Row 3.
    (
      "Scan", #"{"TableName":"tab","IndexName":"a b"}"#,
      "1 validation error detected: Value 'a b' at 'indexName' failed to satisfy constraint: "
        + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"
    ),
    // Row 4.
    (
      "CreateTable",
      #"""
      {"TableName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"X"}],
      "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"Q"}],"BillingMode":"FREE"}
      """#,
      "3 validation errors detected: Value 'Q' at 'attributeDefinitions.1.member.attributeType' "
        + "failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]; "
        + "Value 'X' at 'keySchema.1.member.keyType' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [HASH, RANGE]; "
        + "Value 'FREE' at 'billingMode' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]"
    ),
    (
      "Query", #"{"TableName":"tab","Limit":0,"Select":"ALL"}"#,
      "2 validation errors detected: Value 'ALL' at 'select' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, "
        + "ALL_PROJECTED_ATTRIBUTES]; Value '0' at 'limit' failed to satisfy constraint: "
        + "Member must have value greater than or equal to 1"
    ),
    // Row 5.
    (
      "CreateTable", "{}",
      "The parameter 'TableName' is required but was not present in the request"
    ),
    // Order: a malformed table's name is reported alone.
    (
      "PutItem", #"{"TableName":"a b","Item":{},"ReturnValues":"X"}"#,
      "1 validation error detected: Value 'a b' at 'tableName' failed to satisfy constraint: "
        + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"
    ),
    (
      "PutItem", #"{"TableName":"tab","Item":{},"ReturnValues":"X","ReturnConsumedCapacity":"Y"}"#,
      "2 validation errors detected: Value 'X' at 'returnValues' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; "
        + "Value 'Y' at 'returnConsumedCapacity' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [INDEXES, TOTAL, NONE]"
    ),
    // Constraints come before what is wrong with values.
    (
      "PutItem", #"{"TableName":"tab","Item":{"id":{}},"ReturnValues":"X"}"#,
      "1 validation error detected: Value 'X' at 'returnValues' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]"
    ),
  ])
  func says(_ operation: String, _ body: String, _ expected: String) {
    #expect(message(operation, body) == expected)
  }

  /// Row 60: what is wrong in a list within a map is said of the map.
  @Test func boundsBatches() {
    let write = #"{"DeleteRequest":{"Key":{"id":{"S":"a"}}}}"#
    let writes = Array(repeating: write, count: 26).joined(separator: ",")
    let text = message("BatchWriteItem", #"{"RequestItems":{"tab":[\#(writes)]}}"#)
    #expect(text.hasPrefix("1 validation error detected: Value '{tab=[{DeleteRequest="))
    #expect(
      text.hasSuffix(
        "at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: "
          + "[Member must have length less than or equal to 25, "
          + "Member must have length greater than or equal to 1]"))
  }

  /// Rows 20 to 27: values, the first fault in the order they came.
  @Test(arguments: [
    (
      #"{}"#,
      "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
    ),
    (
      #"{"X":"a"}"#,
      "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
    ),
    (
      #"{"S":"a","N":"1"}"#,
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the "
        + "supported datatypes"
    ),
    (#"{"N":"x"}"#, "The parameter cannot be converted to a numeric value: x"),
    (
      #"{"N":"1e126"}"#,
      "Number overflow. Attempting to store a number with magnitude larger than supported range"
    ),
    (
      #"{"N":"1e-131"}"#,
      "Number underflow. Attempting to store a number with magnitude smaller than supported range"
    ),
    (
      #"{"SS":[]}"#,
      "One or more parameter values were invalid: An string set  may not be empty"
    ),
    (
      #"{"SS":["a","a"]}"#,
      "One or more parameter values were invalid: Input collection [a, a] contains duplicates."
    ),
    (
      #"{"NULL":false}"#,
      "One or more parameter values were invalid: Null attribute value types must have the value "
        + "of true"
    ),
    (
      #"{"M":{"a":{"L":[{"SS":[]},{}]}}}"#,
      "One or more parameter values were invalid: An string set  may not be empty"
    ),
  ])
  func refusesValues(_ value: String, _ expected: String) {
    let text = message("PutItem", #"{"TableName":"tab","Item":{"id":{"S":"a"},"v":\#(value)}}"#)
    #expect(text == expected)
  }

  @Test func refusesNesting() {
    let deep =
      String(repeating: #"{"L":["#, count: 40) + #"{"S":"a"}"#
      + String(repeating: "]}", count: 40)
    let text = message("PutItem", #"{"TableName":"tab","Item":{"id":{"S":"a"},"v":\#(deep)}}"#)
    #expect(
      text
        == "Nesting Levels have exceeded supported limits: Attributes in the item have nested "
        + "levels beyond supported limit")
  }

  @Test func namesTheSubstitution() {
    let text = message(
      "PutItem",
      #"""
      {"TableName":"tab","Item":{"id":{"S":"a"}},"ConditionExpression":"id = :v",
      "ExpressionAttributeValues":{":v":{}}}
      """#)
    #expect(
      text == "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, "
        + "must contain exactly one of the supported datatypes for key :v")
  }
}
