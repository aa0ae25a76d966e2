// Puts, updates and deletions: what is refused, in which order, and what is returned.

import TableEngine
import TableExpressions
import TableItems
import TableModel
import Testing

@Suite struct WriteRuleTests {
  /// Messages 10-19 of the reference of messages.
  @Test func putsWithoutAProperKeyAreRefused() throws {
    let things = try Fixture(Fixture.indexed)
    #expect(refusal { try things.put(["sk": 1]) } == wrongValues("Missing the key pk in the item"))
    #expect(
      refusal { try things.put(["pk": 1, "sk": 1]) }
        == wrongValues("Type mismatch for key pk expected: S actual: N"))
    #expect(
      refusal { try things.put(["pk": "", "sk": 1]) }
        == invalid(
          "One or more parameter values are not valid. The AttributeValue for a key attribute "
            + "cannot contain an empty string value. Key: pk"))
    #expect(
      refusal { try things.put(["pk": "a", "sk": 1, "g": 1]) }
        == wrongValues("Type mismatch for Index Key g Expected: S Actual: N IndexName: byG"))
    #expect(
      refusal { try things.put(["pk": "a", "sk": 1, "g": ""]) }
        .hasSuffix("IndexName: byG, IndexKey: g"))
    let long = AttributeValue.string(ByteString([UInt8](repeating: 97, count: 2_049)))
    #expect(
      refusal { try things.put(["pk": long, "sk": 1]) }
        == wrongValues("Size of hashkey has exceeded the maximum size limit of2048 bytes"))
    let big = AttributeValue.string(ByteString([UInt8](repeating: 97, count: 409_600)))
    #expect(
      refusal { try things.put(["pk": "a", "sk": 1, "x": big]) }
        == invalid("Item size has exceeded the maximum allowed size"))
  }

  /// An item of exactly the limit is taken.
  @Test func itemsMayBeAsLargeAsTheLimit() throws {
    let things = try Fixture()
    // pk 2+1, sk 2+2, x 1.
    let size = 409_600 - 3 - 4 - 1
    let big = AttributeValue.string(ByteString([UInt8](repeating: 97, count: size)))
    try things.put(["pk": "a", "sk": 1, "x": big])
    let capacity = try things.get(["pk": "a", "sk": 1]) {
      $0.consistentRead = true
      $0.returnConsumedCapacity = .total
    }.consumedCapacity
    #expect(capacity?.total.read.halves == 200)
  }

  @Test func keysOfRequestsMustBeTheSchema() throws {
    let things = try Fixture()
    let mismatch = invalid("The provided key element does not match the schema")
    #expect(refusal { _ = try things.get(["pk": "a"]) } == mismatch)
    #expect(refusal { _ = try things.get(["pk": "a", "sk": "b"]) } == mismatch)
    #expect(refusal { _ = try things.get(["pk": "a", "sk": 1, "x": 1]) } == mismatch)
    #expect(refusal { try things.delete(["pk": "a", "x": 1]) } == mismatch)
  }

  /// Sizes and syntax are found before the table is; the table before keys.
  @Test func faultsComeInTheServicesOrder() throws {
    let things = try Fixture()
    let missing = "ResourceNotFoundException: Requested resource not found"
    #expect(
      refusal {
        try things.put([:]) {
          $0.tableName = "nowhere"
          $0.condition.expression = "a ="
        }
      }.hasPrefix("ValidationException: Invalid ConditionExpression: Syntax error"))
    #expect(refusal { try things.put([:]) { $0.tableName = "nowhere" } } == missing)
    #expect(
      refusal {
        try things.put(["sk": 1]) {
          $0.condition.expression = "attribute_exists(a)"
          $0.substitutions.names = ["#x": "x"]
        }
      } == wrongValues("Missing the key pk in the item"))
    #expect(
      refusal {
        try things.put(["pk": "a", "sk": 1]) {
          $0.condition.expression = "attribute_exists(a)"
          $0.substitutions.names = ["#x": "x"]
        }
      } == invalid("Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}"))
  }

  @Test func stylesDoNotMix() throws {
    let things = try Fixture()
    #expect(
      refusal {
        try things.put(["pk": "a", "sk": 1]) {
          $0.condition.expression = "attribute_exists(a)"
          $0.condition.expected = [:]
        }
      }
        == invalid(
          "Can not use both expression and non-expression parameters in the same request: "
            + "Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}"))
    #expect(
      refusal { try things.put(["pk": "a", "sk": 1]) { $0.substitutions.values = [":v": 1] } }
        == invalid(
          "ExpressionAttributeValues can only be specified when using expressions: "
            + "ConditionExpression is null"))
    #expect(
      refusal { try things.put(["pk": "a", "sk": 1]) { $0.returns.values = .updatedNew } }
        == invalid("ReturnValues can only be ALL_OLD or NONE"))
  }

  @Test func failedConditionsShowTheItem() throws {
    let things = try Fixture()
    try things.put(["pk": "a", "sk": 1, "x": "old"])
    let thrown = #expect(throws: EngineError.self) {
      try things.put(["pk": "a", "sk": 1]) {
        $0.condition.expression = "attribute_not_exists(pk)"
        $0.condition.onFailure = .allOld
      }
    }
    #expect(
      thrown
        == .conditionalCheckFailed(
          "The conditional request failed", item: ["pk": "a", "sk": 1, "x": "old"]))
  }

  /// Developer Guide, "Update expressions".
  @Test func updatesReadTheItemAsItWas() throws {
    let things = try Fixture()
    let key: Item = ["pk": "a", "sk": 1]
    try things.put([
      "pk": "a", "sk": 1, "n": 5, "l": .list([1, 2, 3, 4]), "s": .stringSet(["x", "y"]),
      "m": .map(["k": 1]),
    ])
    let response = try things.update(
      key, "SET n = n + :one, o = n, l[9] = :one, m.j = :one REMOVE l[0], l[2] DELETE s :s",
      [":one": 1, ":s": .stringSet(["x", "y"])]
    ) { $0.returns.values = .allNew }
    #expect(
      response.attributes
        == [
          "pk": "a", "sk": 1, "n": 6, "o": 5, "l": .list([2, 4, 1]),
          "m": .map(["k": 1, "j": 1]),
        ])
    let fragments = try things.update(key, "SET m.k = :v", [":v": 2]) {
      $0.returns.values = .updatedNew
    }
    #expect(fragments.attributes == ["m": .map(["k": 2])])
    let removed = try things.update(key, "REMOVE n") { $0.returns.values = .updatedNew }
    #expect(removed.attributes == nil)
  }

  @Test(arguments: [
    (
      "SET pk = :v",
      wrongValues("Cannot update attribute pk. This attribute is part of the key")
    ),
    (
      "SET x = x + :v",
      invalid("The provided expression refers to an attribute that does not exist in the item")
    ),
    (
      "SET x.y = :v",
      invalid("The document path provided in the update expression is invalid for update")
    ),
    (
      "SET t = t + :v",
      invalid("An operand in the update expression has an incorrect data type")
    ),
    ("ADD t :v", invalid("An operand in the update expression has an incorrect data type")),
    ("SET n = n + :v", "accepted"),
  ])
  func updatesOfTheWrongThingAreRefused(_ expression: String, _ answer: String) throws {
    let things = try Fixture()
    try things.put(["pk": "a", "sk": 1, "t": "text", "n": 1])
    #expect(refusal { try things.update(["pk": "a", "sk": 1], expression, [":v": 1]) } == answer)
  }

  /// Service quotas, "Nested attribute depth": an update must not go deeper than a put may.
  @Test func updatesNestNoDeeperThanTheLimit() throws {
    let things = try Fixture()
    let key: Item = ["pk": "a", "sk": 1]
    var value = AttributeValue.list([])
    for _ in 1..<32 { value = .list([value]) }
    try things.update(key, "SET x = :v", [":v": value])
    #expect(
      refusal { try things.update(key, "SET x[0] = :v", [":v": value]) }
        == invalid(
          "Nesting Levels have exceeded supported limits: Attributes in the item have nested "
            + "levels beyond supported limit"))
  }

  /// Developer Guide, "Legacy conditional parameters".
  @Test func legacyParametersStillWork() throws {
    let things = try Fixture()
    let key: Item = ["pk": "a", "sk": 1]
    try things.update(key, nil) {
      $0.attributeUpdates = [
        "n": LegacyUpdate(.add, 3), "x": LegacyUpdate(.put, "text"), "z": LegacyUpdate(.delete),
      ]
    }
    #expect(try things.get(key).item == ["pk": "a", "sk": 1, "n": 3, "x": "text"])
    #expect(
      refusal {
        try things.delete(key) { $0.condition.expected = ["x": ExpectedAttribute(exists: false)] }
      } == "ConditionalCheckFailedException: The conditional request failed")
    #expect(
      refusal {
        try things.delete(key) {
          $0.condition.expected = ["n": ExpectedAttribute(comparison: .between, values: [1])]
        }
      } == wrongValues("Invalid number of argument(s) for the BETWEEN ComparisonOperator"))
    try things.delete(key) {
      $0.condition.expected = ["n": ExpectedAttribute(comparison: .greater, values: [2])]
    }
    #expect(try things.get(key).item == nil)
  }

  /// A write to a table with a local index tells how large the collection is.
  @Test func collectionsAreMeasuredAndBounded() throws {
    var settings = EngineSettings()
    settings.collectionBytesMax = 100
    let things = try Fixture(Fixture.indexed, settings)
    let response = try things.put(["pk": "a", "sk": 1, "l": "x"]) { $0.returns.metrics = .size }
    #expect(response.itemCollectionMetrics?.key == ["pk": "a"])
    let note = AttributeValue.string(ByteString([UInt8](repeating: 97, count: 80)))
    #expect(
      refusal { try things.put(["pk": "a", "sk": 2, "l": "y", "x": note]) }
        == "ItemCollectionSizeLimitExceededException: Collection size exceeded.")
    try things.put(["pk": "b", "sk": 2, "l": "y", "x": note])
  }
}
