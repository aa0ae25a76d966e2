// The streams that call a worker, and what it may do because of them.

import Testing

@Suite struct WorkerTests {
  private func outcome(
    _ mapping: String,
    binds: String = "{ to: orders, capability: dynamodb:stream, "
      + "access: stream-read }", more: String = ""
  ) throws -> Outcome {
    try Outcome(
      Orders.table() + "\n" + more + """
          - name: reader
            type: lambda-worker
            config:
              handler: src/read.handler
              eventSourceMappings:
                - { \(mapping) }
            binds: [\(binds)]
        """)
  }

  private static let source = "eventSourceArn: '${orders.streamArn}', startingPosition: LATEST"

  @Test func everyPropertyIsCarried() throws {
    let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    let outcome = try outcome(
      "\(WorkerTests.source), enabled: false, batchSize: 10, maximumBatchingWindowInSeconds: 5, "
        + "parallelizationFactor: 2, maximumRetryAttempts: 3, maximumRecordAgeInSeconds: 3600, "
        + "bisectBatchOnFunctionError: true, functionResponseTypes: [ReportBatchItemFailures], "
        + "tumblingWindowInSeconds: 60, metricsConfig: { metrics: [EventCount] }, "
        + "filterCriteria: { filters: [{ pattern: '{\"eventName\": [\"INSERT\"]}' }] }, "
        + "kmsKeyArn: '\(key)', destinationConfig: { onFailure: { destination: "
        + "'arn:aws:sqs:us-east-1:123456789012:lost' } }")
    #expect(outcome.codes == [])
    let expected = try JSON(
      """
      {"FunctionName": {"Ref": "ReaderFunction"},
       "EventSourceArn": {"Fn::GetAtt": ["OrdersTable", "StreamArn"]},
       "StartingPosition": "LATEST", "Enabled": false, "BatchSize": 10,
       "MaximumBatchingWindowInSeconds": 5, "ParallelizationFactor": 2,
       "MaximumRetryAttempts": 3, "MaximumRecordAgeInSeconds": 3600,
       "BisectBatchOnFunctionError": true, "FunctionResponseTypes": ["ReportBatchItemFailures"],
       "TumblingWindowInSeconds": 60, "MetricsConfig": {"Metrics": ["EventCount"]},
       "FilterCriteria": {"Filters": [{"Pattern": "{\\"eventName\\": [\\"INSERT\\"]}"}]},
       "KmsKeyArn": "\(key)",
       "DestinationConfig": {"OnFailure":
         {"Destination": "arn:aws:sqs:us-east-1:123456789012:lost"}},
       "Tags": [{"Key": "owner", "Value": "team"}]}
      """)
    #expect(outcome.properties("ReaderOrdersMapping6") == expected)
    #expect(
      outcome.statements("ReaderRuntimePolicy").last
        == "SendFailures: sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:lost")
  }

  @Test func nothingIsAddedUnderCommercial() throws {
    let outcome = try outcome(WorkerTests.source)
    #expect(
      outcome.properties("ReaderOrdersMapping6")?.members.keys.sorted() == [
        "EventSourceArn", "FunctionName", "StartingPosition", "Tags",
      ])
    #expect(outcome.ids(of: "AWS::SQS::Queue") == [])
  }

  @Test func theMappingWaitsForItsRights() throws {
    let outcome = try outcome(
      "\(WorkerTests.source), destinationConfig: { onFailure: { destination: "
        + "'arn:aws:sns:us-east-1:123456789012:lost' } }")
    #expect(
      outcome.resource("ReaderOrdersMapping6")?["DependsOn"]?.brief
        == "[ReaderAccessPolicy ReaderStreamListPolicy ReaderRuntimePolicy]")
    #expect(
      outcome.statements("ReaderRuntimePolicy").last
        == "SendFailures: sns:Publish on arn:aws:sns:us-east-1:123456789012:lost")
  }

  @Test func anUnboundMappingMayReadItsStream() throws {
    let outcome = try outcome(WorkerTests.source, binds: "")
    #expect(outcome.codes == ["MAP005"])
    #expect(
      outcome.statements("ReaderAccessPolicy") == [
        "OrdersReadStream: DescribeStream GetRecords GetShardIterator on @OrdersTable.StreamArn"
      ])
    #expect(outcome.statements("ReaderStreamListPolicy") == ["ListStreams: ListStreams on *"])
  }

  @Test func aForeignStreamIsReadByItsARN() throws {
    let arn = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000"
    let outcome = try outcome(
      "eventSourceArn: '\(arn)', startingPosition: TRIM_HORIZON", binds: "")
    #expect(
      outcome.statements("ReaderAccessPolicy") == [
        "ReadStream: DescribeStream GetRecords GetShardIterator on \(arn)"
      ])
    #expect(outcome.ids(of: "AWS::Lambda::EventSourceMapping").count == 1)
  }
}
