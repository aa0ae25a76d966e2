// A query or a scan whose request was found sound, before its table is looked up.

import TableExpressions
import TableItems

struct PreparedPage: Sendable {
  var request: PageRequest
  var projection: ItemProjection?
  var filter: Condition?
  var keyCondition: KeyCondition?
  var scope: PlaceholderScope
  var isForward = true
  var filtersKeys = false
  /// Of a parallel scan.
  var segment: (number: Int, total: Int)?
  var isQuery: Bool { keyCondition != nil }

  init(_ query: QueryRequest) throws(EngineError) {
    request = query.page
    try ParameterStyles(
      legacy: [
        ("AttributesToGet", request.attributesToGet != nil),
        ("QueryFilter", request.filter != nil),
        ("ConditionalOperator", request.connective != nil),
        ("KeyConditions", query.keyConditions != nil),
      ],
      expressions: [
        ("ProjectionExpression", request.projectionExpression != nil),
        ("FilterExpression", request.filterExpression != nil),
        ("KeyConditionExpression", query.keyConditionExpression != nil),
      ]
    ).check(request.substitutions)
    scope = PlaceholderScope(request.substitutions)
    isForward = query.scanIndexForward
    try checkSelect()
    do throws(ExpressionFault) {
      if let expression = query.keyConditionExpression {
        keyCondition = try KeyCondition(parsing: expression, &scope)
      } else if let conditions = query.keyConditions {
        keyCondition = try KeyCondition(conditions)
      } else {
        throw ExpressionFault(EngineMessage.noKeyCondition)
      }
    } catch { throw EngineError(error) }
    try readFilter()
  }

  init(_ scan: ScanRequest) throws(EngineError) {
    request = scan.page
    try ParameterStyles(
      legacy: [
        ("AttributesToGet", request.attributesToGet != nil),
        ("ScanFilter", request.filter != nil),
        ("ConditionalOperator", request.connective != nil),
      ],
      expressions: [
        ("ProjectionExpression", request.projectionExpression != nil),
        ("FilterExpression", request.filterExpression != nil),
      ]
    ).check(request.substitutions)
    scope = PlaceholderScope(request.substitutions)
    try checkSelect()
    switch (scan.segment, scan.totalSegments) {
    case (nil, nil): break
    case (_?, nil): throw .validation(EngineMessage.segmentAlone)
    case (nil, _?): throw .validation(EngineMessage.totalAlone)
    case (let number?, let total?):
      guard number < total, number >= 0 else {
        throw .validation(EngineMessage.segmentTooLarge(number, total))
      }
      segment = (number, total)
    }
    try readFilter()
  }

  /// For a statement, whose parts come from elsewhere; its filter may name keys.
  init(
    _ request: PageRequest, keyCondition: KeyCondition?, filter: Condition?,
    projection: ItemProjection?, isForward: Bool
  ) {
    self.request = request
    self.keyCondition = keyCondition
    self.filter = filter
    self.projection = projection
    self.isForward = isForward
    scope = PlaceholderScope(names: nil, values: nil)
    filtersKeys = true
  }

  private mutating func readFilter() throws(EngineError) {
    if request.connective != nil, request.filter == nil {
      throw .validation(EngineMessage.connectiveAlone)
    }
    try ReadConnective.check(request.connective, count: request.filter?.count)
    do throws(ExpressionFault) {
      if let expression = request.filterExpression {
        filter = try Condition(parsing: expression, .filter, &scope)
      } else if let conditions = request.filter {
        filter = try LegacyRules.condition(conditions, request.connective)
      }
    } catch { throw EngineError(error) }
    projection = try ItemProjection.read(
      request.projectionExpression, request.attributesToGet, &scope)
  }

  private func checkSelect() throws(EngineError) {
    let hasExpression = request.projectionExpression != nil
    let hasNames = hasExpression || request.attributesToGet != nil
    switch request.select {
    case nil: break
    case .specificAttributes?:
      if !hasNames { throw .validation(EngineMessage.specificWithoutNames) }
    case .allAttributes?:
      if hasNames {
        throw .validation(
          hasExpression ? EngineMessage.projectionOfAll : EngineMessage.attributesOfAll)
      }
    case .allProjectedAttributes?:
      if request.indexName == nil { throw .validation(EngineMessage.projectedWithoutIndex) }
      if hasNames {
        throw .validation(
          hasExpression
            ? EngineMessage.projectionOfProjected : EngineMessage.attributesOfProjected)
      }
    case .count?:
      if hasNames {
        throw .validation(
          hasExpression ? EngineMessage.projectionOfCount : EngineMessage.attributesOfCount)
      }
    }
  }
}
