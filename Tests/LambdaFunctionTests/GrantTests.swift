// What each access level grants, with each option.

import Testing

struct GrantCase: CustomTestStringConvertible, Sendable {
  let bind: String
  let statements: [String]

  init(_ bind: String, _ statements: String...) {
    self.bind = bind
    self.statements = statements
  }

  var testDescription: String { bind }

  static let dataBind = "capability: database:dynamodb, access"

  static let table = "on @OrdersTable.Arn"
  static let hyphenated = "on ${OrdersTable.Arn}/index/by-state"
  static let joined = "on ${OrdersTable.Arn}/index/ByState"

  /// `ByState` keeps the words, as it has no separator; `by-state` appends digits of its own.
  static let words = "ByState"
}

@Suite struct GrantTests {
  static let cases = [
    GrantCase(
      "\(GrantCase.dataBind): read",
      "OrdersRead: GetItem BatchGetItem Query \(GrantCase.table)",
      "OrdersQueryByState#: Query \(GrantCase.hyphenated)",
      "OrdersQueryByState: Query \(GrantCase.joined)"),
    GrantCase(
      "\(GrantCase.dataBind): read, options: { indexes: [ByState], scan: true }",
      "OrdersRead: GetItem BatchGetItem Query Scan \(GrantCase.table)",
      "OrdersQueryByState: Query Scan \(GrantCase.joined)"),
    GrantCase(
      "\(GrantCase.dataBind): read, options: { indexes: [], transactions: true, describe: true }",
      "OrdersRead: GetItem BatchGetItem Query ConditionCheckItem \(GrantCase.table)",
      "OrdersDescribe: DescribeTable \(GrantCase.table)"),
    GrantCase(
      "\(GrantCase.dataBind): read, options: { indexes: [], partiql: true }",
      "OrdersRead: GetItem BatchGetItem Query \(GrantCase.table)",
      "OrdersSelect: PartiQLSelect \(GrantCase.table)"
        + " if BoolIfExists dynamodb:FullTableScan false"),
    GrantCase(
      "\(GrantCase.dataBind): read, options: { indexes: [], partiql: true, scan: true }",
      "OrdersRead: GetItem BatchGetItem Query Scan \(GrantCase.table)",
      "OrdersSelect: PartiQLSelect \(GrantCase.table)"),
    GrantCase(
      "\(GrantCase.dataBind): write",
      "OrdersWrite: PutItem UpdateItem DeleteItem BatchWriteItem \(GrantCase.table)"),
    GrantCase(
      "\(GrantCase.dataBind): write, options: { transactions: true, partiql: true }",
      "OrdersWrite: PutItem UpdateItem DeleteItem BatchWriteItem ConditionCheckItem PartiQLInsert"
        + " PartiQLUpdate PartiQLDelete \(GrantCase.table)"),
    GrantCase(
      "\(GrantCase.dataBind): read-write, options: { indexes: [ByState], transactions: true }",
      "OrdersReadWrite: GetItem BatchGetItem Query ConditionCheckItem PutItem UpdateItem"
        + " DeleteItem BatchWriteItem \(GrantCase.table)",
      "OrdersQueryByState: Query \(GrantCase.joined)"),
    GrantCase(
      "\(GrantCase.dataBind): [read, write], options: { indexes: [] }",
      "OrdersReadWrite: GetItem BatchGetItem Query PutItem UpdateItem DeleteItem BatchWriteItem"
        + " \(GrantCase.table)"),
    GrantCase(
      "\(GrantCase.dataBind): stream-read",
      "OrdersReadStream: DescribeStream GetRecords GetShardIterator on @OrdersTable.StreamArn"),
    GrantCase(
      "capability: dynamodb:stream, access: stream-read",
      "OrdersReadStream: DescribeStream GetRecords GetShardIterator on @OrdersTable.StreamArn"),
    GrantCase(
      "capability: dynamodb:index, access: read, options: { indexes: [ByState] }",
      "OrdersQueryByState: Query \(GrantCase.joined)"),
    GrantCase(
      "\(GrantCase.dataBind): admin",
      "OrdersAdminister: DescribeTable UpdateTable DescribeTimeToLive UpdateTimeToLive"
        + " DescribeContinuousBackups UpdateContinuousBackups CreateBackup ListTagsOfResource"
        + " \(GrantCase.table)"),
    GrantCase(
      "\(GrantCase.dataBind): read, "
        + "options: { indexes: [ByState], leadingKeys: ['${aws:PrincipalTag/team}'] }",
      "OrdersRead: GetItem BatchGetItem Query \(GrantCase.table)"
        + " if ForAllValues:StringEquals dynamodb:LeadingKeys ${aws:PrincipalTag/team}",
      "OrdersQueryByState: Query \(GrantCase.joined)"
        + " if ForAllValues:StringEquals dynamodb:LeadingKeys ${aws:PrincipalTag/team}"),
    GrantCase(
      "\(GrantCase.dataBind): read-write, "
        + "options: { indexes: [], leadingKeys: [a, 'b-${aws:PrincipalTag/team}'] }",
      "OrdersReadWrite: GetItem BatchGetItem Query PutItem UpdateItem DeleteItem BatchWriteItem"
        + " \(GrantCase.table) if ForAllValues:StringEquals dynamodb:LeadingKeys"
        + " [a b-${aws:PrincipalTag/team}]"),
    GrantCase(
      "\(GrantCase.dataBind): read-write, options: { indexes: [], attributes: [orderId, state] }",
      "OrdersRead: GetItem BatchGetItem Query \(GrantCase.table)"
        + " if ForAllValues:StringEquals dynamodb:Attributes [orderId state]"
        + " if StringEqualsIfExists dynamodb:Select SPECIFIC_ATTRIBUTES",
      "OrdersWrite: UpdateItem \(GrantCase.table)"
        + " if ForAllValues:StringEquals dynamodb:Attributes [orderId state]"
        + " if StringEqualsIfExists dynamodb:ReturnValues [NONE UPDATED_OLD UPDATED_NEW]"),
  ]

  /// `#` stands for the digits that tell names apart.
  private func isEqual(_ found: String, _ expected: String) -> Bool {
    guard let mark = expected.firstIndex(of: "#") else { return found == expected }
    let before = expected[..<mark]
    let rest = found.dropFirst(before.count)
    return found.hasPrefix(before) && rest.dropFirst(8) == expected[mark...].dropFirst()
      && rest.prefix(8).allSatisfy(\.isHexDigit)
  }

  @Test(arguments: cases)
  func grants(_ grantCase: GrantCase) throws {
    let outcome = try Outcome(Orders.table() + "\n" + Orders.reader(grantCase.bind))
    #expect(outcome.codes.allSatisfy { $0 == "BIND008" })
    let found = outcome.statements("ReaderAccessPolicy")
    #expect(found.count == grantCase.statements.count, "\(found)")
    for (found, expected) in zip(found, grantCase.statements) {
      #expect(isEqual(found, expected), "\(found) is not \(expected)")
    }
  }

  @Test func streamsAreListedInAPolicyOfItsOwn() throws {
    let outcome = try Outcome(
      Orders.table() + "\n" + Orders.reader("capability: database:dynamodb, access: stream-read"))
    #expect(outcome.statements("ReaderStreamListPolicy") == ["ListStreams: ListStreams on *"])
    let reader = try Outcome(
      Orders.table() + "\n" + Orders.reader("capability: database:dynamodb, access: read"))
    #expect(reader.resource("ReaderStreamListPolicy") == nil)
  }

  static let accountKeys = "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/"
  static let keyID = "1234abcd-12ab-34cd-56ef-1234567890ab"

  @Test(arguments: [
    ("arn:aws:kms:us-east-1:123456789012:key/\(keyID)", "", ""),
    (keyID, accountKeys + keyID, ""),
    (
      "alias/orders", accountKeys + "*",
      " if ForAnyValue:StringEquals kms:ResourceAliases alias/orders"
    ),
    (
      "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/orders",
      accountKeys + "*", " if ForAnyValue:StringEquals kms:ResourceAliases alias/orders"
    ),
  ])
  func dynamoDBDecryptsAsTheCaller(key: String, resource: String, condition: String) throws {
    let encryption = """
            sseSpecification: { sseEnabled: true, sseType: KMS, kmsMasterKeyId: '\(key)' }
      """
    let bind = "capability: database:dynamodb, access: write"
    let outcome = try Outcome(Orders.table(encryption) + "\n" + Orders.reader(bind))
    #expect(outcome.codes == [])
    #expect(
      outcome.statements("ReaderAccessPolicy").last
        == "OrdersDecrypt: kms:Decrypt on \(resource.isEmpty ? key : resource)\(condition)"
        + " if StringEquals kms:ViaService dynamodb.${AWS::Region}.amazonaws.com")
    let admin = try Outcome(
      Orders.table(encryption) + "\n"
        + Orders.reader("capability: database:dynamodb, access: admin"))
    #expect(admin.statements("ReaderAccessPolicy").count == 1)
  }

  @Test func keysOfAWSOpenThemselves() throws {
    let encryption = "      sseSpecification: { sseEnabled: true, sseType: KMS }"
    let bind = "capability: database:dynamodb, access: write"
    let outcome = try Outcome(Orders.table(encryption) + "\n" + Orders.reader(bind))
    #expect(outcome.statements("ReaderAccessPolicy").count == 1)
  }
}
