// The six faults of a replicated table that passed a linter of the day unseen.

extension FaultCase {
  private static let stream =
    "streamSpecification: { streamEnabled: true, streamViewType: NEW_AND_OLD_IMAGES }\n"

  static let missedInGlobalTables: [FaultCase] = [
    FaultCase(
      "no replica in the region of the stack",
      key + stream + "globalTables:\n  regions: [us-west-2, eu-west-1] # => TABLE104",
      mends: ("us-west-2, eu", "us-east-1, eu")),
    FaultCase(
      "replicas without a stream",
      key + """
        streamSpecification:
          streamEnabled: false # => TABLE121
        globalTables: { regions: [us-east-1, us-west-2] }
        """, mends: ("false", "true\n        streamViewType: NEW_AND_OLD_IMAGES")),
    FaultCase(
      "replicas without scaling of writes",
      key + stream + """
        globalTables: { regions: [us-east-1, us-west-2] }
        billingMode: PROVISIONED # => TABLE114
        provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
        """,
      mends: (
        "# => TABLE114",
        "\n      autoScaling: { writeCapacity: { minCapacity: 5, maxCapacity: 50 } }"
      )),
    FaultCase(
      "an attribute of no key",
      stream + """
        attributeDefinitions:
          - { attributeName: id, attributeType: S }
          - { attributeName: state, attributeType: S } # => TABLE006
        keySchema: [{ attributeName: id, keyType: HASH }]
        globalTables: { regions: [us-east-1, us-west-2] }
        """, mends: ("  - { attributeName: state, attributeType: S } ", "")),
    FaultCase(
      "a replica with the key of another region",
      key + stream + """
        globalTables:
          replicationGroup:
            - { region: us-east-1, kmsKeyId: "\(kmsKey("us-east-1"))" }
            - { region: us-west-2, kmsKeyId: "\(kmsKey("eu-west-1"))" } # => TABLE108
        """, mends: ("eu-west-1", "us-west-2")),
    // The keys of replicas are the wish; encryption of the whole table follows from them.
    inexpressible(
      "keys of replicas without encryption of the table",
      key + stream + """
        globalTables:
          replicationGroup:
            - { region: us-east-1, kmsKeyId: "\(kmsKey("us-east-1"))" }
            - { region: us-west-2, kmsKeyId: "\(kmsKey("us-west-2"))" }
        """),
  ]
}
