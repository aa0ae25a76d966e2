// What the engine says when it refuses: each message once, in the service's words.

import TableItems
import TableModel

enum EngineMessage {
  static let values = "One or more parameter values were invalid: "
  private static let notValid = "One or more parameter values are not valid. "

  // Tables
  static let noResource = "Requested resource not found"

  static func noTable(_ name: String) -> String {
    "Requested resource not found: Table: \(name) not found"
  }

  static func tableExists(_ name: String) -> String { "Table already exists: \(name)" }

  static func beingCreated(_ name: String) -> String {
    "Attempt to change a resource which is still in use: Table is being created: \(name)"
  }

  static func beingChanged(_ name: String, _ what: String) -> String {
    "Attempt to change a resource which is still in use: Table is being \(what): \(name)"
  }

  static let protected =
    "Resource cannot be deleted as it is currently protected against deletion. "
    + "Disable deletion protection first."

  // Throughput
  static let tableThroughput =
    "The level of configured provisioned throughput for the table was exceeded. Consider "
    + "increasing your provisioning level with the UpdateTable API."
  static let indexThroughput =
    "The level of configured provisioned throughput for one or more global secondary indexes of "
    + "the table was exceeded. Consider increasing your provisioning level for the "
    + "under-provisioned global secondary indexes with the UpdateTable API"
  static let currentCapacity =
    "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically "
    + "scaling your table or index so please try again shortly. If exceptions persist, check if "
    + "you have a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
    + "bp-partition-key-design.html"
  static let maxOnDemand =
    "Throughput exceeds the maximum OnDemandThroughput configured on table or index"

  // Conditions
  static let conditionFailed = "The conditional request failed"
  static let returnValuesOfPut = "ReturnValues can only be ALL_OLD or NONE"

  static func mixedStyles(_ legacy: [String], _ expressions: [String]) -> String {
    "Can not use both expression and non-expression parameters in the same request: "
      + "Non-expression parameters: {\(legacy.joined(separator: ", "))} "
      + "Expression parameters: {\(expressions.joined(separator: ", "))}"
  }

  static let namesWithoutExpression =
    "ExpressionAttributeNames can only be specified when using expressions"

  static func valuesWithoutExpression(_ expressions: [String]) -> String {
    "ExpressionAttributeValues can only be specified when using expressions: "
      + expressions.joined(separator: " and ") + (expressions.count > 1 ? " are null" : " is null")
  }

  static let connectiveAlone =
    "ConditionalOperator cannot be used without Filter or Expected"
  static let connectiveOfOne =
    "ConditionalOperator can only be used when Filter or Expected has two or more elements"

  // Keys
  static let keyShape = "The provided key element does not match the schema"

  static func missingKey(_ name: ByteString) -> String {
    values + "Missing the key \(name) in the item"
  }

  static func keyType(_ name: ByteString, _ expected: KeyType, _ actual: ValueType) -> String {
    values
      + "Type mismatch for key \(name) expected: \(expected.rawValue) actual: \(actual.rawValue)"
  }

  static func indexKeyType(
    _ name: ByteString, _ expected: KeyType, _ actual: ValueType, _ index: String
  ) -> String {
    values + "Type mismatch for Index Key \(name) Expected: \(expected.rawValue) "
      + "Actual: \(actual.rawValue) IndexName: \(index)"
  }

  static func emptyKey(_ name: ByteString, _ type: KeyType) -> String {
    notValid + emptyValue(type) + " Key: \(name)"
  }

  static func emptyIndexKey(_ name: ByteString, _ type: KeyType, _ index: String) -> String {
    notValid + "A value specified for a secondary index key is not supported. "
      + emptyValue(type) + " IndexName: \(index), IndexKey: \(name)"
  }

  private static func emptyValue(_ type: KeyType) -> String {
    "The AttributeValue for a key attribute cannot contain an empty "
      + (type == .binary ? "binary" : "string") + " value."
  }

  static let partitionKeySize =
    values + "Size of hashkey has exceeded the maximum size limit of"
    + "\(Limits.partitionKeyBytesMax) bytes"
  static let sortKeySize =
    values + "Aggregated size of all range keys has exceeded the size limit of "
    + "\(Limits.sortKeyBytesMax) bytes"

  static func keyUpdate(_ name: ByteString) -> String {
    values + "Cannot update attribute \(name). This attribute is part of the key"
  }

  // Items
  static let itemSize = "Item size has exceeded the maximum allowed size"
  static let updateSize = "Item size to update has exceeded the maximum allowed size"
  static let collectionSize = "Collection size exceeded."

  // Reads
  static func noIndex(_ name: String) -> String {
    "The table does not have the specified index: \(name)"
  }

  static let noKeyCondition =
    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."
  static let strongGlobalRead =
    "Consistent reads are not supported on global secondary indexes"
  static let startKey = "The provided starting key is invalid"
  static let startKeyShape =
    "The provided starting key is invalid: The provided key element does not match the schema"
  static let startKeyOutside =
    "The provided starting key is outside query boundaries based on provided conditions"
  static let projectionOfAll =
    "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES"
  static let projectionOfProjected =
    "Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES"
  static let projectionOfCount =
    "Cannot specify the ProjectionExpression when choosing to get only the Count"
  static let attributesOfAll =
    "Cannot specify the AttributesToGet when choosing to get ALL_ATTRIBUTES"
  static let attributesOfProjected =
    "Cannot specify the AttributesToGet when choosing to get ALL_PROJECTED_ATTRIBUTES"
  static let attributesOfCount =
    "Cannot specify the AttributesToGet when choosing to get only the Count"
  static let specificWithoutNames =
    "1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when "
    + "choosing to get SPECIFIC_ATTRIBUTES"
  static let projectedWithoutIndex =
    "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName"
  static let allOfSparseIndex =
    values + "Select type ALL_ATTRIBUTES is not supported for global secondary index "
  static let segmentAlone =
    "The TotalSegments parameter is required but was not present in the request when Segment "
    + "parameter is present"
  static let totalAlone =
    "The Segment parameter is required but was not present in the request when parameter "
    + "TotalSegments is present"

  static func segmentTooLarge(_ segment: Int, _ total: Int) -> String {
    "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
      + "Segment: \(segment) is not less than TotalSegments: \(total)"
  }

  static func filterOnKey(_ name: ByteString) -> String {
    "Filter Expression can only contain non-primary key attributes: Primary key attribute: \(name)"
  }

  // Batches and transactions
  static func emptyBatch(_ operation: String) -> String {
    "The requestItems parameter is required for \(operation)"
  }

  static let duplicateKeys = "Provided list of item keys contains duplicates"
  static let duplicateOperations =
    "Transaction request cannot include multiple operations on one item"
  static let otherPayload =
    "The provided client request token was used with a different request payload"
  static let conflict = "Transaction is ongoing for the item."
  static let transactionSize =
    "Transaction payload size has exceeded the maximum allowed size"
}

extension EngineError {
  /// The case that a rule of tables stands for.
  init(_ fault: TableFault) {
    switch fault {
    case .invalid(let message): self = .validation(message)
    case .limitExceeded(let message): self = .limitExceeded(message)
    }
  }

  static func keyMismatch() -> EngineError { .validation(EngineMessage.keyShape) }
}
