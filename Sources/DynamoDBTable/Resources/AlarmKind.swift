// Every alarm that a table may have: what it watches, and when it fires where nobody says.
//
// The usual numbers stand here and not in a layer: they are the same at every tier, a tier only
// says how many alarms there are, and a number without its metric beside it cannot be judged.
// EVIDENCE: DynamoDB developer guide, "DynamoDB metrics and dimensions", for both of them;
// CloudWatch's recommended alarms for DynamoDB for periods; the thresholds are ours.

import Shapes

/// What a metric is reported by.
enum AlarmDimensions: Sendable {
  case account
  case table
  /// One alarm for each global index.
  case index
  /// One alarm over these operations.
  case operations([String], AlarmMath)
  /// One alarm for each region that receives writes.
  case receivingRegion
  /// Percent of what is provisioned.
  case share(of: String)
}

/// How the operations of a table become one value.
enum AlarmMath: String, Sendable {
  case total = "SUM(METRICS())"
  case slowest = "MAX(METRICS())"
}

struct AlarmKind: Sendable {
  /// As a person writes it below `monitoring.alarms`.
  let name: String
  let level: MonitoringLevel
  let metric: String
  let dimensions: AlarmDimensions
  let statistic: AlarmStatistic
  /// Fires above this.
  let threshold: Double
  let periodSeconds: Int
  let evaluationPeriods: Int
  /// What it watches, for whoever is woken by it.
  let title: String

  private init(
    _ name: String, _ level: MonitoringLevel, _ metric: String, _ dimensions: AlarmDimensions,
    _ statistic: AlarmStatistic, above threshold: Double, _ time: (periods: Int, seconds: Int),
    _ title: String
  ) {
    self.name = name
    self.level = level
    self.metric = metric
    self.dimensions = dimensions
    self.statistic = statistic
    self.threshold = threshold
    periodSeconds = time.seconds
    evaluationPeriods = time.periods
    self.title = title
  }

  /// EVIDENCE: CloudWatch: an alarm on metric math takes ten metrics, which is how many operations
  /// there are.
  static let everyOperation = [
    "GetItem", "BatchGetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem",
    "BatchWriteItem", "TransactGetItems", "TransactWriteItems",
  ]
  /// The others take as long as what they are given is large.
  static let shortOperations = ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"]

  static let all = [
    AlarmKind(
      "readThrottleEvents", .basic, "ReadThrottleEvents", .table, .sum, above: 0, (5, 60),
      "reads that were throttled"),
    AlarmKind(
      "writeThrottleEvents", .basic, "WriteThrottleEvents", .table, .sum, above: 0, (5, 60),
      "writes that were throttled"),
    AlarmKind(
      "systemErrors", .basic, "SystemErrors", .operations(everyOperation, .total), .sum,
      above: 0, (5, 60), "requests that DynamoDB failed"),
    AlarmKind(
      "indexReadThrottleEvents", .enhanced, "ReadThrottleEvents", .index, .sum, above: 0, (5, 60),
      "reads that were throttled"),
    AlarmKind(
      "indexWriteThrottleEvents", .enhanced, "WriteThrottleEvents", .index, .sum, above: 0,
      (5, 60), "writes that were throttled"),
    AlarmKind(
      "throttledRequests", .enhanced, "ThrottledRequests", .operations(everyOperation, .total),
      .sum, above: 0, (5, 60), "requests of which something was throttled"),
    AlarmKind(
      "successfulRequestLatency", .enhanced, "SuccessfulRequestLatency",
      .operations(shortOperations, .slowest), .average, above: 100, (10, 60),
      "milliseconds that a request takes"),
    AlarmKind(
      "readCapacityUtilization", .enhanced, "ConsumedReadCapacityUnits",
      .share(of: "ProvisionedReadCapacityUnits"), .sum, above: 80, (2, 300),
      "percent of the provisioned read capacity that is used"),
    AlarmKind(
      "writeCapacityUtilization", .enhanced, "ConsumedWriteCapacityUnits",
      .share(of: "ProvisionedWriteCapacityUnits"), .sum, above: 80, (2, 300),
      "percent of the provisioned write capacity that is used"),
    AlarmKind(
      "accountProvisionedReadCapacityUtilization", .enhanced,
      "AccountProvisionedReadCapacityUtilization", .account, .maximum, above: 80, (2, 300),
      "percent of the account's read capacity that is provisioned"),
    AlarmKind(
      "accountProvisionedWriteCapacityUtilization", .enhanced,
      "AccountProvisionedWriteCapacityUtilization", .account, .maximum, above: 80, (2, 300),
      "percent of the account's write capacity that is provisioned"),
    AlarmKind(
      "userErrors", .comprehensive, "UserErrors", .account, .sum, above: 100, (10, 60),
      "requests in the account that were invalid"),
    AlarmKind(
      "conditionalCheckFailedRequests", .comprehensive, "ConditionalCheckFailedRequests", .table,
      .sum, above: 100, (10, 60), "writes whose condition did not hold"),
    AlarmKind(
      "transactionConflict", .comprehensive, "TransactionConflict", .table, .sum, above: 100,
      (10, 60), "requests refused because a transaction held the item"),
    AlarmKind(
      "timeToLiveDeletedItemCount", .comprehensive, "TimeToLiveDeletedItemCount", .table, .sum,
      above: 1_000_000, (1, 3600), "items that time to live deleted"),
    AlarmKind(
      "replicationLatency", .comprehensive, "ReplicationLatency", .receivingRegion, .average,
      above: 180_000, (15, 60), "milliseconds until a write appears in another region"),
  ]

  /// CloudWatch reports it for an account and a region, not by table.
  var isOfAccount: Bool {
    if case .account = dimensions { return true }
    return false
  }

  /// As a part of a logical id.
  var word: String {
    guard let first = name.first else { return name }
    return first.uppercased() + String(name.dropFirst())
  }
}

extension MonitoringLevel {
  private var rank: Int {
    switch self {
    case .basic: return 0
    case .enhanced: return 1
    case .comprehensive: return 2
    }
  }

  /// Whether an alarm that begins at another level is there at this one.
  func includes(_ other: MonitoringLevel) -> Bool { other.rank <= rank }
}
