// What people write that AWS understands otherwise, row by row of the list of contradictions.

extension FaultCase {
  /// Rows 10, 11, 18, 25, 33 and 36 name no finding: they are about what is synthesized. Rows 14
  /// and 26 are findings of a tier.
  static let rows: [FaultCase] =
    keyRows + recoveryRows + replicaRows + encryptionRows + bindRows + otherRows

  private static let keyRows: [FaultCase] = [
    FaultCase(
      "row 1: on-demand in small letters", key + "billingMode: on-demand # => SHAPE014",
      mends: ("on-demand", "PAY_PER_REQUEST")),
    FaultCase(
      "row 2: throughput on demand",
      key + """
        billingMode: PAY_PER_REQUEST
        provisionedThroughput: # => TABLE030
          readCapacityUnits: 100
          writeCapacityUnits: 50
        """, mends: ("PAY_PER_REQUEST", "PROVISIONED")),
    FaultCase(
      "row 3: a local index without a sort key of the table",
      key + """
        localSecondaryIndexes:
          - indexName: ByState # => TABLE012
            sortKey: { name: state, type: S }
            projection: { projectionType: ALL }
        """, mends: ("localSecondary", "sortKey: { name: day, type: S }\n      localSecondary")),
    FaultCase(
      "row 4: an attribute of a key not declared",
      """
      attributeDefinitions: [{ attributeName: id, attributeType: S }]
      keySchema:
        - { attributeName: id, keyType: HASH }
        - { attributeName: day, keyType: RANGE } # => TABLE005
      """, mends: ("[{", "[{ attributeName: day, attributeType: S }, {")),
    FaultCase(
      "row 5: a declared attribute of no key",
      """
      attributeDefinitions:
        - { attributeName: id, attributeType: S }
        - { attributeName: day, attributeType: S } # => TABLE006
      keySchema:
        - { attributeName: id, keyType: HASH }
      """,
      mends: (
        "id, keyType: HASH }", "id, keyType: HASH }\n        - { name: day, keyType: RANGE }"
      ),
      ("{ name: day", "{ attributeName: day")),
    FaultCase(
      "row 6: an index without a projection",
      key + """
        globalSecondaryIndexes:
          - indexName: ByState # => TABLE022
            partitionKey: { name: state, type: S }
        """, mends: ("# => TABLE022", "\n          projection: { projectionType: ALL }")),
  ]

  private static let recoveryRows: [FaultCase] = [
    FaultCase(
      "row 7: recovery said twice",
      key + """
        pointInTimeRecoveryEnabled: true
        backupPolicy:
          pointInTimeRecoveryEnabled: true # => TABLE080
        """, mends: ("pointInTimeRecoveryEnabled: true\n      backup", "backup")),
    FaultCase(
      "row 7: recovery said in two ways",
      key + """
        pointInTimeRecoveryEnabled: true
        backupPolicy:
          pointInTimeRecoveryEnabled: false # => TABLE081
        """,
      mends: ("pointInTimeRecoveryEnabled: true\n      backup", "backup")),
    FaultCase(
      "row 8: continuous backups",
      key + "backupPolicy:\n  continuousBackups: { enabled: true } # => TABLE083",
      mends: ("continuousBackups: { enabled: true }", "pointInTimeRecoveryEnabled: true")),
    FaultCase(
      "row 9: two backup rules of one name",
      key + """
        backupPolicy:
          backupPlan: { ruleName: daily, schedule: cron(0 2 * * ? *), retention: 30 }
          scheduledBackups:
            - ruleName: daily # => TABLE084
              schedule: cron(0 4 * * ? *)
              retention: 35
        """, mends: ("daily #", "later #")),
    FaultCase(
      "row 12: too short in cold storage",
      key + """
        backupPolicy:
          scheduledBackups:
            - ruleName: daily
              moveToColdStorageAfterDays: 30
              retention: 100 # => TABLE085
        """, mends: ("retention: 100", "retention: 120")),
  ]

  private static let replicaRows: [FaultCase] = [
    FaultCase(
      "row 13: a region in one list only",
      key + """
        globalTables:
          regions: [us-east-1, us-west-2]
          replicationGroup:
            - region: us-east-1
            - region: us-west-2
            - region: eu-west-1 # => TABLE102
        """, mends: ("us-west-2]", "us-west-2, eu-west-1]")),
    FaultCase(
      "row 13: the region of the stack is absent",
      key + "globalTables:\n  regions: [us-west-2] # => TABLE104",
      mends: ("[us-west-2]", "[us-east-1, us-west-2]")),
    FaultCase(
      "row 15: a made-up id of a key",
      replicaKey("arn:aws:kms:us-west-2:123456789012:key/west-key # => TABLE109"),
      mends: ("west-key", "12345678-1234-1234-1234-123456789012")),
    FaultCase(
      "row 15: a malformed ARN", replicaKey("arn:aws:kms:us-west-2 # => AWS001"),
      mends: ("arn:aws:kms:us-west-2 #", kmsKey("us-west-2") + " #")),
    FaultCase(
      "row 15: a key of another region", replicaKey(kmsKey("us-east-2") + " # => TABLE108"),
      mends: ("us-east-2", "us-west-2")),
    FaultCase(
      "row 15: a key of another partition",
      replicaKey(kmsKey("us-gov-west-1", partition: "aws-us-gov") + " # => TABLE108"),
      mends: (kmsKey("us-gov-west-1", partition: "aws-us-gov"), kmsKey("us-west-2"))),
  ]

  private static func replicaKey(_ text: String) -> String {
    key + """
      globalTables:
        replicationGroup:
          - region: us-east-1
            kmsKeyId: \(kmsKey("us-east-1"))
          - region: us-west-2
            kmsKeyId: \(text)
      """
  }

  private static let encryptionRows: [FaultCase] = [
    FaultCase(
      "row 16: AES256", key + "sseSpecification:\n  sseType: AES256 # => TABLE062",
      mends: ("AES256", "KMS")),
    FaultCase(
      "row 16: a key while off",
      key + """
        sseSpecification:
          sseEnabled: false # => TABLE060
          kmsMasterKeyId: \(kmsKey("us-east-1"))
        """, mends: ("false", "true")),
    FaultCase(
      "row 16: encryption off", key + "sseSpecification:\n  sseEnabled: false # => TABLE061",
      mends: ("false", "true")),
    FaultCase(
      "row 17: the key of another region",
      key + "sseSpecification:\n  kmsMasterKeyId: \(kmsKey("us-west-2")) # => TABLE064",
      mends: ("us-west-2", "us-east-1")),
    FaultCase(
      "row 17: the key of another partition",
      key + "sseSpecification:\n  kmsMasterKeyId: "
        + kmsKey("us-gov-west-1", partition: "aws-us-gov") + " # => TABLE065",
      mends: (kmsKey("us-gov-west-1", partition: "aws-us-gov"), kmsKey("us-east-1"))),
  ]

  private static let bindRows: [FaultCase] = [
    FaultCase(
      "row 19: a view type without a stream",
      key + """
        streamSpecification:
          streamEnabled: false
          streamViewType: NEW_IMAGE # => TABLE071
        """, mends: ("false", "true")),
    FaultCase(
      "row 19: a stream without a view type",
      key + "streamSpecification:\n  streamEnabled: true # => TABLE072",
      mends: ("# => TABLE072", "\n        streamViewType: NEW_AND_OLD_IMAGES")),
    FaultCase(
      "row 20: a mapping without a bind",
      beside: worker(
        "- eventSourceArn: ${orders.streamArn} # => MAP005\n          startingPosition: LATEST",
        binds: false),
      mends: (
        "maximumRetryAttempts: 3",
        "maximumRetryAttempts: 3\n    binds:\n"
          + "      - { to: orders, capability: database:dynamodb, access: stream-read }"
      )),
    FaultCase(
      "row 20: a stream that is off",
      beside: """
          - name: silent
            type: dynamodb-table
            config:
              partitionKey: { name: id, type: S }
          - name: follower
            type: lambda-worker
            config: { handler: src/follow.handler }
            binds:
              - to: silent
                capability: database:dynamodb
                access: stream-read # => BIND004
        """,
      mends: ("to: silent", "to: orders")),
    FaultCase(
      "row 21: another name of the capability",
      beside: reader("capability: db:dynamodb # => SHAPE014", "access: read"),
      mends: ("db:dynamodb #", "database:dynamodb #")),
    FaultCase(
      "row 22: another name of the access",
      beside: reader("capability: database:dynamodb", "access: readwrite # => SHAPE014"),
      mends: ("readwrite", "read-write")),
    FaultCase(
      "row 35: a stream from a point in time",
      beside: worker(
        "- eventSourceArn: ${orders.streamArn}\n          startingPosition: AT_TIMESTAMP # => MAP004"
      ), mends: ("AT_TIMESTAMP", "TRIM_HORIZON")),
  ]

  private static func reader(_ capability: String, _ access: String) -> String {
    """
      - name: reader
        type: lambda-api
        config: { handler: src/read.handler }
        binds:
          - to: orders
            \(capability)
            \(access)
    """
  }

  private static let otherRows: [FaultCase] =
    [
      FaultCase(
        "row 23: tracing of a table", key + "tracing: true # => SHAPE012",
        mends: ("tracing: true ", "")),
      FaultCase(
        "row 24: ten years of logs",
        key + "audit:\n  cloudTrailDataEvents: all\n  retentionDays: 3650 # => TABLE160",
        mends: ("3650", "3653")),
      FaultCase(
        "row 27: a cache beside a customer key",
        key + "kmsKey: { create: true }\n" + cache("enabled: true", " # => TABLE146"),
        mends: ("kmsKey: { create: true }\n", "\n")),
      FaultCase(
        "row 27: the name of a cache too long",
        key + cache("clusterName: user-sessions-in-cache # => SHAPE006\n  enabled: true"),
        mends: ("user-sessions-in-cache", "user-sessions")),
      FaultCase(
        "row 28: a made-up security group",
        key + cache("securityGroupIds: [sg-dax-cluster] # => AWS007\n  enabled: true"),
        mends: ("sg-dax-cluster", "sg-0123456789abcdef0")),
      FaultCase(
        "row 29: expiry that is no number",
        """
        partitionKey: { name: id, type: S }
        sortKey: { name: expiresAt, type: S } # => TABLE077
        timeToLiveSpecification: { enabled: true, attributeName: expiresAt }
        """, mends: ("type: S } #", "type: N } #")),
      FaultCase(
        "row 29: expiry as the key of an index",
        key + """
          globalSecondaryIndexes:
            - indexName: ByExpiry
              partitionKey:
                name: expiresAt # => TABLE078
                type: N
              projection: { projectionType: KEYS_ONLY }
          timeToLiveSpecification: { enabled: true, attributeName: expiresAt }
          """, mends: ("name: expiresAt #", "name: shard #")),
      FaultCase(
        "row 30: masking of data", key + "dataMasking: true # => SHAPE012",
        mends: ("dataMasking: true ", "")),
      FaultCase(
        "row 31: an endpoint of neither kind",
        key + "vpcEndpoint: # => TABLE134\n  vpcId: vpc-0123456789abcdef0",
        mends: ("# => TABLE134", "\n        type: gateway")),
    ] + tagAndScalingRows

  private static func cache(_ rest: String, _ mark: String = "") -> String {
    "daxCluster:\(mark)\n  nodeType: dax.r5.large\n  subnetGroupName: caches\n  \(rest)"
  }

  private static let tagAndScalingRows: [FaultCase] = [
    FaultCase(
      "row 32: a tag that is a number", key + "tags:\n  level: 3 # => SHAPE013",
      mends: ("level: 3", "level: \"3\"")),
    FaultCase(
      "row 32: a tag of AWS's own", key + "tags:\n  AWS:level: high # => TABLE165",
      mends: ("AWS:level", "level")),
    FaultCase(
      "row 32: a tag with a long key",
      key + "tags:\n  \(String(repeating: "k", count: 129)): high # => SHAPE006",
      mends: ("kk: high", "k: high")),
    FaultCase(
      "row 32: a tag with a long value",
      key + "tags:\n  level: \(String(repeating: "v", count: 257)) # => SHAPE006",
      mends: ("vv #", "v #")),
    FaultCase(
      "row 34: a start outside the limits",
      key + """
        billingMode: PROVISIONED
        provisionedThroughput:
          readCapacityUnits: 500 # => TABLE038
          writeCapacityUnits: 5
        autoScaling: { readCapacity: { minCapacity: 5, maxCapacity: 100 } }
        """, mends: ("500", "50")),
    FaultCase(
      "row 34: scaling on demand",
      key + "autoScaling: # => TABLE030\n  readCapacity: { minCapacity: 5, maxCapacity: 50 }",
      mends: (
        "autoScaling:",
        "billingMode: PROVISIONED\n      provisionedThroughput: "
          + "{ readCapacityUnits: 5, writeCapacityUnits: 5 }\n      autoScaling:"
      )),
    FaultCase(
      "row 34: an index that does not scale with its table",
      key + """
        billingMode: PROVISIONED
        provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
        autoScaling: { readCapacity: { minCapacity: 5, maxCapacity: 50 } }
        globalSecondaryIndexes:
          - indexName: ByState # => TABLE044
            partitionKey: { name: state, type: S }
            projection: { projectionType: ALL }
            provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
        """,
      mends: (
        "# => TABLE044",
        "\n          autoScaling: { readCapacity: { minCapacity: 5, maxCapacity: 50 } }"
      )),
  ]
}
