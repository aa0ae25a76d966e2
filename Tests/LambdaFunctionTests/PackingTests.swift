// Many binds in few policies, none of them too long, every statement once and under its own name.

import Testing

@Suite struct PackingTests {
  private func many(_ count: Int) -> String {
    let tables = (1...count).map { number in
      """
        - name: table-\(number)
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            globalSecondaryIndexes:
              - indexName: ByState
                partitionKey: { name: state, type: S }
                projection: { projectionType: ALL }
      """
    }
    let binds = (1...count).map {
      "      - { to: table-\($0), capability: database:dynamodb, access: read-write }"
    }
    return
      (tables + [
        """
          - name: reader
            type: lambda-api
            config: { handler: src/read.handler }
            binds:
        """
      ] + binds).joined(separator: "\n")
  }

  private func lengths(_ outcome: Outcome) throws -> [Int] {
    let ids = outcome.ids(of: "AWS::IAM::ManagedPolicy")
    return try ids.filter { $0.hasPrefix("ReaderAccessPolicy") }.map { id in
      let document = try #require(outcome.properties(id)?["PolicyDocument"])
      return length(document)
    }
  }

  /// What CloudFormation makes of a policy where the names of tables are as long as can be.
  private func length(_ json: JSON) -> Int {
    switch json {
    case .null: return 4
    case .boolean, .number: return 5
    case .string(let text): return text.utf8.count + 2
    case .array(let elements):
      return elements.reduce(1) { $0 + length($1) + 1 }
    case .object(let members):
      let table = "arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/".utf8.count + 255
      if members["Fn::GetAtt"] != nil { return table + 2 }
      if let text = members["Fn::Sub"]?.text {
        return table + text.drop { $0 != "}" }.utf8.count + 1
      }
      return members.reduce(1) { $0 + $1.key.utf8.count + 3 + length($1.value) + 1 }
    }
  }

  @Test(arguments: [1, 5, 6, 7, 12, 30])
  func policiesFit(_ count: Int) throws {
    let outcome = try Outcome(many(count))
    #expect(outcome.codes == [])
    let lengths = try lengths(outcome)
    #expect(lengths.allSatisfy { $0 <= 6_144 }, "\(lengths)")
    let names = (1...lengths.count).map { "ReaderAccessPolicy" + ($0 == 1 ? "" : "\($0)") }
    #expect(Set(outcome.ids).isSuperset(of: names))
    let statements = names.flatMap(outcome.statements)
    #expect(statements.count == 2 * count)
    let sids = statements.map { $0.prefix { $0 != ":" } }
    #expect(Set(sids).count == sids.count)
    // Packed: no two neighbours would have fitted into one.
    for (left, right) in zip(lengths, lengths.dropFirst()) { #expect(left + right > 3_000) }
  }

  @Test func anAddedBindMovesNothingBefore() throws {
    let few = try Outcome(many(5))
    let more = try Outcome(many(6))
    let first = few.statements("ReaderAccessPolicy")
    #expect(more.statements("ReaderAccessPolicy").starts(with: first))
  }

  @Test func bindsThatGrantTheSameShareAStatement() throws {
    let outcome = try Outcome(
      Orders.table() + "\n"
        + Orders.reader("capability: database:dynamodb, access: stream-read") + "\n"
        + "      - { to: orders, capability: database:dynamodb, access: [read, stream-read], "
        + "options: { indexes: [] }, env: { tableName: TABLE, tableArn: ARN, streamArn: STREAM } }")
    #expect(
      outcome.statements("ReaderAccessPolicy").map { $0.prefix { $0 != ":" } } == [
        "OrdersReadStream", "OrdersRead",
      ])
    let statements = outcome.files["iam/reader.json"]?["statements"]
    #expect(
      statements?["OrdersReadStream"]?.brief == "[orders:stream-read orders:read,stream-read]")
    #expect(statements?["OrdersRead"]?.brief == "[orders:read,stream-read]")
    #expect(statements?["WriteLogs"]?.brief == "[]")
  }

  @Test func reviewersSeeWhatIsDeployed() throws {
    let outcome = try Outcome(
      Orders.table() + "\n" + Orders.reader("capability: database:dynamodb, access: stream-read"))
    let policies = outcome.files["iam/reader.json"]?["policies"]?.elements ?? []
    #expect(policies.count == outcome.ids(of: "AWS::IAM::ManagedPolicy").count)
    for policy in policies {
      let name = try #require(policy["name"]?.text)
      #expect(policy["document"] == outcome.properties(name)?["PolicyDocument"])
      #expect(outcome.properties(name)?["Roles"]?.brief == "[@ReaderFunctionRole]")
    }
  }
}
