// What the engine refuses: a case for each exception of DynamoDB and DynamoDB Streams.

package import TableItems

/// The text of each case is the message that the service gives.
package enum EngineError: Error, Sendable, Hashable {
  case validation(String)
  case accessDenied(String)
  case conditionalCheckFailed(String, item: Item?)
  case duplicateItem(String)
  case transactionCanceled(String, reasons: [CancellationReason])
  case transactionConflict(String)
  case transactionInProgress(String)
  case idempotentParameterMismatch(String)
  case itemCollectionSizeLimitExceeded(String)
  case provisionedThroughputExceeded(String, reasons: [ThrottlingReason])
  case throttling(String, reasons: [ThrottlingReason])
  case requestLimitExceeded(String, reasons: [ThrottlingReason])
  case replicatedWriteConflict(String)
  case limitExceeded(String)
  case resourceNotFound(String)
  case resourceInUse(String)
  case tableNotFound(String)
  case tableAlreadyExists(String)
  case tableInUse(String)
  case indexNotFound(String)
  case backupNotFound(String)
  case backupInUse(String)
  case continuousBackupsUnavailable(String)
  case pointInTimeRecoveryUnavailable(String)
  case invalidRestoreTime(String)
  case exportNotFound(String)
  case exportConflict(String)
  case invalidExportTime(String)
  case importNotFound(String)
  case importConflict(String)
  case policyNotFound(String)
  case replicaNotFound(String)
  case replicaAlreadyExists(String)
  case globalTableNotFound(String)
  case globalTableAlreadyExists(String)
  case expiredIterator(String)
  case trimmedDataAccess(String)
  case internalServerError(String)

  package var message: String { described.message }

  /// The exception's name, as the last part of the wire's `__type`.
  package var name: String { described.name }

  private var described: (name: String, message: String) {
    switch self {
    case .validation(let text): ("ValidationException", text)
    case .accessDenied(let text): ("AccessDeniedException", text)
    case .conditionalCheckFailed(let text, _): ("ConditionalCheckFailedException", text)
    case .duplicateItem(let text): ("DuplicateItemException", text)
    case .transactionCanceled(let text, _): ("TransactionCanceledException", text)
    case .transactionConflict(let text): ("TransactionConflictException", text)
    case .transactionInProgress(let text): ("TransactionInProgressException", text)
    case .idempotentParameterMismatch(let text): ("IdempotentParameterMismatchException", text)
    case .itemCollectionSizeLimitExceeded(let text):
      ("ItemCollectionSizeLimitExceededException", text)
    case .provisionedThroughputExceeded(let text, _):
      ("ProvisionedThroughputExceededException", text)
    case .throttling(let text, _): ("ThrottlingException", text)
    case .requestLimitExceeded(let text, _): ("RequestLimitExceeded", text)
    case .replicatedWriteConflict(let text): ("ReplicatedWriteConflictException", text)
    case .limitExceeded(let text): ("LimitExceededException", text)
    case .resourceNotFound(let text): ("ResourceNotFoundException", text)
    case .resourceInUse(let text): ("ResourceInUseException", text)
    case .tableNotFound(let text): ("TableNotFoundException", text)
    case .tableAlreadyExists(let text): ("TableAlreadyExistsException", text)
    case .tableInUse(let text): ("TableInUseException", text)
    case .indexNotFound(let text): ("IndexNotFoundException", text)
    case .backupNotFound(let text): ("BackupNotFoundException", text)
    case .backupInUse(let text): ("BackupInUseException", text)
    case .continuousBackupsUnavailable(let text): ("ContinuousBackupsUnavailableException", text)
    case .pointInTimeRecoveryUnavailable(let text):
      ("PointInTimeRecoveryUnavailableException", text)
    case .invalidRestoreTime(let text): ("InvalidRestoreTimeException", text)
    case .exportNotFound(let text): ("ExportNotFoundException", text)
    case .exportConflict(let text): ("ExportConflictException", text)
    case .invalidExportTime(let text): ("InvalidExportTimeException", text)
    case .importNotFound(let text): ("ImportNotFoundException", text)
    case .importConflict(let text): ("ImportConflictException", text)
    case .policyNotFound(let text): ("PolicyNotFoundException", text)
    case .replicaNotFound(let text): ("ReplicaNotFoundException", text)
    case .replicaAlreadyExists(let text): ("ReplicaAlreadyExistsException", text)
    case .globalTableNotFound(let text): ("GlobalTableNotFoundException", text)
    case .globalTableAlreadyExists(let text): ("GlobalTableAlreadyExistsException", text)
    case .expiredIterator(let text): ("ExpiredIteratorException", text)
    case .trimmedDataAccess(let text): ("TrimmedDataAccessException", text)
    case .internalServerError(let text): ("InternalServerError", text)
    }
  }
}

/// Why an item of a transaction failed; one of these stands for each item, in order.
package struct CancellationReason: Sendable, Hashable {
  /// `None` for an item that was not the reason.
  package let code: String
  package let message: String?
  package let item: Item?

  package init(code: String, message: String?, item: Item? = nil) {
    self.code = code
    self.message = message
    self.item = item
  }

  package static let none = CancellationReason(code: "None", message: nil)
}
