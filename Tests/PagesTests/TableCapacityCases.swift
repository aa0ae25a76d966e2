// What the pages of capacity leave out: indexes, replicas, both places of scaling, one finding a
// fault.

extension TableCase {
  static let capacity: [TableCase] = [
    TableCase("on-demand by default", [], key + "onDemandThroughput: { maxReadRequestUnits: 5 }"),
    TableCase(
      "provisioned by nobody", ["TABLE031"], key + "billingMode: PROVISIONED"),
    TableCase(
      "an empty throughput", ["TABLE031"],
      key + "billingMode: PROVISIONED\nprovisionedThroughput: {}"),
    TableCase(
      "one number of two", ["TABLE031"],
      key + "billingMode: PROVISIONED\nprovisionedThroughput: { readCapacityUnits: 5 }"),
    TableCase(
      "a misspelt number is one mistake", ["SHAPE001"],
      key
        + "billingMode: PROVISIONED\n"
        + "provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnit: 5 }"),
    TableCase(
      "no capacity at all", ["SHAPE005"],
      key
        + "billingMode: PROVISIONED\n"
        + "provisionedThroughput: { readCapacityUnits: 0, writeCapacityUnits: 5 }"),
    TableCase(
      "scaling supplies the numbers", [],
      key + "billingMode: PROVISIONED\n" + scaling("autoScaling")),
    TableCase(
      "scaling within the throughput supplies them", [],
      key + "billingMode: PROVISIONED\nprovisionedThroughput:\n" + scaling("  autoScaling")),
    TableCase(
      "scaling in both places, agreeing", [],
      key + "billingMode: PROVISIONED\nprovisionedThroughput:\n" + scaling("  autoScaling") + "\n"
        + scaling("autoScaling")),
    TableCase(
      "no limit at all, and no number", ["TABLE036"],
      key + """
        billingMode: PROVISIONED
        autoScaling:
          readCapacity: {}
          writeCapacity: { minCapacity: 5, maxCapacity: 50 }
        """),
    TableCase(
      "scaling of nothing", ["SHAPE007"],
      key + "billingMode: PROVISIONED\nautoScaling: {}"),
    TableCase(
      "everything provisioned on demand is one mistake", ["TABLE030"],
      key + """
        provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
        autoScaling: { writeCapacity: { minCapacity: 5, maxCapacity: 50 } }
        globalSecondaryIndexes:
          - indexName: ByIt
            partitionKey: { name: it, type: S }
            projection: { projectionType: ALL }
            provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
        """),
    TableCase(
      "an index that scales on demand", ["TABLE030"],
      key + index("autoScaling: { readCapacity: { minCapacity: 5, maxCapacity: 50 } }")),
    TableCase(
      "a misspelt billing mode is one mistake", ["SHAPE003"],
      key + """
        billingMode: Provisioned!
        provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
        """),
    TableCase(
      "a misspelt key of the billing mode is one mistake", ["SHAPE001"],
      key + """
        billngMode: PROVISIONED
        provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
        """),
    TableCase(
      "a cap on a provisioned index", ["TABLE032"],
      provisioned
        + index(
          """
          provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
          onDemandThroughput: { maxReadRequestUnits: 5 }
          """)),
    TableCase(
      "an index colder than its capacity", ["TABLE033"],
      provisioned
        + index(
          """
          provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
          warmThroughput: { readUnitsPerSecond: 5, writeUnitsPerSecond: 4 }
          """)),
    TableCase(
      "too much in each direction", ["TABLE034", "TABLE034"],
      key + "onDemandThroughput: { maxReadRequestUnits: 40001, maxWriteRequestUnits: 50000 }"),
    TableCase(
      "a target of 95", ["SHAPE005"],
      provisioned + """
        autoScaling:
          writeCapacity: { minCapacity: 5, maxCapacity: 9, targetTracking: { targetValue: 95 } }
        """),
    TableCase(
      "a scheduled action turned round", ["TABLE037"],
      provisioned + """
        autoScaling:
          writeCapacity:
            minCapacity: 5
            maxCapacity: 9
            scheduledActions: [{ name: day, schedule: cron(0 8 * * ? *), min: 9, max: 5 }]
        """),
    TableCase(
      "actions of two capacities may share a name", [],
      provisioned + """
        autoScaling:
          readCapacity:
            minCapacity: 5
            maxCapacity: 9
            scheduledActions: [{ name: day, schedule: cron(0 8 * * ? *), min: 6 }]
          writeCapacity:
            minCapacity: 5
            maxCapacity: 9
            scheduledActions: [{ name: day, schedule: cron(0 8 * * ? *), min: 6 }]
        """),
    TableCase(
      "an index that scales its reads alone", ["TABLE044"],
      provisioned + scaling("autoScaling") + "\n"
        + index(
          """
          provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
          autoScaling: { readCapacity: { minCapacity: 5, maxCapacity: 50 } }
          """)),
    TableCase(
      "an index that scales its writes alone", [],
      provisioned + scaling("autoScaling") + "\n"
        + index(
          """
          provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
          autoScaling: { writeCapacity: { minCapacity: 5, maxCapacity: 50 } }
          """)),
    TableCase(
      "a global table without read capacity", ["TABLE031"],
      key + """
        billingMode: PROVISIONED
        autoScaling:
          writeCapacity: { minCapacity: 5, maxCapacity: 50 }
        globalTables:
          regions: [us-east-1, us-west-2]
        """),
    TableCase(
      "a replica turned round", ["TABLE037"],
      key + """
        billingMode: PROVISIONED
        autoScaling:
          writeCapacity: { minCapacity: 5, maxCapacity: 50 }
        globalTables:
          replicationGroup:
            - region: us-east-1
              readCapacity: 5
            - region: us-west-2
              readCapacity: { minCapacity: 50, maxCapacity: 5 }
        """),
    TableCase(
      "scaling that disagrees about a schedule", ["TABLE035"],
      key + """
        billingMode: PROVISIONED
        provisionedThroughput:
          readCapacityUnits: 5
          writeCapacityUnits: 5
          autoScaling:
            readCapacity:
              maxCapacity: 9
              scheduledActions: [{ name: day, schedule: cron(0 8 * * ? *), min: 7 }]
        autoScaling:
          readCapacity:
            minCapacity: 5
            maxCapacity: 9
            scheduledActions: [{ name: day, schedule: cron(0 8 * * ? *), min: 6 }]
        """),
  ]

  private static let key = "partitionKey: { name: id, type: S }\n"

  private static let provisioned =
    key + """
      billingMode: PROVISIONED
      provisionedThroughput:
        readCapacityUnits: 5
        writeCapacityUnits: 5

      """

  /// Scaling of both directions, under a key that may be indented.
  private static func scaling(_ key: String) -> String {
    let indent = String(key.prefix { $0 == " " })
    return [
      "\(key):", "  readCapacity: { minCapacity: 5, maxCapacity: 50 }",
      "  writeCapacity: { minCapacity: 5, maxCapacity: 50.0 }",
    ].enumerated().map { $0.offset == 0 ? $0.element : indent + $0.element }.joined(separator: "\n")
  }

  private static func index(_ body: String) -> String {
    """
    globalSecondaryIndexes:
      - indexName: ByIt
        partitionKey: { name: it, type: S }
        projection: { projectionType: ALL }

    """ + body.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
  }
}
