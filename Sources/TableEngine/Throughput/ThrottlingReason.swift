// Why a request was throttled: which limit, of which table or index.

/// One of the `ThrottlingReasons` that exceptions carry.
package struct ThrottlingReason: Sendable, Hashable {
  /// Such as `TableWriteProvisionedThroughputExceeded`.
  package let reason: String
  /// The ARN of the table or index.
  package let resource: String

  package init(reason: String, resource: String) {
    self.reason = reason
    self.resource = resource
  }
}

/// A limit that a request ran into.
enum ThroughputLimit: String, Sendable {
  case provisioned = "ProvisionedThroughputExceeded"
  case account = "AccountLimitExceeded"
  case keyRange = "KeyRangeThroughputExceeded"
  case maxOnDemand = "MaxOnDemandThroughputExceeded"
}

enum ThroughputKind: String, Sendable, Codable {
  case read = "Read"
  case write = "Write"
}

extension EngineError {
  /// UNCERTAIN: which exception carries which reason. Here a table with provisioned throughput
  /// answers with ProvisionedThroughputExceededException, any other with ThrottlingException.
  static func throttled(
    by limit: ThroughputLimit, _ kind: ThroughputKind, isIndex: Bool, isProvisioned: Bool,
    arn: String
  ) -> EngineError {
    let reasons = [
      ThrottlingReason(
        reason: (isIndex ? "Index" : "Table") + kind.rawValue + limit.rawValue, resource: arn)
    ]
    if isProvisioned {
      return .provisionedThroughputExceeded(
        isIndex ? EngineMessage.indexThroughput : EngineMessage.tableThroughput, reasons: reasons)
    }
    return .throttling(
      limit == .maxOnDemand ? EngineMessage.maxOnDemand : EngineMessage.currentCapacity,
      reasons: reasons)
  }
}
