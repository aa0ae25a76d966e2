// What tiers above Commercial add to functions.

import Testing

@Suite struct TierTests {
  private func outcome(_ tier: String) throws -> Outcome {
    try Outcome(
      Orders.table() + "\n" + """
          - name: reader
            type: lambda-worker
            config:
              handler: src/read.handler
              environment: { variables: { NAME: x } }
              eventSourceMappings:
                - { eventSourceArn: '${orders.streamArn}', startingPosition: LATEST }
            binds:
              - { to: orders, capability: database:dynamodb, access: [read, stream-read],
                  options: { indexes: [] } }
        """, tier: tier, before: "region: us-gov-west-1")
  }

  @Test(arguments: ["fedramp-moderate", "fedramp-high"])
  func functionsAreHardened(tier: String) throws {
    let outcome = try outcome(tier)
    let function = try #require(outcome.properties("ReaderFunction"))
    #expect(function["ReservedConcurrentExecutions"] == .number(10))
    #expect(function["KmsKeyArn"]?.brief == "@SharedEncryptionKey.Arn")
    #expect(
      function["VpcConfig"]?.brief
        == "{SecurityGroupIds: @FunctionSecurityGroupIds, SubnetIds: @FunctionSubnetIds}")
    #expect(function["DeadLetterConfig"]?.brief == "{TargetArn: @ReaderDeadLetterQueue.Arn}")
    #expect(function["Environment"]?["Variables"]?["AWS_USE_FIPS_ENDPOINT"]?.text == "true")
    let logs = outcome.resource("ReaderFunctionLogs")
    #expect(logs?["DeletionPolicy"]?.text == "Retain")
    #expect(logs?["Properties"]?["RetentionInDays"] == .number(365))
    #expect(logs?["Properties"]?["KmsKeyId"]?.brief == "@SharedEncryptionKey.Arn")
    #expect(
      outcome.properties("ReaderDeadLetterQueue")?["KmsMasterKeyId"]?.brief
        == "@SharedEncryptionKey.Arn")
    let tags = (function["Tags"]?.elements ?? []).compactMap { $0["Key"]?.text }
    #expect(tags == ["owner", "environment", "data-classification", "compliance-framework"])
  }

  @Test(arguments: ["fedramp-moderate", "fedramp-high"])
  func consumersGiveUpInTime(tier: String) throws {
    let outcome = try outcome(tier)
    let mapping = try #require(outcome.properties("ReaderOrdersMapping6"))
    #expect(mapping["MaximumRetryAttempts"] == .number(5))
    #expect(mapping["BisectBatchOnFunctionError"] == .boolean(true))
    #expect(
      mapping["DestinationConfig"]?.brief == "{OnFailure: {Destination: @ReaderFailureQueue.Arn}}")
    #expect(
      outcome.statements("ReaderRuntimePolicy").contains(
        "SendFailures: sqs:SendMessage on @ReaderFailureQueue.Arn"))
  }

  @Test func itemsMoveThroughTheEndpointUnderHigh() throws {
    let high = try outcome("fedramp-high").statements("ReaderAccessPolicy")
    #expect(
      high.first { $0.hasPrefix("OrdersRead:") }?
        .hasSuffix("if StringEquals aws:SourceVpce @SharedGatewayEndpoint") == true)
    #expect(high.first { $0.hasPrefix("OrdersReadStream:") }?.contains("Vpce") == false)
    let moderate = try outcome("fedramp-moderate").statements("ReaderAccessPolicy")
    #expect(moderate.allSatisfy { !$0.contains("Vpce") })
  }

  @Test(arguments: ["fedramp-moderate", "fedramp-high"])
  func callersOfAnAPIAreKnown(tier: String) throws {
    let outcome = try Outcome(
      "  - { name: reader, type: lambda-api, config: { handler: a.b, "
        + "routes: [{ method: GET, path: /orders }] } }", tier: tier)
    #expect(
      outcome.properties("ReaderGetOrdersRoute9")?["AuthorizationType"]?.text == "AWS_IAM")
  }
}
