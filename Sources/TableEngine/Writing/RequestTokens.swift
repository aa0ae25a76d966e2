// Requests that may be sent again: the same token and the same request have one effect.

import Synchronization
import TableModel
import VirtualTime

/// A request that carried a token.
enum TokenedRequest: Sendable, Hashable, Codable {
  case writes(TransactWriteItemsRequest)
  case statements(ExecuteTransactionRequest)
}

struct TokenUse: Sendable, Codable {
  let request: TokenedRequest
  let until: Instant
  /// What answering again consumes; nil while the first request is at work.
  let replay: [ConsumedCapacity]?
}

extension Engine {
  func once(
    _ token: String, _ request: TokenedRequest, at now: Instant,
    _ body: () throws(EngineError) -> Transaction
  ) throws(EngineError) -> TransactWriteItemsResponse {
    guard token.unicodeScalars.count <= Limits.tokenLengthMax, !token.isEmpty else {
      throw .validation(
        "1 validation error detected: Value '\(token)' at 'clientRequestToken' failed to satisfy "
          + "constraint: Member must have length "
          + (token.isEmpty
            ? "greater than or equal to 1"
            : "less than or equal to \(Limits.tokenLengthMax)"))
    }
    let known = try directory.withLock { directory throws(EngineError) in
      directory.tokens = directory.tokens.filter { $0.value.until > now }
      guard let use = directory.tokens[token] else {
        directory.tokens[token] = TokenUse(
          request: request, until: now + .minutes(Limits.tokenLifeMinutes), replay: nil)
        return TransactWriteItemsResponse?.none
      }
      guard use.request == request else {
        throw .idempotentParameterMismatch(EngineMessage.otherPayload)
      }
      guard let replay = use.replay else {
        throw .transactionInProgress(
          "The transaction with the given request token is already in progress.")
      }
      return TransactWriteItemsResponse(consumedCapacity: replay)
    }
    if let known { return known }
    do throws(EngineError) {
      let transaction = try body()
      directory.withLock {
        $0.tokens[token] = TokenUse(
          request: request, until: now + .minutes(Limits.tokenLifeMinutes),
          replay: transaction.replay.consumedCapacity)
      }
      return transaction.response
    } catch {
      // What had no effect may be tried again.
      _ = directory.withLock { $0.tokens.removeValue(forKey: token) }
      throw error
    }
  }
}
