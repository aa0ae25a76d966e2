// The alarms of a table by level and by name, what they watch, and whom they tell.

import Compliance
import Testing

@Suite struct AlarmTests {
  private static let key = "partitionKey: { name: id, type: S }\n"

  private func commercial(
    _ config: String, region: String? = nil, others: String = ""
  ) throws -> ReadTemplate {
    let table = SynthesizedTable(AlarmTests.key + config, region: region, others: others)
    try #require(table.findings == [])
    return try table.template()
  }

  private func alarms(_ template: ReadTemplate) -> [String] {
    template.resources.filter { $0.hasSuffix("Alarm") }
  }

  @Test func commercialHasThreeThatTellNobody() throws {
    let template = try commercial("tags: { team: a }")
    #expect(
      alarms(template) == [
        "OrdersTableReadThrottleEventsAlarm", "OrdersTableSystemErrorsAlarm",
        "OrdersTableWriteThrottleEventsAlarm",
      ])
    #expect(
      template["/Resources/OrdersTableReadThrottleEventsAlarm/Properties"]
        == #"{"AlarmDescription":"orders: reads that were throttled","#
        + #""ComparisonOperator":"GreaterThanThreshold","#
        + #""Dimensions":[{"Name":"TableName","Value":{"Ref":"OrdersTable"}}],"#
        + #""EvaluationPeriods":5,"MetricName":"ReadThrottleEvents","Namespace":"AWS/DynamoDB","#
        + #""Period":60,"Statistic":"Sum","Tags":[{"Key":"team","Value":"a"}],"Threshold":0,"#
        + #""TreatMissingData":"notBreaching"}"#)
    #expect(!template.resources.contains { $0.hasPrefix("Shared") })
  }

  @Test func errorsAreCountedByOperation() throws {
    let metrics = "/Resources/OrdersTableSystemErrorsAlarm/Properties/Metrics/"
    let template = try commercial("")
    #expect(template[metrics + "0/Expression"] == #""SUM(METRICS())""#)
    #expect(template[metrics + "0/ReturnData"] == "true")
    #expect(
      template[metrics + "1/MetricStat/Metric/Dimensions"]
        == #"[{"Name":"TableName","Value":{"Ref":"OrdersTable"}},"#
        + #"{"Name":"Operation","Value":"GetItem"}]"#)
    #expect(template[metrics + "10/ReturnData"] == "false")
    // CloudWatch takes ten metrics and one expression.
    #expect(template[metrics + "11"] == "")
    #expect(template["/Resources/OrdersTableSystemErrorsAlarm/Properties/MetricName"] == "")
  }

  @Test func settingsOfAnAlarmReachIt() throws {
    let template = try commercial(
      """
      monitoring:
        alarmActions: [arn:aws:sns:us-east-1:123456789012:pager]
        okActions: [arn:aws:sns:us-east-1:123456789012:calm]
        alarms:
          writeThrottleEvents: { enabled: false }
          conditionalCheckFailedRequests:
            threshold: 2.5
            evaluationPeriods: 3
            periodSeconds: 120
            comparisonOperator: GreaterThanOrEqualToThreshold
            treatMissingData: ignore
            statistic: Maximum
      """)
    #expect(!template.resources.contains("OrdersTableWriteThrottleEventsAlarm"))
    let alarm = "/Resources/OrdersTableConditionalCheckFailedRequestsAlarm/Properties/"
    #expect(template[alarm + "Threshold"] == "2.5")
    #expect(template[alarm + "EvaluationPeriods"] == "3")
    #expect(template[alarm + "Period"] == "120")
    #expect(template[alarm + "ComparisonOperator"] == #""GreaterThanOrEqualToThreshold""#)
    #expect(template[alarm + "TreatMissingData"] == #""ignore""#)
    #expect(template[alarm + "Statistic"] == #""Maximum""#)
    #expect(
      template[alarm + "AlarmActions"] == #"["arn:aws:sns:us-east-1:123456789012:pager"]"#)
    #expect(template[alarm + "OKActions"] == #"["arn:aws:sns:us-east-1:123456789012:calm"]"#)
  }

  @Test func provisionedIndexesAndReplicasHaveAlarmsOfTheirOwn() throws {
    let template = try commercial(
      """
      sortKey: { name: at, type: N }
      globalSecondaryIndexes:
        - indexName: ByTime
          keySchema:
            - { attributeName: at, keyType: HASH }
      globalTables: { regions: [us-east-1, us-west-2] }
      timeToLiveSpecification: { enabled: true, attributeName: ttl }
      monitoring: { level: comprehensive }
      """, region: "us-east-1")
    #expect(
      alarms(template) == [
        "OrdersByTimeIndex6ReadThrottleEventsAlarm",
        "OrdersByTimeIndex6WriteThrottleEventsAlarm",
        "OrdersTableConditionalCheckFailedRequestsAlarm",
        "OrdersTableReadThrottleEventsAlarm", "OrdersTableReplicationLatencyUsWest2Alarm",
        "OrdersTableSuccessfulRequestLatencyAlarm", "OrdersTableSystemErrorsAlarm",
        "OrdersTableThrottledRequestsAlarm", "OrdersTableTimeToLiveDeletedItemCountAlarm",
        "OrdersTableTransactionConflictAlarm", "OrdersTableWriteThrottleEventsAlarm",
        "SharedUserErrorsAlarm",
      ])
    #expect(
      template["/Resources/OrdersByTimeIndex6ReadThrottleEventsAlarm/Properties/Dimensions/1"]
        == #"{"Name":"GlobalSecondaryIndexName","Value":"ByTime"}"#)
    #expect(
      template["/Resources/OrdersTableReplicationLatencyUsWest2Alarm/Properties/Dimensions/1"]
        == #"{"Name":"ReceivingRegion","Value":"us-west-2"}"#)
    #expect(template["/Resources/SharedUserErrorsAlarm/Properties/Dimensions"] == "")
  }

  /// DynamoDB counts `UserErrors` for the account: an alarm by table would ring for all of them.
  /// What somebody asks for takes the place of what is usual, and whoever asks is told.
  @Test(arguments: [
    ("level: comprehensive", "level: comprehensive", ["100"], ""),
    ("level: comprehensive", "alarms: { userErrors: { threshold: 7 } }", ["7"], ""),
    (
      "alarms: { userErrors: { threshold: 7 } }", "alarms: { userErrors: { threshold: 7 } }",
      ["7"], ""
    ),
    (
      "alarms: { userErrors: { threshold: 7 } }", "alarms: { userErrors: { threshold: 8 } }",
      ["7", "8"], ""
    ),
    (
      "alarms: { userErrors: { threshold: 7 } }, alarmActions: [\(topic("a")), \(topic("b"))]",
      "alarms: { userErrors: { threshold: 7 } }, alarmActions: [\(topic("b")), \(topic("c"))]",
      ["7"], #"["\#(topic("a"))","\#(topic("b"))","\#(topic("c"))"]"#
    ),
    ("alarms: { userErrors: { enabled: false } }", "level: basic", [], ""),
  ])
  func errorsOfUsersAreWatchedOnceForAllTables(
    one: String, other: String, thresholds: [String], actions: String
  ) throws {
    let template = try commercial(
      "monitoring: { \(one) }",
      others: """
        - name: sessions
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            monitoring: { \(other) }
        """)
    let found = template.resources.filter { $0.contains("UserErrors") }
      .map { "/Resources/\($0)/Properties/" }
    #expect(found.map { template[$0 + "Threshold"] }.sorted() == thresholds)
    #expect(found.allSatisfy { $0.hasPrefix("/Resources/SharedUserErrorsAlarm") })
    #expect(found.allSatisfy { template[$0 + "AlarmActions"] == actions })
  }

  private static func topic(_ name: String) -> String {
    "arn:aws:sns:us-east-1:123456789012:\(name)"
  }

  @Test func usedCapacityIsAShareOfTheProvisioned() throws {
    let template = try commercial(
      """
      billingMode: PROVISIONED
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
      monitoring: { level: enhanced }
      """)
    let metrics = "/Resources/OrdersTableReadCapacityUtilizationAlarm/Properties/Metrics/"
    #expect(
      template[metrics + "0/Expression"]
        == #""100 * (consumed / PERIOD(consumed)) / provisioned""#)
    #expect(
      template[metrics + "2/MetricStat/Metric/MetricName"] == #""ProvisionedReadCapacityUnits""#)
    #expect(
      template["/Resources/SharedAccountProvisionedReadCapacityUtilizationAlarm"] != "")
  }

  @Test func statisticOfAShareHasNoEffect() {
    let table = SynthesizedTable(
      AlarmTests.key
        + """
        billingMode: PROVISIONED
        provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
        monitoring: { alarms: { readCapacityUtilization: { statistic: Average } } }
        """)
    #expect(table.findings == ["CFN002 nothing in the templates comes of this setting"])
  }

  @Test func aboveCommercialAlarmsGoToTheServicesTopic() throws {
    let template = try TableAtTier(AlarmTests.key, .fedrampModerate).template()
    #expect(
      template["/Resources/OrdersTableSystemErrorsAlarm/Properties/AlarmActions"]
        == #"[{"Ref":"SharedAlarmTopic"}]"#)
    #expect(
      template["/Resources/SharedAlarmTopic/Properties/KmsMasterKeyId"]
        == #"{"Fn::GetAtt":["SharedEncryptionKey","Arn"]}"#)
  }

  @Test func dashboardIsJSONThatShowsTheTable() throws {
    let template = try commercial("monitoring: { dashboard: true }")
    let body = template["/Resources/OrdersTableDashboard/Properties/DashboardBody/Fn::Sub"]
    let metric = #"[\"AWS/DynamoDB\",\"ReadThrottleEvents\",\"TableName\",\"${OrdersTable}\"]"#
    #expect(body.contains(metric))
    let text = try JSONText.string(body)
    #expect(try JSONText.object(text)["widgets"] != nil)
  }
}
