// What a call asks of IAM: which requests, on what, with which keys.

import IAMPolicy
import Testing

@Suite struct TableCallTests {
  private let table = "arn:aws:dynamodb:us-east-1:111122223333:table/orders"

  private func access(_ action: String) -> ItemAccess {
    var access = ItemAccess(action, on: table)
    access.leadingKeys = [["o1"], ["o2"], ["o1"]]
    access.attributes = ["id", "state", "id"]
    return access
  }

  private func asked(_ call: TableCall) -> [String] {
    call.authorizations.map { request in
      "\(request.action) \(request.resource.split(separator: ":").last ?? "")"
    }
  }

  @Test func aReadTellsItsKeysAndAttributes() throws {
    let request = try #require(TableCall.access(access("GetItem")).authorizations.first)
    #expect(request.action == "dynamodb:GetItem")
    #expect(request.context["dynamodb:LeadingKeys"] == ["o1", "o2"])
    #expect(request.context["dynamodb:FirstPartitionKeyValues"] == ["o1", "o2"])
    #expect(request.context["dynamodb:Attributes"] == ["id", "state"])
    #expect(request.context["dynamodb:Select"] == ["ALL_ATTRIBUTES"])
    #expect(request.context["dynamodb:ReturnConsumedCapacity"] == ["NONE"])
    #expect(request.context["dynamodb:ReturnValues"] == nil)
    #expect(request.context["dynamodb:EnclosingOperation"] == nil)
  }

  /// A scan has no leading keys, whatever it reads.
  @Test func aScanTellsNoKeys() throws {
    let request = try #require(TableCall.access(access("Scan")).authorizations.first)
    #expect(request.context["dynamodb:LeadingKeys"] == nil)
    #expect(request.context["dynamodb:Attributes"] == ["id", "state"])
  }

  @Test func anIndexIsAskedForByItself() throws {
    var query = access("Query")
    query.index = "ByState"
    query.leadingKeys = [["open", "eu"]]
    let request = try #require(TableCall.access(query).authorizations.first)
    #expect(request.resource == table + "/index/ByState")
    #expect(request.context["dynamodb:Select"] == ["ALL_PROJECTED_ATTRIBUTES"])
    #expect(request.context["dynamodb:LeadingKeys"] == ["open"])
    #expect(request.context["dynamodb:SecondPartitionKeyValues"] == ["eu"])
    #expect(request.context["dynamodb:ThirdPartitionKeyValues"] == nil)
  }

  /// Tags of a table to be are authorised by themselves, and so is its policy.
  @Test func aTableIsCreatedWithWhatItBrings() throws {
    #expect(asked(.creation(of: table)) == ["dynamodb:CreateTable table/orders"])
    let tags = [RequestedTag(key: "team", value: "shop"), RequestedTag(key: "stage", value: "p")]
    let call = TableCall.creation(of: table, tags: tags, hasPolicy: true)
    #expect(
      asked(call) == [
        "dynamodb:CreateTable table/orders", "dynamodb:TagResource table/orders",
        "dynamodb:PutResourcePolicy table/orders",
      ])
    for request in call.authorizations.prefix(2) {
      #expect(request.context["aws:TagKeys"] == ["team", "stage"])
      #expect(request.context["aws:RequestTag/team"] == ["shop"])
    }
    #expect(call.authorizations.last?.context["aws:TagKeys"] == nil)
  }

  /// What is taken away has keys and no values.
  @Test func tagsAreTold() throws {
    let put = TableCall.tagging(
      "TagResource", on: table, [RequestedTag(key: "team", value: "shop")])
    #expect(put.authorizations.first?.context["aws:RequestTag/team"] == ["shop"])
    let taken = try #require(
      TableCall.tagging("UntagResource", on: table, [RequestedTag(key: "team")])
        .authorizations.first)
    #expect(taken.action == "dynamodb:UntagResource")
    #expect(taken.context["aws:TagKeys"] == ["team"])
    #expect(taken.context["aws:RequestTag/team"] == nil)
  }

  @Test func membersOfATransactionAreAskedForOneByOne() {
    let call = TableCall.transaction(
      .writeItems, [access("PutItem"), access("ConditionCheckItem"), access("PutItem")])
    #expect(
      asked(call) == [
        "dynamodb:PutItem table/orders", "dynamodb:ConditionCheckItem table/orders",
        "dynamodb:PutItem table/orders",
      ])
    for request in call.authorizations {
      #expect(request.context["dynamodb:EnclosingOperation"] == ["TransactWriteItems"])
    }
  }

  @Test func aBatchIsAskedForByTable() throws {
    var other = ItemAccess("BatchGetItem", on: table + "-old")
    other.hasProjection = true
    var narrow = access("BatchGetItem")
    narrow.hasProjection = true
    narrow.leadingKeys = [["o9"]]
    narrow.attributes = ["total"]
    let call = TableCall.batch([narrow, other, access("BatchGetItem")])
    #expect(
      asked(call) == [
        "dynamodb:BatchGetItem table/orders", "dynamodb:BatchGetItem table/orders-old",
      ])
    let first = try #require(call.authorizations.first)
    #expect(first.context["dynamodb:LeadingKeys"] == ["o9", "o1", "o2"])
    #expect(first.context["dynamodb:Attributes"] == ["total", "id", "state"])
    #expect(first.context["dynamodb:Select"] == ["ALL_ATTRIBUTES"])
    #expect(call.authorizations.last?.context["dynamodb:Select"] == ["SPECIFIC_ATTRIBUTES"])
  }

  @Test func restoringAsksForWhatItDoes() {
    let call = TableCall.control("RestoreTableFromBackup", on: [table + "/backup/1", table])
    #expect(asked(call).count == 9)
    #expect(asked(call).contains("dynamodb:BatchWriteItem table/orders"))
    #expect(asked(.control("ListTables", on: [])) == ["dynamodb:ListTables *"])
    #expect(asked(.control("ListStreams", on: [table])) == ["dynamodb:ListStreams *"])
  }

  @Test func whatTheAccessSaysIsStronger() throws {
    var shared = RequestContext()
    shared.set("dynamodb:select", to: "COUNT")
    shared.set("aws:SecureTransport", to: "true")
    let request = try #require(TableCall.access(access("GetItem")).authorizations.first)
    let asked = request.asked(by: nil, sharing: shared)
    #expect(asked.context["dynamodb:Select"] == ["ALL_ATTRIBUTES"])
    #expect(asked.context["aws:SecureTransport"] == ["true"])
  }

  // MARK: - The table of actions

  @Test func everyActionIsThereOnce() {
    let all = ServiceAction.Service.allCases.flatMap { ServiceAction.all(of: $0) }
    #expect(Set(all.map { $0.fullName.lowercased() }).count == all.count)
    #expect(ServiceAction.all(of: .dynamodb).count == 78)
    #expect(ServiceAction.all(of: .dax).count == 30)
    #expect(ServiceAction.all(of: .kms).count == 55)
    for service in ServiceAction.Service.allCases {
      let names = ServiceAction.all(of: service).map(\.name)
      #expect(names == names.sorted())
    }
  }

  /// Operations of the API that are no actions: their members are.
  @Test(arguments: [
    "TransactWriteItems", "TransactGetItems", "ExecuteStatement", "BatchExecuteStatement",
    "ExecuteTransaction",
  ])
  func someOperationsAreNoActions(_ name: String) {
    #expect(ServiceAction.named("dynamodb:" + name) == nil)
  }

  @Test(
    arguments: [
      ("dynamodb:ListTables", []), ("DynamoDB:getitem", [.table]),
      ("dynamodb:Query", [.table, .index]),
      ("dynamodb:GetRecords", [.stream]), ("dynamodb:DescribeBackup", [.backup]),
      ("dynamodb:DescribeLimits", []), ("dax:GetItem", [.cluster]),
    ] as [(String, [ServiceAction.ResourceType])])
  func actionsKnowWhatTheyAreOn(_ name: String, _ resources: [ServiceAction.ResourceType]) throws {
    #expect(try #require(ServiceAction.named(name)).resources == resources)
  }
}
