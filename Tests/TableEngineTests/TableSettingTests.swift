// Tables created, changed, protected, tagged, backed up and restored.

import TableEngine
import TableItems
import TableModel
import Testing
import VirtualTime

@Suite struct TableSettingTests {
  private func created(_ change: (inout TableDefinition) -> Void) -> String {
    var definition = Fixture.indexed
    change(&definition)
    return refusal { _ = try Engine().createTable(definition, at: .virtualStart) }
  }

  /// The rules of creation, in the service's order and words.
  @Test func definitionsAreRefusedInTheServicesWords() {
    #expect(created { _ in } == "accepted")
    #expect(
      created { $0.provisionedThroughput = Throughput(read: 1, write: 1) }
        == wrongValues(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
            + "PAY_PER_REQUEST"))
    #expect(
      created { $0.billingMode = .provisioned }
        == wrongValues(
          "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is "
            + "PROVISIONED"))
    #expect(
      created { $0.attributeDefinitions.removeFirst() }
        == invalid("Invalid KeySchema: Some index key attribute have no definition"))
    #expect(
      created { $0.keySchema.reverse() }
        == invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type"))
    #expect(
      created { $0.globalSecondaryIndexes = [] }
        == wrongValues("List of GlobalSecondaryIndexes is empty"))
    #expect(
      created {
        $0.keySchema.removeLast()
        $0.attributeDefinitions.removeAll { $0.attributeName == "sk" }
      }
        == wrongValues(
          "Table KeySchema does not have a range key, which is required when specifying a "
            + "LocalSecondaryIndex"))
    #expect(
      created { $0.localSecondaryIndexes?[0].keySchema.removeLast() }
        == wrongValues("Index KeySchema does not have a range key for index: byL"))
    #expect(
      created { $0.localSecondaryIndexes?[0].keySchema[0] = KeyElement("g", .hash) }
        == wrongValues(
          "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
            + "byL. index hash key: g, table hash key: pk"))
    #expect(
      created { $0.globalSecondaryIndexes?[0].projection = Projection(.include) }
        == wrongValues("ProjectionType is INCLUDE, but NonKeyAttributes is not specified"))
    #expect(
      created {
        $0.globalSecondaryIndexes?[0].projection = Projection(.all, nonKeyAttributes: ["a"])
      }
        == wrongValues("ProjectionType is ALL, but NonKeyAttributes is specified"))
    #expect(
      created { $0.globalSecondaryIndexes?[0].indexName = "byL" }
        == wrongValues("Duplicate index name: byL"))
    #expect(
      created { $0.attributeDefinitions.append(AttributeDefinition("z", .string)) }
        == wrongValues(
          "Some AttributeDefinitions are not used. AttributeDefinitions: [pk, sk, g, l, z], "
            + "keys used: [pk, sk, l, g]"))
    #expect(
      created { $0.streamSpecification = StreamSpecification(enabled: false, viewType: .newImage) }
        == wrongValues(
          "Table is being created with a stream disabled, UpdateViewType should not be specified"))
  }

  @Test func tablesAreThereOnce() throws {
    let things = try Fixture()
    #expect(
      refusal { _ = try things.engine.createTable(Fixture.definition, at: things.now) }
        == "ResourceInUseException: Table already exists: things")
    var protect = UpdateTableRequest(tableName: "things")
    protect.deletionProtectionEnabled = true
    _ = try things.engine.updateTable(protect, at: things.now)
    #expect(
      refusal { _ = try things.engine.deleteTable("things", at: things.now) }
        == invalid(
          "Resource cannot be deleted as it is currently protected against deletion. "
            + "Disable deletion protection first."))
  }

  /// Developer Guide, "Managing Global Secondary Indexes": an index takes in what was there; items
  /// of the wrong type stay outside, later ones are refused.
  @Test func indexesAreAddedAndFilled() throws {
    let things = try Fixture()
    try things.put(["pk": "a", "sk": 1, "g": "x"])
    try things.put(["pk": "a", "sk": 2, "g": 5])
    var update = UpdateTableRequest(tableName: "things")
    update.attributeDefinitions = [AttributeDefinition("g", .string)]
    update.indexChanges = [.create(SecondaryIndex("byG", [KeyElement("g", .hash)], .all))]
    _ = try things.engine.updateTable(update, at: things.now)
    let found = try things.query("g = :g", [":g": "x"]) { $0.page.indexName = "byG" }
    #expect(found.count == 1)
    #expect(refusal { try things.put(["pk": "a", "sk": 3, "g": 5]) }.hasSuffix("IndexName: byG"))
    update.indexChanges = [
      .create(SecondaryIndex("one", [KeyElement("g", .hash)])), .delete(name: "byG"),
    ]
    #expect(
      refusal { _ = try things.engine.updateTable(update, at: things.now) }
        == "LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created "
        + "or deleted simultaneously per table")
    update.attributeDefinitions = nil
    update.indexChanges = [.delete(name: "byG")]
    let after = try things.engine.updateTable(update, at: things.now)
    #expect(after.globalIndexes.isEmpty)
    #expect(after.definition.attributeDefinitions.count == 2)
  }

  @Test func throughputChanges() throws {
    var definition = Fixture.definition
    definition.billingMode = .provisioned
    definition.provisionedThroughput = Throughput(read: 10, write: 5)
    let things = try Fixture(definition)
    var update = UpdateTableRequest(tableName: "things")
    update.provisionedThroughput = Throughput(read: 10, write: 5)
    #expect(
      refusal { _ = try things.engine.updateTable(update, at: things.now) }
        .hasPrefix(invalid("The provisioned throughput for the table will not change.")))
    update.provisionedThroughput = Throughput(read: 10, write: 4)
    let after = try things.engine.updateTable(update, at: things.now)
    #expect(after.throughput.numberOfDecreasesToday == 1 && after.status == .updating)
    update = UpdateTableRequest(tableName: "things")
    update.billingMode = .payPerRequest
    _ = try things.engine.updateTable(update, at: things.now)
    update.billingMode = .provisioned
    #expect(
      refusal { _ = try things.engine.updateTable(update, at: things.now) }
        == wrongValues("ProvisionedThroughput must be specified when BillingMode is PROVISIONED"))
  }

  @Test func tagsAndPoliciesAreKept() throws {
    let things = try Fixture()
    let arn = try things.engine.describeTable("things", at: things.now).tableArn
    try things.engine.tagResource(arn, [TableTag("a", "1"), TableTag("b", "2")], at: things.now)
    try things.engine.tagResource(arn, [TableTag("a", "3")], at: things.now)
    try things.engine.untagResource(arn, keys: ["b"], at: things.now)
    #expect(try things.engine.listTags(arn, at: things.now).tags == [TableTag("a", "3")])
    let policy = try things.engine.putResourcePolicy(arn, "{}", at: things.now)
    #expect(try things.engine.getResourcePolicy(arn, at: things.now) == policy)
    #expect(
      refusal {
        _ = try things.engine.putResourcePolicy(arn, "[]", expected: "NO_POLICY", at: things.now)
      }.hasPrefix("PolicyNotFoundException"))
    #expect(
      try things.engine.deleteResourcePolicy(arn, at: things.now) == policy.revisionID)
    #expect(
      refusal { _ = try things.engine.getResourcePolicy(arn, at: things.now) }
        .hasPrefix("PolicyNotFoundException"))
  }

  /// Developer Guide, "Point-in-time recovery: How it works".
  @Test func pastsAreRestored() throws {
    var definition = Fixture.indexed
    definition.tags = [TableTag("a", "1")]
    definition.deletionProtectionEnabled = true
    var things = try Fixture(definition)
    #expect(
      refusal {
        _ = try things.engine.restoreTableToPointInTime(
          "things", to: "copy", moment: nil, at: things.now)
      }.hasPrefix("PointInTimeRecoveryUnavailableException"))
    _ = try things.engine.updateContinuousBackups("things", isEnabled: true, at: things.now)
    try things.put(["pk": "a", "sk": 1, "g": "x", "n": 1])
    try things.put(["pk": "a", "sk": 2, "g": "x"])
    things.now = things.now + .hours(1)
    let moment = things.now
    things.now = things.now + .hours(1)
    try things.put(["pk": "a", "sk": 1, "n": 2])
    try things.delete(["pk": "a", "sk": 2])
    try things.put(["pk": "a", "sk": 3])
    let copy = try things.engine.restoreTableToPointInTime(
      "things", to: "copy", moment: moment, at: things.now)
    #expect(copy.definition.tags.isEmpty && copy.definition.deletionProtectionEnabled == nil)
    var scan = ScanRequest(tableName: "copy")
    let items = try things.engine.scan(scan, at: things.now).items ?? []
    #expect(
      Set(items) == [["pk": "a", "sk": 1, "g": "x", "n": 1], ["pk": "a", "sk": 2, "g": "x"]])
    scan.page.indexName = "byG"
    #expect(try things.engine.scan(scan, at: things.now).count == 2)
    #expect(
      refusal {
        _ = try things.engine.restoreTableToPointInTime(
          "things", to: "other", moment: things.now, at: things.now)
      }.hasPrefix("InvalidRestoreTimeException"))
  }

  @Test func backupsAreIndependentOfTheirTable() throws {
    let things = try Fixture(Fixture.indexed)
    try things.put(["pk": "a", "sk": 1, "g": "x"])
    let backup = try things.engine.createBackup("things", named: "nightly", at: things.now)
    try things.delete(["pk": "a", "sk": 1])
    _ = try things.engine.deleteTable("things", at: things.now)
    #expect(things.engine.listBackups(at: things.now).backups.count == 1)
    let restored = try things.engine.restoreTableFromBackup(
      backup.backupArn, to: "things", at: things.now)
    #expect(restored.itemCount == 1 && restored.restore?.sourceBackupArn == backup.backupArn)
    #expect(try things.get(["pk": "a", "sk": 1]).item?["g"]?.tree == "x")
    let deleted = try things.engine.deleteBackup(backup.backupArn, at: things.now)
    #expect(deleted.details.status == .deleted)
    #expect(
      refusal { _ = try things.engine.describeBackup(backup.backupArn, at: things.now) }
        == "BackupNotFoundException: Backup not found: \(backup.backupArn)")
  }

  /// Developer Guide, "Global secondary indexes with multi-attribute keys".
  @Test func keysOfSeveralAttributes() throws {
    var definition = Fixture.definition
    for name in ["h1", "h2", "r1", "r2"] {
      definition.attributeDefinitions.append(
        AttributeDefinition(name, name == "r1" ? .number : .string))
    }
    definition.globalSecondaryIndexes = [
      SecondaryIndex(
        "multi",
        [
          KeyElement("h1", .hash), KeyElement("h2", .hash), KeyElement("r1", .range),
          KeyElement("r2", .range),
        ])
    ]
    let things = try Fixture(definition)
    for number in 0..<20 {
      try things.put([
        "pk": "p", "sk": .number(DecimalNumber(number)), "h1": "a", "h2": "b",
        "r1": .number(DecimalNumber(number / 5)),
        "r2": .string(ByteString("r\(number % 5)")),
      ])
    }
    let page = try things.query(
      "h1 = :a AND h2 = :b AND r1 = :one AND r2 > :r",
      [":a": "a", ":b": "b", ":one": 1, ":r": "r1"]
    ) { $0.page.indexName = "multi" }
    #expect(page.items?.compactMap { $0["sk"]?.number.integer } == [7, 8, 9])
    #expect(
      refusal {
        _ = try things.query("h1 = :a AND r1 = :one", [":a": "a", ":one": 1]) {
          $0.page.indexName = "multi"
        }
      } == invalid("Query condition missed key schema element: h2"))
  }
}
