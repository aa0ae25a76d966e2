// A write whose request has been read and found sound, before its table is looked up.

import TableExpressions
import TableItems
import TableModel

struct PreparedWrite: Sendable {
  enum Kind: Sendable {
    case put(StoredItem)
    case delete(key: Item)
    case update(key: Item, Update)
    case check(key: Item)
  }

  let tableName: String
  let kind: Kind
  let condition: Condition?
  let onFailure: ReturnOnFailure
  let returns: WriteReturns
  /// Placeholders that no expression uses: told once the key was found sound.
  private let unused: ExpressionFault?

  init(_ request: borrowing PutItemRequest) throws(EngineError) {
    try PreparedWrite.checkStyles(request.condition, request.substitutions)
    var scope = PlaceholderScope(request.substitutions)
    let condition = try request.condition.read(&scope)
    try PreparedWrite.checkReturns(request.returns.values)
    let item = StoredItem(request.item)
    guard item.size <= Limits.itemBytesMax else { throw .validation(EngineMessage.itemSize) }
    // A value that is half made when something is thrown would be made elsewhere and copied.
    self.condition = condition
    kind = .put(item)
    tableName = request.tableName
    onFailure = request.condition.onFailure
    unused = scope.unused
    returns = request.returns
  }

  init(_ request: borrowing DeleteItemRequest) throws(EngineError) {
    try PreparedWrite.checkStyles(request.condition, request.substitutions)
    var scope = PlaceholderScope(request.substitutions)
    condition = try request.condition.read(&scope)
    try PreparedWrite.checkReturns(request.returns.values)
    kind = .delete(key: request.key)
    tableName = request.tableName
    onFailure = request.condition.onFailure
    unused = scope.unused
    returns = request.returns
  }

  init(_ request: borrowing UpdateItemRequest) throws(EngineError) {
    try ParameterStyles(
      legacy: [
        ("AttributeUpdates", request.attributeUpdates != nil),
        ("Expected", request.condition.expected != nil),
      ],
      expressions: [
        ("UpdateExpression", request.updateExpression != nil),
        ("ConditionExpression", request.condition.expression != nil),
      ]
    ).check(request.substitutions)
    var scope = PlaceholderScope(request.substitutions)
    let update: Update
    do throws(ExpressionFault) {
      if let expression = request.updateExpression {
        update = try Update(parsing: expression, &scope)
      } else if let updates = request.attributeUpdates {
        update = try Update(legacy: updates)
      } else {
        update = Update(actions: [])
      }
    } catch { throw EngineError(error) }
    condition = try request.condition.read(&scope)
    kind = .update(key: request.key, update)
    tableName = request.tableName
    onFailure = request.condition.onFailure
    unused = scope.unused
    returns = request.returns
  }

  init(_ request: borrowing ConditionCheck) throws(EngineError) {
    try ParameterStyles(
      legacy: [], expressions: [("ConditionExpression", request.condition.expression != nil)]
    ).check(request.substitutions)
    var scope = PlaceholderScope(request.substitutions)
    condition = try request.condition.read(&scope)
    kind = .check(key: request.key)
    tableName = request.tableName
    onFailure = request.condition.onFailure
    unused = scope.unused
    returns = WriteReturns()
  }

  /// For writes whose parts come from elsewhere, such as statements.
  init(
    tableName: String, kind: Kind, condition: Condition?, onFailure: ReturnOnFailure = .none,
    returns: WriteReturns = WriteReturns()
  ) {
    self.tableName = tableName
    self.kind = kind
    self.condition = condition
    self.onFailure = onFailure
    unused = nil
    self.returns = returns
  }

  func requireAllUsed() throws(EngineError) {
    if let unused { throw EngineError(unused) }
  }

  private static func checkStyles(
    _ condition: WriteCondition, _ substitutions: Substitutions
  ) throws(EngineError) {
    guard condition.expression != nil || substitutions.isThere else { return }
    try ParameterStyles(
      legacy: [("Expected", condition.expected != nil)],
      expressions: [("ConditionExpression", condition.expression != nil)]
    ).check(substitutions)
  }

  private static func checkReturns(_ wish: ReturnValues) throws(EngineError) {
    guard wish == .none || wish == .allOld else {
      throw .validation(EngineMessage.returnValuesOfPut)
    }
  }
}
