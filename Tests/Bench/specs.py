"""Specs of any size: components with indexes, a stream, a key, backups and alarms."""

import os

TABLE = """  - name: table-{0}
    type: dynamodb-table
    config:
      tableName: Table{0}
      billingMode: PAY_PER_REQUEST
      attributeDefinitions:
        - attributeName: sessionId
          attributeType: S
        - attributeName: userId
          attributeType: S
        - attributeName: createdAt
          attributeType: N
        - attributeName: shard
          attributeType: S
        - attributeName: sessionType
          attributeType: S
      keySchema:
        - attributeName: sessionId
          keyType: HASH
        - attributeName: createdAt
          keyType: RANGE
      globalSecondaryIndexes:
        - indexName: UserIdIndex
          keySchema:
            - attributeName: userId
              keyType: HASH
            - attributeName: createdAt
              keyType: RANGE
          projection:
            projectionType: ALL
        - indexName: ShardIndex
          keySchema:
            - attributeName: shard
              keyType: HASH
          projection:
            projectionType: KEYS_ONLY
      localSecondaryIndexes:
        - indexName: SessionTypeIndex
          keySchema:
            - attributeName: sessionId
              keyType: HASH
            - attributeName: sessionType
              keyType: RANGE
          projection:
            projectionType: INCLUDE
            nonKeyAttributes:
              - userAgent
              - ipAddress
      streamSpecification:
        streamEnabled: true
        streamViewType: NEW_AND_OLD_IMAGES
      sseSpecification:
        sseEnabled: true
        kmsMasterKeyId: arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012
      pointInTimeRecoveryEnabled: true
      backupPolicy:
        backupPlan:
          ruleName: DailyBackups
          schedule: cron(0 2 * * ? *)
          retention: 30
      timeToLiveSpecification:
        enabled: true
        attributeName: expiresAt
      tags:
        data-type: session-store
        encryption-enabled: "true"
        backup-enabled: "true"
"""


def write_spec(path, components, service="bench"):
    with open(path, "w") as file:
        file.write(
            f"service: {service}\ncomplianceFramework: commercial\nregion: us-east-1\n"
            "components:\n")
        for number in range(components):
            file.write(TABLE.format(number))
    return os.path.getsize(path)
