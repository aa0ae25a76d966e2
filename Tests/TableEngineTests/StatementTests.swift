// Statements of PartiQL.

import TableEngine
import TableItems
import TableModel
import Testing

@Suite struct StatementTests {
  @Test func statementsReadAndWrite() throws {
    let things = try Fixture()
    try things.run("INSERT INTO things VALUE {'pk': 'a', 'sk': 1, 'x': [1, 'two', {'k': true}]}")
    try things.run("INSERT INTO \"things\" VALUE {'pk': ?, 'sk': 2, 's': <<'p', 'q'>>}", ["a"])
    #expect(
      refusal { try things.run("INSERT INTO things VALUE {'pk': 'a', 'sk': 1}") }
        == "DuplicateItemException: Duplicate primary key exists in table")
    #expect(try things.run("SELECT * FROM things WHERE pk = 'a' ORDER BY sk DESC").count == 2)
    #expect(
      try things.run("SELECT x[2].k, sk FROM things WHERE pk='a' AND sk=1")
        == [["k": .boolean(true), "sk": 1]])
    let old = try things.run(
      "UPDATE things SET x = 'new' SET n = 5 WHERE pk = 'a' AND sk = 2 RETURNING ALL OLD *")
    #expect(old == [["pk": "a", "sk": 2, "s": .stringSet(["p", "q"])]])
    try things.run("UPDATE things SET n = n + 1, s = set_add(s, <<'r'>>) WHERE pk='a' AND sk=2")
    #expect(
      try things.get(["pk": "a", "sk": 2]).item
        == ["pk": "a", "sk": 2, "x": "new", "n": 6, "s": .stringSet(["p", "q", "r"])])
    try things.run("DELETE FROM things WHERE pk = 'a' AND sk = 1")
    try things.run("DELETE FROM things WHERE pk = 'a' AND sk = 1")
    #expect(try things.run("SELECT * FROM things").count == 1)
  }

  /// `<>` leaves out what has no such attribute; `NOT a = x` does not.
  @Test func absenceIsNoDifference() throws {
    let things = try Fixture()
    try things.put(["pk": "a", "sk": 1, "x": 1])
    try things.put(["pk": "a", "sk": 2])
    #expect(try things.run("SELECT * FROM things WHERE x <> 5").count == 1)
    #expect(try things.run("SELECT * FROM things WHERE NOT x = 5").count == 2)
    #expect(try things.run("SELECT * FROM things WHERE x IS MISSING").count == 1)
    #expect(try things.run("SELECT * FROM things WHERE x IN [1, 2] OR sk = 2").count == 2)
  }

  @Test func keysMustBeFixed() throws {
    let things = try Fixture()
    #expect(
      refusal { try things.run("UPDATE things SET x = 1 WHERE pk = 'a'") }
        == invalid("Where clause does not contain a mandatory equality on all key attributes"))
    #expect(
      refusal { try things.run("UPDATE things SET x = 1 WHERE pk = 'a' AND sk = 1") }
        == "ConditionalCheckFailedException: The conditional request failed")
    #expect(
      refusal { try things.run("SELECT * FROM things WHERE pk = ?") }
        == invalid("Number of parameters in request and statement don't match."))
    #expect(
      refusal { try things.run("SELEC * FROM things") }
        == invalid("Statement wasn't well formed, can't be processed: Unexpected token: SELEC"))
  }

  @Test func pagesGoOn() throws {
    let things = try Fixture()
    for number in 0..<5 { try things.put(["pk": "a", "sk": .number(DecimalNumber(number))]) }
    var request = ExecuteStatementRequest(Statement("SELECT sk FROM things WHERE pk = 'a'"))
    request.limit = 2
    var found: [Item] = []
    repeat {
      let page = try things.engine.executeStatement(request, at: things.now)
      found += page.items
      request.nextToken = page.nextToken
    } while request.nextToken != nil
    #expect(found.count == 5)
    request.nextToken = "AAAA"
    #expect(
      refusal { _ = try things.engine.executeStatement(request, at: things.now) }
        == invalid("Invalid NextToken"))
  }

  @Test func batchesAnswerEachStatement() throws {
    let things = try Fixture()
    let response = try things.engine.batchExecuteStatement(
      BatchExecuteStatementRequest([
        Statement("INSERT INTO things VALUE {'pk': 'a', 'sk': 1}"),
        Statement("INSERT INTO things VALUE {'pk': 'a', 'sk': 1}"),
      ]), at: things.now)
    #expect(response.responses.map { $0.error?.name } == [nil, "DuplicateItemException"])
    #expect(
      refusal {
        _ = try things.engine.batchExecuteStatement(
          BatchExecuteStatementRequest([
            Statement("SELECT * FROM things WHERE pk='a' AND sk=1"),
            Statement("DELETE FROM things WHERE pk='a' AND sk=1"),
          ]), at: things.now)
      } == invalid("Cannot mix read and write operations in a batch"))
  }

  @Test func transactionsAreWhole() throws {
    let things = try Fixture()
    try things.put(["pk": "a", "sk": 1, "n": 1])
    let statements = [
      Statement("UPDATE things SET n = 2 WHERE pk='a' AND sk=1"),
      Statement("EXISTS(SELECT * FROM things WHERE pk='a' AND sk=2)"),
    ]
    #expect(
      refusal {
        _ = try things.engine.executeTransaction(
          ExecuteTransactionRequest(statements), at: things.now)
      }.hasSuffix("[None, ConditionalCheckFailed]"))
    #expect(try things.get(["pk": "a", "sk": 1]).item?["n"]?.tree == 1)
    let read = try things.engine.executeTransaction(
      ExecuteTransactionRequest([Statement("SELECT n FROM things WHERE pk='a' AND sk=1")]),
      at: things.now)
    #expect(read.items == [["n": 1]])
  }
}
