// Single faults that a CloudFormation linter was given: those it caught and those it missed.

extension FaultCase {
  static let key = "partitionKey: { name: id, type: S }\n"

  private static let provisioned = """
    billingMode: PROVISIONED
    provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }

    """

  static func index(_ name: String, _ rest: String = "") -> String {
    """
      - indexName: \(name)
        partitionKey: { name: state, type: S }
        projection: { projectionType: ALL }\(rest.isEmpty ? "" : "\n    " + rest)

    """
  }

  private static func indexes(_ count: Int, _ kind: String, _ mark: String) -> String {
    let field = kind == "globalSecondaryIndexes" ? "partitionKey" : "sortKey"
    return "\(kind):\(mark)\n"
      + (1...count).map {
        "  - { indexName: By\($0), \(field): { name: a\($0), type: S }, "
          + "projection: { projectionType: ALL } }"
      }.joined(separator: "\n")
  }

  private static func tags(_ count: Int, _ mark: String) -> String {
    "tags:\(mark)\n" + (1...count).map { "  t\($0): v" }.joined(separator: "\n")
  }

  private static func backups(_ rule: String) -> String {
    key + "backupPolicy:\n  scheduledBackups:\n    - " + rule
  }

  static let caughtElsewhere: [FaultCase] = [
    FaultCase(
      "encryption type AES256", key + "sseSpecification: { sseType: AES256 } # => TABLE062",
      mends: ("AES256", "KMS")),
    FaultCase(
      "recovery over 40 days",
      key + "pointInTimeRecovery: { recoveryPeriodInDays: 40 } # => SHAPE005", mends: ("40", "35")),
    FaultCase(
      "a tag of AWS's own", key + "tags:\n  aws:team: shop # => TABLE165",
      mends: ("aws:team", "team")),
    FaultCase(
      "a stream mapping without a starting position",
      beside: worker("- eventSourceArn: ${orders.streamArn} # => MAP002"),
      mends: ("# => MAP002", "\n          startingPosition: LATEST")),
    FaultCase(
      "cold storage for less than 90 days",
      backups("retention: 120 # => TABLE085\n      moveToColdStorageAfterDays: 60"),
      mends: ("60", "30")),
    FaultCase(
      "a cron expression of four fields", backups("schedule: cron(0 5 * *) # => AWS004"),
      mends: ("* *)", "* * ? *)")),
    FaultCase(
      "an illegal name of a backup rule", backups("ruleName: every/day # => SHAPE008"),
      mends: ("every/day", "every-day")),
  ]

  static let missedElsewhere: [FaultCase] =
    missedValues + missedIndexes + missedSettings

  private static let missedValues: [FaultCase] = [
    FaultCase(
      "on-demand as people call it", key + "billingMode: ON_DEMAND # => SHAPE014",
      mends: ("ON_DEMAND", "PAY_PER_REQUEST")),
    // Where CloudFormation takes an omitted mode for PROVISIONED, ours is on-demand, always said.
    inexpressible("no billing mode and no throughput", key),
    FaultCase(
      "a billing mode in mixed case", key + "billingMode: Pay_Per_Request # => SHAPE003",
      mends: ("Pay_Per_Request", "PAY_PER_REQUEST")),
    FaultCase(
      "an unknown view type", key + "streamSpecification: { streamViewType: ALL } # => SHAPE003",
      mends: ("ALL", "NEW_IMAGE")),
    FaultCase(
      "an unknown table class", key + "tableClass: INFREQUENT # => SHAPE003",
      mends: ("INFREQUENT", "STANDARD")),
    FaultCase(
      "an unknown projection",
      key + """
        globalSecondaryIndexes:
          - indexName: ByState
            partitionKey: { name: state, type: S }
            projection: { projectionType: EVERYTHING } # => SHAPE003
        """, mends: ("EVERYTHING", "ALL")),
    FaultCase(
      "an unknown key type in an index",
      """
      attributeDefinitions: [{ attributeName: id, attributeType: S }]
      keySchema: [{ attributeName: id, keyType: HASH }]
      globalSecondaryIndexes:
        - indexName: ById
          keySchema: [{ attributeName: id, keyType: PRIMARY }] # => SHAPE003
          projection: { projectionType: ALL }
      """, mends: ("PRIMARY", "HASH")),
    FaultCase(
      "a table name of two characters", key + "tableName: ab # => SHAPE006",
      mends: ("tableName: ab", "tableName: abc")),
    FaultCase(
      "an illegal table name", key + "tableName: all/orders # => SHAPE008", mends: ("all/", "all-")),
    FaultCase(
      "no capacity at all",
      key + """
        billingMode: PROVISIONED
        provisionedThroughput:
          readCapacityUnits: 0 # => SHAPE005
          writeCapacityUnits: 5
        """, mends: ("Units: 0", "Units: 5")),
    FaultCase("51 tags", key + tags(51, " # => SHAPE007"), mends: ("  t51: v\n", "\n")),
  ]

  private static let missedIndexes: [FaultCase] = [
    FaultCase(
      "INCLUDE without attributes",
      key + """
        globalSecondaryIndexes:
          - indexName: ByState
            partitionKey: { name: state, type: S }
            projection: { projectionType: INCLUDE } # => TABLE018
        """, mends: ("INCLUDE", "ALL")),
    FaultCase(
      "attributes beside ALL",
      key + """
        globalSecondaryIndexes:
          - indexName: ByState
            partitionKey: { name: state, type: S }
            projection: { projectionType: ALL, nonKeyAttributes: [sum] } # => TABLE019
        """, mends: ("ALL", "INCLUDE")),
    FaultCase(
      "21 global indexes", key + indexes(21, "globalSecondaryIndexes", " # => SHAPE007"),
      mends: (
        "  - { indexName: By21, partitionKey: { name: a21, type: S }, "
          + "projection: { projectionType: ALL } }", ""
      )),
    FaultCase(
      "two indexes of one name",
      key + "globalSecondaryIndexes:\n" + index("ByState") + """
          - indexName: ByState # => TABLE011
            partitionKey: { name: day, type: S }
            projection: { projectionType: ALL }
        """, mends: ("ByState # ", "ByDay # ")),
    FaultCase(
      "throughput of an index on demand",
      key + "globalSecondaryIndexes:\n"
        + index(
          "ByState",
          "provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 } # => TABLE030"),
      mends: ("provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 } ", "")),
    FaultCase(
      "a provisioned index without throughput",
      key + provisioned + """
        globalSecondaryIndexes:
          - indexName: ByState # => TABLE031
            partitionKey: { name: state, type: S }
            projection: { projectionType: ALL }
        """,
      mends: (
        "ByState # => TABLE031",
        "ByState\n          provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }"
      )),
    FaultCase(
      "a local index with a partition key of its own",
      """
      attributeDefinitions:
        - { attributeName: id, attributeType: S }
        - { attributeName: day, attributeType: S }
        - { attributeName: state, attributeType: S }
      keySchema: [{ attributeName: id, keyType: HASH }, { attributeName: day, keyType: RANGE }]
      localSecondaryIndexes:
        - indexName: ByState
          keySchema:
            - { attributeName: day, keyType: HASH } # => TABLE017
            - { attributeName: state, keyType: RANGE }
          projection: { projectionType: ALL }
      """, mends: ("day, keyType: HASH } # => TABLE017", "id, keyType: HASH }")),
    FaultCase(
      "six local indexes",
      key + "sortKey: { name: day, type: S }\n"
        + indexes(6, "localSecondaryIndexes", " # => SHAPE007"),
      mends: (
        "  - { indexName: By6, sortKey: { name: a6, type: S }, projection: { projectionType: ALL } }",
        ""
      )),
  ]

  private static let missedSettings: [FaultCase] = [
    FaultCase(
      "expiry without an attribute",
      key + "timeToLiveSpecification: { enabled: true } # => TABLE075",
      mends: ("enabled: true", "enabled: true, attributeName: expiresAt")),
    FaultCase(
      "a key with encryption off",
      key + """
        sseSpecification:
          sseEnabled: false # => TABLE060
          kmsMasterKeyId: alias/orders
        """, mends: ("false", "true")),
    FaultCase(
      "a key in another region",
      key + "sseSpecification:\n  kmsMasterKeyId: \(kmsKey("eu-west-1")) # => TABLE064",
      mends: ("eu-west-1", "us-east-1")),
    FaultCase(
      "on-demand caps on provisioned capacity",
      key + provisioned + "onDemandThroughput: { maxReadRequestUnits: 5 } # => TABLE032",
      mends: ("onDemandThroughput: { maxReadRequestUnits: 5 } ", "")),
    FaultCase(
      "a stream from a point in time",
      beside: worker(
        "- eventSourceArn: ${orders.streamArn}\n          startingPosition: AT_TIMESTAMP # => MAP004"
      ), mends: ("AT_TIMESTAMP", "LATEST")),
    FaultCase(
      "scaling between limits the wrong way round",
      key + provisioned + scaling("minCapacity: 50, maxCapacity: 5", "TABLE037"),
      mends: ("minCapacity: 50, maxCapacity: 5", "minCapacity: 5, maxCapacity: 50")),
    FaultCase(
      "scaling to 95 percent",
      key + provisioned
        + scaling(
          "minCapacity: 5, maxCapacity: 50, targetTracking: { targetValue: 95 }", "SHAPE005"),
      mends: ("95", "70"), ("targetTracking", "targetTrackingScalingPolicyConfiguration")),
    FaultCase(
      "an alarm on a metric that does not exist",
      key + "monitoring:\n  alarms:\n    readThrottledRequests: { threshold: 5 } # => SHAPE001",
      mends: ("readThrottledRequests", "readThrottleEvents")),
    FaultCase(
      "a cache with a name too long, and twelve nodes",
      key + """
        daxCluster:
          enabled: true
          nodeType: dax.r5.large
          subnetIds: [subnet-0123456789abcdef0]
          clusterName: user-sessions-of-every-region # => SHAPE006
          replicationFactor: 12 # => SHAPE005
        """, mends: ("user-sessions-of-every-region", "user-sessions"), ("Factor: 12", "Factor: 3")),
  ]

  static func kmsKey(_ region: String, partition: String = "aws") -> String {
    "arn:\(partition):kms:\(region):123456789012:key/12345678-1234-1234-1234-123456789012"
  }

  static func scaling(_ read: String, _ code: String) -> String {
    "autoScaling:\n  readCapacity: { \(read) } # => \(code)"
  }

  /// A worker that may read the stream of `orders`, with the lines of one mapping.
  static func worker(_ mapping: String, binds: Bool = true) -> String {
    let bind = """

          binds:
            - { to: orders, capability: database:dynamodb, access: stream-read }
      """
    return """
        - name: follower
          type: lambda-worker
          config:
            handler: src/follow.handler
            eventSourceMappings:
              \(mapping)
                maximumRetryAttempts: 3
      """ + (binds ? bind : "")
  }
}
