// The policies that AWS's guides show for DynamoDB, one by one in their order, with calls that each
// allows and refuses.

import IAMPolicy
import Testing

private let table = "arn:aws:dynamodb:us-west-2:123456789012:table/GameScores"
private let backup = table + "/backup/01489173575360-b308cd7d"

@Suite struct GuidePolicyTests {
  /// A page of the DynamoDB developer guide, with how many policies it shows.
  enum Page: String, CaseIterable, Sendable {
    case fineGrained = "Using IAM policy conditions for fine-grained access control"
    case transactions = "Using IAM with DynamoDB transactions"
    case statements = "IAM security policies with PartiQL for DynamoDB"
    case backups = "Using IAM with DynamoDB backup and restore"

    var examples: Int {
      switch self {
      case .fineGrained: 5
      case .transactions: 4
      case .statements: 6
      case .backups: 10
      }
    }

    var cases: [Case] {
      switch self {
      case .fineGrained: GuidePolicyTests.fineGrained
      case .transactions: GuidePolicyTests.transactions
      case .statements: GuidePolicyTests.statements
      case .backups: GuidePolicyTests.backups
      }
    }
  }

  /// EVIDENCE: the page, and which of its examples.
  struct Case: Sendable, CustomTestStringConvertible {
    let page: Page
    let number: Int
    let name: String
    let statements: String
    let allowed: [TableCall]
    let refused: [TableCall]

    var testDescription: String { "\(page.rawValue), \(number): \(name)" }

    init(
      _ page: Page, _ number: Int, _ name: String, _ statements: String,
      allows allowed: [TableCall], refuses refused: [TableCall]
    ) {
      self.page = page
      self.number = number
      self.name = name
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
    _ effect: String, _ actions: String, on resources: String..., when condition: String? = nil
  ) -> String {
    let names = actions.split(separator: " ").map { "\"dynamodb:\($0)\"" }
    let places = (resources.isEmpty ? [table] : resources).map { "\"\($0)\"" }
    return "{\"Effect\":\"\(effect)\",\"Action\":[\(names.joined(separator: ","))],\"Resource\":"
      + "[\(places.joined(separator: ","))]"
      + (condition.map { ",\"Condition\":{\($0)}}" } ?? "}")
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
      .fineGrained, 1, "items of one's own",
      statement(
        "Allow", "GetItem BatchGetItem Query PutItem UpdateItem DeleteItem BatchWriteItem",
        when:
          "\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${www.amazon.com:user_id}\"]}"
      ),
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
      .fineGrained, 2, "some attributes",
      statement("Allow", "UpdateItem GetItem Query BatchGetItem Scan", when: someAttributes),
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
      .fineGrained, 3, "all but some attributes",
      statement(
        "Allow", "UpdateItem",
        when: "\"ForAllValues:StringNotLike\":{\"dynamodb:Attributes\":"
          + "\(values("FreeGamesAvailable", "BossLevelUnlocked"))},\"StringEquals\":"
          + "{\"dynamodb:ReturnValues\":\(values("NONE", "UPDATED_OLD", "UPDATED_NEW"))}"),
      allows: [.access(item("UpdateItem", attributes: ["UserId", "TopScore"]))],
      refuses: [
        .access(item("UpdateItem", attributes: ["UserId", "BossLevelUnlocked"])),
        .access(item("UpdateItem", attributes: ["UserId"], returning: "ALL_NEW")),
      ]),
    Case(
      .fineGrained, 4, "an index and what it projects",
      statement(
        "Allow", "Query", on: table + "/index/ByScore",
        when:
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
      .fineGrained, 5, "items of one's own, and some attributes",
      statement(
        "Allow", "UpdateItem GetItem Query BatchGetItem", on: table, table + "/index/ByScore",
        when: "\"ForAllValues:StringEquals\":"
          + "{\"dynamodb:LeadingKeys\":[\"${www.amazon.com:user_id}\"],"
          + "\"dynamodb:Attributes\":\(values("UserId", "TopScore"))},"
          + "\"StringEqualsIfExists\":{\"dynamodb:Select\":\"SPECIFIC_ATTRIBUTES\","
          + "\"dynamodb:ReturnValues\":\(values("NONE", "UPDATED_OLD", "UPDATED_NEW"))}"),
      allows: [
        .access(item("Query", attributes: ["UserId"], projects: true)),
        .access(item("Query", attributes: ["TopScore"], index: "ByScore", projects: true)),
        .access(item("UpdateItem", attributes: ["UserId", "TopScore"])),
      ],
      refuses: [
        .access(item("Query", attributes: ["TopScore"], index: "ByDate", projects: true)),
        .access(item("UpdateItem", attributes: ["UserId"], returning: "ALL_NEW")),
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
      .transactions, 1, "transactions", statement("Allow", everything),
      allows: [written, .transaction(.getItems, [item("GetItem")]), .access(item("PutItem"))],
      refuses: [.access(item("Query"))]),
    Case(
      .transactions, 2, "transactions only", statement("Allow", everything, when: enclosed),
      allows: [written, .transaction(.getItems, [item("GetItem"), item("GetItem")])],
      refuses: [.access(item("PutItem")), .access(item("GetItem"))]),
    Case(
      .transactions, 3, "reads and writes, but no transactions",
      statement("Deny", everything, when: enclosed) + ","
        + statement("Allow", "PutItem DeleteItem GetItem UpdateItem"),
      allows: [.access(item("PutItem")), .access(item("GetItem")), .access(item("DeleteItem"))],
      refuses: [
        written, .transaction(.writeItems, [item("PutItem")]),
        .transaction(.getItems, [item("GetItem")]),
      ]),
    Case(
      .transactions, 4, "nothing told where a check fails",
      statement(
        "Allow", "ConditionCheckItem PutItem UpdateItem DeleteItem",
        when: "\"StringEqualsIfExists\":{\"dynamodb:ReturnValues\":\"NONE\"}"),
      allows: [written],
      refuses: [
        .transaction(
          .writeItems, [item("PutItem"), item("ConditionCheckItem", returning: "ALL_OLD")])
      ]),
  ]

  // MARK: - PartiQL

  static let statements = [
    Case(
      .statements, 1, "all statements",
      statement("Allow", "PartiQLInsert PartiQLUpdate PartiQLDelete PartiQLSelect"),
      allows: [
        .access(item("PartiQLSelect")), .access(item("PartiQLInsert")),
        .transaction(.statements, [item("PartiQLUpdate"), item("PartiQLDelete")]),
      ],
      refuses: [.access(item("GetItem")), .access(item("PartiQLSelect", index: "ByScore"))]),
    Case(
      .statements, 2, "SELECT", statement("Allow", "PartiQLSelect"),
      allows: [.access(item("PartiQLSelect", scans: true))],
      refuses: [.access(item("PartiQLUpdate"))]),
    Case(
      .statements, 3, "INSERT on an index",
      statement("Allow", "PartiQLInsert", on: table + "/index/ByScore"),
      // The service asks about the table; the policy by itself speaks of the index.
      allows: [.control("PartiQLInsert", on: [table + "/index/ByScore"])],
      refuses: [
        .access(item("PartiQLInsert")), .control("PartiQLInsert", on: [table + "/index/ByDate"]),
      ]),
    Case(
      .statements, 4, "transactions of statements only",
      statement(
        "Allow", "PartiQLInsert PartiQLUpdate PartiQLDelete PartiQLSelect",
        when: "\"StringEquals\":{\"dynamodb:EnclosingOperation\":\"ExecuteTransaction\"}"),
      allows: [.transaction(.statements, [item("PartiQLInsert"), item("PartiQLSelect")])],
      refuses: [.access(item("PartiQLInsert"))]),
    Case(
      .statements, 5, "no transactions of statements",
      statement(
        "Deny", "PartiQLInsert PartiQLUpdate PartiQLDelete PartiQLSelect",
        when: "\"StringEquals\":{\"dynamodb:EnclosingOperation\":\"ExecuteTransaction\"}") + ","
        + statement("Allow", "PartiQLInsert PartiQLUpdate PartiQLDelete PartiQLSelect"),
      allows: [.access(item("PartiQLDelete"))],
      refuses: [.transaction(.statements, [item("PartiQLDelete")])]),
    Case(
      .statements, 6, "no scans of the whole table",
      statement("Allow", "PartiQLSelect") + ","
        + statement(
          "Deny", "PartiQLSelect", when: "\"Bool\":{\"dynamodb:FullTableScan\":\"true\"}"),
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
      .backups, 1, "create and restore",
      statement("Allow", "CreateBackup RestoreTableFromBackup " + dependents, on: "*"),
      allows: [creating, restoring], refuses: [listing, deleting]),
    Case(
      .backups, 2, "create, not restore",
      statement("Allow", "CreateBackup", on: "*") + ","
        + statement("Deny", "RestoreTableFromBackup", on: "*"),
      allows: [creating], refuses: [restoring, deleting]),
    Case(
      .backups, 3, "list, neither create nor restore",
      statement("Allow", "ListBackups", on: "*") + ","
        + statement("Deny", "CreateBackup RestoreTableFromBackup", on: "*"),
      allows: [listing], refuses: [creating, restoring]),
    Case(
      .backups, 4, "list, not delete",
      statement("Allow", "ListBackups", on: "*") + "," + statement("Deny", "DeleteBackup", on: "*"),
      allows: [listing], refuses: [deleting, creating]),
    Case(
      .backups, 5, "restore and describe all, delete all but one",
      statement(
        "Allow", "DescribeBackup RestoreTableFromBackup DeleteBackup " + dependents, on: "*") + ","
        + statement("Deny", "DeleteBackup", on: backup),
      allows: [
        restoring, .control("DescribeBackup", on: [backup]),
        .control("DeleteBackup", on: [backup + "0"]),
      ], refuses: [deleting]),
    Case(
      .backups, 6, "create for one table", statement("Allow", "CreateBackup"), allows: [creating],
      refuses: [.control("CreateBackup", on: [table + "2"]), listing]),
    Case(
      .backups, 7, "list", statement("Allow", "ListBackups", on: "*"), allows: [listing],
      refuses: [creating, deleting]),
    Case(
      .backups, 8, "what AWS Backup does",
      statement("Allow", "StartAwsBackupJob RestoreTableFromAwsBackup", on: "*"),
      allows: [
        .control("StartAwsBackupJob", on: [table]),
        .control("RestoreTableFromAwsBackup", on: [table + "Restored"]),
      ], refuses: [creating, restoring]),
    Case(
      .backups, 9, "to a moment, but not of one table",
      statement("Allow", "RestoreTableToPointInTime " + dependents, on: "*") + ","
        + statement("Deny", "RestoreTableToPointInTime"),
      allows: [.control("RestoreTableToPointInTime", on: [table + "2", table + "Restored"])],
      refuses: [.control("RestoreTableToPointInTime", on: [table, table + "Restored"])]),
    Case(
      .backups, 10, "from backups, but not those of one table",
      statement("Allow", "RestoreTableFromBackup " + dependents, on: "*") + ","
        + statement("Deny", "RestoreTableFromBackup", on: table + "/backup/*"),
      allows: [
        .control(
          "RestoreTableFromBackup",
          on: [table + "2/backup/01489173575360-b308cd7d", table + "Restored"])
      ], refuses: [restoring]),
  ]

  @Test(arguments: Page.allCases.flatMap(\.cases))
  func allowsAndRefuses(_ example: Case) throws {
    #expect(!example.allowed.isEmpty && !example.refused.isEmpty)
    let policies = try policies(example.statements)
    for call in example.allowed { #expect(isAllowed(call, policies), "\(call)") }
    for call in example.refused { #expect(!isAllowed(call, policies), "\(call)") }
  }

  /// What the examples leave unsaid: a restoration does more than restore, and a list of backups is
  /// of no table.
  @Test func whatTheyDoNotAllow() throws {
    let restoration = try policies(statement("Allow", "RestoreTableFromBackup", on: "*"))
    #expect(!isAllowed(Self.restoring, restoration))
    let listed = try policies(statement("Allow", "ListBackups", on: table + "/backup/*"))
    #expect(!isAllowed(Self.listing, listed))
    let into = try policies(
      statement("Allow", "RestoreTableToPointInTime") + ","
        + statement(
          "Allow", Self.dependents + " RestoreTableToPointInTime", on: table + "Restored"))
    let target = { TableCall.control("RestoreTableToPointInTime", on: [table, table + $0]) }
    #expect(isAllowed(target("Restored"), into))
    #expect(!isAllowed(target("Other"), into))
  }

  private func statement(_ effect: String, _ actions: String, on resource: String = table)
    -> String
  {
    Self.statement(effect, actions, on: resource)
  }

  private func policies(_ statements: String) throws -> PolicySet {
    let read = Reading.policy("{\"Version\":\"2012-10-17\",\"Statement\":[\(statements)]}")
    var policies = PolicySet()
    policies.identity = [AttachedPolicy(try #require(read.document), named: "guide")]
    return policies
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

  /// Each example of each page, by its number.
  @Test(arguments: Page.allCases) func everyExampleIsThere(_ page: Page) {
    #expect(page.cases.map(\.number) == Array(1...page.examples))
    #expect(page.cases.allSatisfy { $0.page == page })
  }

  @Test func thereAreTwentyFive() {
    #expect(Page.allCases.flatMap(\.cases).count == 25)
  }
}
