// The kinds of policies that AWS's guides show for DynamoDB, with calls they allow and refuse.
//
// EVIDENCE: DynamoDB developer guide, "Using IAM policy conditions for fine-grained access
// control", "Using IAM with DynamoDB transactions", "IAM security policies with PartiQL for
// DynamoDB", "Using IAM with DynamoDB backup and restore".

import IAMPolicy
import Testing

private let table = "arn:aws:dynamodb:us-west-2:123456789012:table/GameScores"
private let backup = table + "/backup/01489173575360-b308cd7d"

@Suite struct GuidePolicyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let statements: String
    var allowed: [TableCall] = []
    var refused: [TableCall] = []

    init(
      _ name: String, _ statements: String, allows allowed: [TableCall],
      refuses refused: [TableCall]
    ) {
      testDescription = name
      self.statements = statements
      self.allowed = allowed
      self.refused = refused
    }
  }

  private static func item(
    _ action: String, keys: [String] = ["u1"], attributes: [String] = [],
    index: String? = nil, projects: Bool = false, returning values: String? = nil,
    scans: Bool = false
  ) -> ItemAccess {
    var access = ItemAccess(action, on: table)
    access.leadingKeys = keys.map { [$0] }
    access.attributes = attributes
    access.index = index
    access.hasProjection = projects
    access.returnValues = values
    access.isFullTableScan = scans
    return access
  }

  private static func statement(
    _ effect: String, _ actions: String, on resource: String = table, _ condition: String? = nil
  ) -> String {
    let names = actions.split(separator: " ").map { "\"dynamodb:\($0)\"" }
    return "{\"Effect\":\"\(effect)\",\"Action\":[\(names.joined(separator: ","))],\"Resource\":"
      + "\"\(resource)\"" + (condition.map { ",\"Condition\":{\($0)}}" } ?? "}")
  }

  private static func values(_ texts: String...) -> String {
    "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }

  // MARK: - Fine-grained access

  private static let someAttributes =
    "\"ForAllValues:StringEquals\":{\"dynamodb:Attributes\":\(values("UserId", "TopScore"))},"
    + "\"StringEqualsIfExists\":{\"dynamodb:Select\":\"SPECIFIC_ATTRIBUTES\","
    + "\"dynamodb:ReturnValues\":\(values("NONE", "UPDATED_OLD", "UPDATED_NEW"))}"

  static let fineGrained = [
    Case(
      "1: items of one's own",
      statement(
        "Allow", "GetItem BatchGetItem Query PutItem UpdateItem DeleteItem BatchWriteItem",
        "\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${www.amazon.com:user_id}\"]}"),
      allows: [
        .access(item("GetItem")), .batch([item("BatchGetItem"), item("BatchGetItem")]),
        .access(item("Query")), .transaction(.writeItems, [item("PutItem"), item("DeleteItem")]),
      ],
      refuses: [
        .access(item("GetItem", keys: ["u2"])), .access(item("Scan")),
        .batch([item("BatchGetItem"), item("BatchGetItem", keys: ["u2"])]),
        .access(item("Query", index: "ByScore")),
        .transaction(.writeItems, [item("PutItem"), item("PutItem", keys: ["u2"])]),
      ]),
    Case(
      "2: some attributes",
      statement("Allow", "UpdateItem GetItem Query BatchGetItem Scan", someAttributes),
      allows: [
        .access(item("GetItem", attributes: ["UserId", "TopScore"], projects: true)),
        .access(item("UpdateItem", attributes: ["UserId", "TopScore"])),
        .access(item("Scan", attributes: ["TopScore"], projects: true)),
      ],
      refuses: [
        .access(item("GetItem", attributes: ["UserId"])),
        .access(item("GetItem", attributes: ["UserId", "Wins"], projects: true)),
        .access(item("UpdateItem", attributes: ["UserId", "TopScore"], returning: "ALL_OLD")),
        .access(item("PutItem", attributes: ["UserId", "TopScore"])),
      ]),
    Case(
      "3: all but some attributes",
      statement(
        "Allow", "UpdateItem",
        "\"ForAllValues:StringNotLike\":{\"dynamodb:Attributes\":"
          + "\(values("FreeGamesAvailable", "BossLevelUnlocked"))},\"StringEquals\":"
          + "{\"dynamodb:ReturnValues\":\(values("NONE", "UPDATED_OLD", "UPDATED_NEW"))}"),
      allows: [.access(item("UpdateItem", attributes: ["UserId", "TopScore"]))],
      refuses: [
        .access(item("UpdateItem", attributes: ["UserId", "BossLevelUnlocked"])),
        .access(item("UpdateItem", attributes: ["UserId"], returning: "ALL_NEW")),
      ]),
    Case(
      "4: an index and what it projects",
      statement(
        "Allow", "Query", on: table + "/index/ByScore",
        "\"ForAllValues:StringEquals\":{\"dynamodb:Attributes\":\(values("TopScore", "Wins"))},"
          + "\"StringEquals\":{\"dynamodb:Select\":\"SPECIFIC_ATTRIBUTES\"}"),
      allows: [
        .access(item("Query", attributes: ["TopScore", "Wins"], index: "ByScore", projects: true))
      ],
      refuses: [
        .access(item("Query", attributes: ["TopScore"], index: "ByScore")),
        .access(item("Query", attributes: ["Losses"], index: "ByScore", projects: true)),
        .access(item("Query", attributes: ["TopScore"], projects: true)),
        .access(item("Query", attributes: ["TopScore"], index: "ByDate", projects: true)),
      ]),
    Case(
      "5: items of one's own, and some attributes",
      statement(
        "Allow", "GetItem Query",
        "\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${www.amazon.com:user_id}\"],"
          + "\"dynamodb:Attributes\":\(values("UserId", "TopScore"))},"
          + "\"StringEqualsIfExists\":{\"dynamodb:Select\":\"SPECIFIC_ATTRIBUTES\"}"),
      allows: [.access(item("Query", attributes: ["UserId"], projects: true))],
      refuses: [
        .access(item("Query", keys: ["u2"], attributes: ["UserId"], projects: true)),
        .access(item("Query", attributes: ["Wins"], projects: true)),
        .access(item("Query", attributes: ["UserId"])),
      ]),
  ]

  // MARK: - Transactions

  private static let everything = "ConditionCheckItem PutItem UpdateItem DeleteItem GetItem"
  private static let enclosed =
    "\"ForAnyValue:StringEquals\":{\"dynamodb:EnclosingOperation\":"
    + "\(values("TransactWriteItems", "TransactGetItems"))}"
  private static let written = TableCall.transaction(
    .writeItems, [item("ConditionCheckItem"), item("PutItem"), item("UpdateItem")])

  static let transactions = [
    Case(
      "1: transactions", statement("Allow", everything),
      allows: [written, .transaction(.getItems, [item("GetItem")]), .access(item("PutItem"))],
      refuses: [.access(item("Query"))]),
    Case(
      "2: transactions only", statement("Allow", everything, enclosed),
      allows: [written, .transaction(.getItems, [item("GetItem"), item("GetItem")])],
      refuses: [.access(item("PutItem")), .access(item("GetItem"))]),
    Case(
      "3: reads, and writes in transactions only",
      statement("Allow", "Query Scan") + "," + statement("Allow", everything, enclosed),
      allows: [written, .access(item("Query")), .access(item("Scan"))],
      refuses: [.access(item("DeleteItem")), .batch([item("BatchWriteItem")])]),
    Case(
      "4: nothing told where a check fails",
      statement(
        "Allow", everything, "\"StringEqualsIfExists\":{\"dynamodb:ReturnValues\":\"NONE\"}"),
      allows: [written],
      refuses: [
        .transaction(
          .writeItems, [item("PutItem"), item("ConditionCheckItem", returning: "ALL_OLD")])
      ]),
  ]

  // MARK: - PartiQL

  static let statements = [
    Case(
      "1: all statements",
      statement("Allow", "PartiQLInsert PartiQLUpdate PartiQLDelete PartiQLSelect"),
      allows: [
        .access(item("PartiQLSelect")), .access(item("PartiQLInsert")),
        .transaction(.statements, [item("PartiQLUpdate"), item("PartiQLDelete")]),
      ],
      refuses: [.access(item("GetItem")), .access(item("PartiQLSelect", index: "ByScore"))]),
    Case(
      "2: SELECT", statement("Allow", "PartiQLSelect"),
      allows: [.access(item("PartiQLSelect", scans: true))],
      refuses: [.access(item("PartiQLUpdate"))]),
    Case(
      "3: INSERT on an index", statement("Allow", "PartiQLInsert", on: table + "/index/ByScore"),
      allows: [], refuses: [.access(item("PartiQLInsert"))]),
    Case(
      "4: transactions of statements only",
      statement(
        "Allow", "PartiQLInsert PartiQLUpdate PartiQLDelete PartiQLSelect",
        "\"StringEquals\":{\"dynamodb:EnclosingOperation\":\"ExecuteTransaction\"}"),
      allows: [.transaction(.statements, [item("PartiQLInsert"), item("PartiQLSelect")])],
      refuses: [.access(item("PartiQLInsert"))]),
    Case(
      "5: no transactions of statements",
      statement("Allow", "PartiQL*") + ","
        + statement(
          "Deny", "PartiQL*",
          "\"StringEquals\":{\"dynamodb:EnclosingOperation\":\"ExecuteTransaction\"}"),
      allows: [.access(item("PartiQLDelete"))],
      refuses: [.transaction(.statements, [item("PartiQLDelete")])]),
    Case(
      "6: no scans of the whole table",
      statement("Allow", "PartiQLSelect") + ","
        + statement(
          "Deny", "PartiQLSelect", "\"Bool\":{\"dynamodb:FullTableScan\":\"true\"}"),
      allows: [.access(item("PartiQLSelect"))],
      refuses: [.access(item("PartiQLSelect", scans: true))]),
  ]

  // MARK: - Backups

  private static let restoring = TableCall.control(
    "RestoreTableFromBackup", on: [backup, table + "Restored"])
  private static let dependents = "PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem"
  private static let creating = TableCall.control("CreateBackup", on: [table])
  private static let listing = TableCall.control("ListBackups", on: [])
  private static let deleting = TableCall.control("DeleteBackup", on: [backup])

  static let backups = [
    Case(
      "1: create and restore",
      statement(
        "Allow", "CreateBackup RestoreTableFromBackup " + dependents, on: "*"),
      allows: [creating, restoring], refuses: [listing, deleting]),
    Case(
      "2: create, not restore",
      statement("Allow", "CreateBackup " + dependents, on: "*") + ","
        + statement("Deny", "RestoreTableFromBackup", on: "*"),
      allows: [creating], refuses: [restoring]),
    Case(
      "3: list, neither create nor restore",
      statement("Allow", "ListBackups", on: "*") + ","
        + statement("Deny", "CreateBackup RestoreTableFromBackup", on: "*"),
      allows: [listing], refuses: [creating, restoring]),
    Case(
      "4: list, not delete",
      statement("Allow", "ListBackups", on: "*") + "," + statement("Deny", "DeleteBackup", on: "*"),
      allows: [listing], refuses: [deleting]),
    Case(
      "5: all, but delete one",
      statement("Allow", "DescribeBackup DeleteBackup", on: "*") + ","
        + statement("Deny", "DeleteBackup", on: backup),
      allows: [
        .control("DescribeBackup", on: [backup]), .control("DeleteBackup", on: [backup + "0"]),
      ], refuses: [deleting]),
    Case(
      "6: create for one table", statement("Allow", "CreateBackup"), allows: [creating],
      refuses: [.control("CreateBackup", on: [table + "2"]), listing]),
    Case(
      "7: listing is on no table", statement("Allow", "ListBackups", on: table + "/backup/*"),
      allows: [], refuses: [listing]),
    Case(
      "8: restore without what it does", statement("Allow", "RestoreTableFromBackup", on: "*"),
      allows: [], refuses: [restoring]),
    Case(
      "9: a backup by AWS Backup, and no other",
      statement("Allow", "StartAwsBackupJob") + "," + statement("Deny", "CreateBackup", on: "*"),
      allows: [.control("StartAwsBackupJob", on: [table])], refuses: [creating]),
    Case(
      "10: to a moment, into one table",
      statement("Allow", "RestoreTableToPointInTime") + ","
        + statement("Allow", dependents + " RestoreTableToPointInTime", on: table + "Restored"),
      allows: [.control("RestoreTableToPointInTime", on: [table, table + "Restored"])],
      refuses: [.control("RestoreTableToPointInTime", on: [table, table + "Other"])]),
  ]

  @Test(arguments: fineGrained + transactions + statements + backups)
  func allowsAndRefuses(_ example: Case) throws {
    let read = Reading.policy("{\"Version\":\"2012-10-17\",\"Statement\":[\(example.statements)]}")
    var policies = PolicySet()
    policies.identity = [AttachedPolicy(try #require(read.document), named: "guide")]
    for call in example.allowed { #expect(isAllowed(call, policies), "\(call)") }
    for call in example.refused { #expect(!isAllowed(call, policies), "\(call)") }
  }

  private func isAllowed(_ call: TableCall, _ policies: PolicySet) -> Bool {
    var shared = RequestContext()
    shared.set("www.amazon.com:user_id", to: "u1")
    shared.set("aws:SecureTransport", to: "true")
    return call.authorizations.allSatisfy {
      let asked = $0.asked(
        by: RequestPrincipal("arn:aws:sts::123456789012:assumed-role/app/u1"), sharing: shared)
      return Evaluator.decide(asked, by: policies).verdict == .allowed
    }
  }

  @Test func everyKindIsThere() {
    #expect(Self.fineGrained.count == 5)
    #expect(Self.transactions.count == 4)
    #expect(Self.statements.count == 6)
    #expect(Self.backups.count == 10)
  }
}
