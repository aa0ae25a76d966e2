// The grammar of statements: SELECT, INSERT, UPDATE, DELETE and EXISTS.

package import TableItems
import TableModel

package struct StatementParser {
  private let tokens: [StatementToken]
  private var cursor = 0
  private let parameters: [AttributeValue]
  private var used = 0
  private var depth = 0

  package static func parse(
    _ text: String, _ parameters: [AttributeValue]
  ) throws(ExpressionFault) -> ParsedStatement {
    guard !text.isEmpty, text.unicodeScalars.count <= Limits.statementLengthMax else {
      throw StatementLexer.malformed("Statement length is out of bounds")
    }
    var parser = StatementParser(
      tokens: try StatementLexer.tokens(of: text), parameters: parameters)
    let statement = try parser.statement()
    _ = parser.take(sign: ";")
    guard parser.token == .end else { throw parser.unexpected }
    guard parser.used == parameters.count else {
      throw ExpressionFault("Number of parameters in request and statement don't match.")
    }
    return statement
  }

  private init(tokens: [StatementToken], parameters: [AttributeValue]) {
    self.tokens = tokens
    self.parameters = parameters
  }

  // MARK: Tokens

  var token: StatementToken { tokens[cursor] }

  var following: StatementToken { tokens[min(cursor + 1, tokens.count - 1)] }

  mutating func advance() { cursor = min(cursor + 1, tokens.count - 1) }

  func isAt(_ word: String) -> Bool {
    if case .word(let text) = token { return text.uppercased() == word }
    return false
  }

  mutating func take(_ word: String) -> Bool {
    guard isAt(word) else { return false }
    advance()
    return true
  }

  mutating func take(sign: String) -> Bool {
    guard token == .sign(sign) else { return false }
    advance()
    return true
  }

  mutating func expect(_ word: String) throws(ExpressionFault) {
    guard take(word) else { throw unexpected }
  }

  mutating func expect(sign: String) throws(ExpressionFault) {
    guard take(sign: sign) else { throw unexpected }
  }

  var unexpected: ExpressionFault {
    let shown =
      switch token {
      case .word(let text): text
      case .name(let name): "\"\(name)\""
      case .text(let text): "'\(text)'"
      case .number(let number): number.text
      case .sign(let sign): sign
      case .parameter: "?"
      case .end: "<EOF>"
      }
    return StatementLexer.malformed("Unexpected token: \(shown)")
  }

  mutating func descend() throws(ExpressionFault) {
    depth += 1
    guard depth <= Limits.expressionNestingMax else {
      throw StatementLexer.malformed("Nesting is too deep")
    }
  }

  mutating func ascend() { depth -= 1 }

  mutating func parameter() throws(ExpressionFault) -> AttributeValue {
    guard used < parameters.count else {
      throw ExpressionFault("Number of parameters in request and statement don't match.")
    }
    used += 1
    advance()
    return parameters[used - 1]
  }

  // MARK: Statements

  private mutating func statement() throws(ExpressionFault) -> ParsedStatement {
    if take("SELECT") { return .select(try select()) }
    if take("EXISTS") {
      try expect(sign: "(")
      try expect("SELECT")
      let inner = try select()
      try expect(sign: ")")
      return .exists(inner)
    }
    if take("INSERT") { return try insert() }
    if take("UPDATE") { return try update() }
    if take("DELETE") { return try delete() }
    throw unexpected
  }

  private mutating func select() throws(ExpressionFault) -> SelectStatement {
    var paths: [DocumentPath]?
    if !take(sign: "*") {
      var list: [DocumentPath] = []
      repeat { list.append(try path()) } while take(sign: ",")
      paths = list
    }
    try expect("FROM")
    var select = SelectStatement(table: try name().description)
    if take(sign: ".") { select.index = try name().description }
    select.paths = paths
    if take("WHERE") { select.condition = try condition() }
    if take("ORDER") {
      try expect("BY")
      repeat {
        let name = try name()
        let isDescending = take("DESC")
        if !isDescending { _ = take("ASC") }
        select.order.append((name, isDescending))
      } while take(sign: ",")
    }
    return select
  }

  private mutating func insert() throws(ExpressionFault) -> ParsedStatement {
    try expect("INTO")
    let table = try name().description
    try expect("VALUE")
    guard case .map(let map) = try value() else {
      throw ExpressionFault("Unsupported operation: INSERT must have a tuple as its value")
    }
    return .insert(table: table, map)
  }

  private mutating func delete() throws(ExpressionFault) -> ParsedStatement {
    try expect("FROM")
    let table = try name().description
    try expect("WHERE")
    let condition = try condition()
    return .delete(table: table, condition, try returning())
  }

  private mutating func update() throws(ExpressionFault) -> ParsedStatement {
    let table = try name().description
    var actions: [UpdateAction] = []
    while true {
      if take("SET") {
        repeat { actions.append(try assignment()) } while take(sign: ",")
      } else if take("REMOVE") {
        repeat { actions.append(.remove(try path())) } while take(sign: ",")
      } else {
        break
      }
    }
    guard !actions.isEmpty else { throw unexpected }
    var ledger = FaultLedger(.update)
    PathCheck.note(actions.map(\.path), &ledger)
    try ledger.throwFirst()
    try expect("WHERE")
    let condition = try condition()
    return .update(table: table, actions, condition, try returning())
  }

  private mutating func returning() throws(ExpressionFault) -> StatementReturning {
    guard take("RETURNING") else { return .nothing }
    let isAll = take("ALL")
    if !isAll { try expect("MODIFIED") }
    let isOld = take("OLD")
    if !isOld { try expect("NEW") }
    try expect(sign: "*")
    switch (isAll, isOld) {
    case (true, true): return .allOld
    case (true, false): return .allNew
    case (false, true): return .modifiedOld
    case (false, false): return .modifiedNew
    }
  }

  /// `path = value`, where the value may be a sum or a function of sets and lists.
  private mutating func assignment() throws(ExpressionFault) -> UpdateAction {
    let path = try path()
    try expect(sign: "=")
    for (function, isAdding) in [("SET_ADD", true), ("SET_DELETE", false)] where isAt(function) {
      advance()
      try expect(sign: "(")
      let target = try self.path()
      try expect(sign: ",")
      let set = try value()
      try expect(sign: ")")
      guard target == path else {
        throw ExpressionFault(
          "\(function.lowercased()) must be set to the attribute that it changes")
      }
      return isAdding ? .add(path, set) : .delete(path, set)
    }
    return .set(path, try sum())
  }

  private mutating func sum() throws(ExpressionFault) -> SetValue {
    var left = try term()
    while true {
      if take(sign: "+") {
        left = .sum(left, try term())
      } else if take(sign: "-") {
        left = .difference(left, try term())
      } else if case .number(let number) = token, number < .zero {
        // `a -1` is read as two tokens: a difference all the same.
        left = .sum(left, try term())
      } else {
        return left
      }
    }
  }

  private mutating func term() throws(ExpressionFault) -> SetValue {
    if following == .sign("("), isAt("LIST_APPEND") || isAt("IF_NOT_EXISTS") {
      try descend()
      let isAppend = isAt("LIST_APPEND")
      advance()
      advance()
      let first = try sum()
      try expect(sign: ",")
      let second = try sum()
      try expect(sign: ")")
      ascend()
      if isAppend { return .listAppend(first, second) }
      guard case .path(let path) = first else { throw unexpected }
      return .ifNotExists(path, second)
    }
    if isPath { return .path(try path()) }
    return .value(ValueView(try value()))
  }
}
