// Automatic scaling of provisioned capacity.

import Testing

@Suite struct ScalingTests {
  private static let config = """
    partitionKey: { name: id, type: S }
    billingMode: PROVISIONED
    provisionedThroughput:
      writeCapacityUnits: 7
      autoScaling: { readCapacity: { minCapacity: 5, maxCapacity: 50 } }
    autoScaling:
      readCapacity:
        minCapacity: 5
        maxCapacity: 50
        targetTrackingScalingPolicyConfiguration: { targetValue: 65.5, disableScaleIn: true }
        scheduledActions:
          - { name: morning, schedule: cron(0 8 * * ? *), timezone: Europe/Berlin, min: 20 }
      writeCapacity: { minCapacity: 5, maxCapacity: 70 }
    globalSecondaryIndexes:
      - indexName: by-day.1
        partitionKey: { name: day, type: N }
        provisionedThroughput: { readCapacityUnits: 3 }
        autoScaling: { writeCapacity: { minCapacity: 6, maxCapacity: 70 } }
    """

  private func template() throws -> ReadTemplate {
    let table = SynthesizedTable(ScalingTests.config)
    try #require(table.findings == [])
    return try table.template()
  }

  @Test func everyScaledCapacityHasATargetAndAPolicy() throws {
    #expect(
      try template().resources.filter { $0.contains("Scaling") } == [
        "OrdersByDay1Index6WriteScaling", "OrdersByDay1Index6WriteScalingPolicy",
        "OrdersTableReadScaling", "OrdersTableReadScalingPolicy", "OrdersTableWriteScaling",
        "OrdersTableWriteScalingPolicy",
      ])
  }

  @Test func targetHoldsLimitsAndSchedule() throws {
    #expect(
      try template()["/Resources/OrdersTableReadScaling/Properties"]
        == #"{"MaxCapacity":50,"MinCapacity":5,"ResourceId":{"Fn::Sub":"table/${OrdersTable}"},"#
        + #""ScalableDimension":"dynamodb:table:ReadCapacityUnits","ScheduledActions":"#
        + #"[{"ScalableTargetAction":{"MinCapacity":20},"Schedule":"cron(0 8 * * ? *)","#
        + #""ScheduledActionName":"morning","Timezone":"Europe/Berlin"}],"#
        + #""ServiceNamespace":"dynamodb"}"#)
  }

  @Test func policyAimsAtWhatIsSaid() throws {
    #expect(
      try template()["/Resources/OrdersTableReadScalingPolicy/Properties"]
        == #"{"PolicyName":"table-read-utilization","PolicyType":"TargetTrackingScaling","#
        + #""ScalingTargetId":{"Ref":"OrdersTableReadScaling"},"#
        + #""TargetTrackingScalingPolicyConfiguration":{"DisableScaleIn":true,"#
        + #""PredefinedMetricSpecification":{"PredefinedMetricType":"#
        + #""DynamoDBReadCapacityUtilization"},"ScaleInCooldown":60,"ScaleOutCooldown":60,"#
        + #""TargetValue":65.5}}"#)
  }

  @Test func indexScalesByItself() throws {
    let template = try template()
    let target = "/Resources/OrdersByDay1Index6WriteScaling/Properties/"
    #expect(
      template[target + "ResourceId"] == #"{"Fn::Sub":"table/${OrdersTable}/index/by-day.1"}"#)
    #expect(template[target + "ScalableDimension"] == #""dynamodb:index:WriteCapacityUnits""#)
    let policy = "/Resources/OrdersByDay1Index6WriteScalingPolicy/Properties/"
    #expect(
      template[policy + "TargetTrackingScalingPolicyConfiguration/TargetValue"] == "70")
    #expect(
      template["/Resources/OrdersTable/Properties/GlobalSecondaryIndexes/0/ProvisionedThroughput"]
        == #"{"ReadCapacityUnits":3,"WriteCapacityUnits":6}"#)
  }
}
