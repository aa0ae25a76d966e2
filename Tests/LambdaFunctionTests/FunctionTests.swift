// What the settings of a function become.

import Testing

@Suite struct FunctionTests {
  private func function(_ config: String, type: String = "lambda-api") -> String {
    """
      - name: reader
        type: \(type)
        config: { \(config) }
    """
  }

  /// Everything a function is without further words.
  @Test func defaults() throws {
    let outcome = try Outcome(function("handler: src/read.handler"))
    #expect(outcome.codes == [])
    #expect(
      outcome.ids == [
        "ReaderFunction", "ReaderFunctionLogs", "ReaderFunctionRole", "ReaderRuntimePolicy",
        "ReaderTracingPolicy",
      ])
    let expected = try JSON(
      """
      {"FunctionName": "shop-reader", "Runtime": "nodejs22.x", "Handler": "src/read.handler",
       "Architectures": ["arm64"],
       "Code": {"S3Bucket": {"Ref": "ReaderCodeBucket"}, "S3Key": {"Ref": "ReaderCodeKey"}},
       "Role": {"Fn::GetAtt": ["ReaderFunctionRole", "Arn"]}, "Timeout": 30, "MemorySize": 512,
       "TracingConfig": {"Mode": "Active"},
       "LoggingConfig": {"LogGroup": {"Ref": "ReaderFunctionLogs"}},
       "Tags": [{"Key": "owner", "Value": "team"}]}
      """)
    #expect(outcome.properties("ReaderFunction") == expected)
    #expect(outcome.properties("ReaderFunctionLogs")?["RetentionInDays"] == .number(90))
    #expect(
      outcome.properties("ReaderFunctionLogs")?["LogGroupName"]?.text == "/aws/lambda/shop-reader")
    #expect(
      outcome.statements("ReaderRuntimePolicy") == [
        "WriteLogs: logs:CreateLogStream logs:PutLogEvents on @ReaderFunctionLogs.Arn"
      ])
    #expect(
      outcome.statements("ReaderTracingPolicy") == [
        "SendTraces: xray:PutTelemetryRecords xray:PutTraceSegments on *"
      ])
    let trust = outcome.properties("ReaderFunctionRole")?["AssumeRolePolicyDocument"]
    #expect(
      trust?["Statement"]?.brief
        == "[{Action: [sts:AssumeRole], Effect: Allow, Principal: {Service: "
        + "[lambda.amazonaws.com]}, Sid: LambdaTakesTheRole}]")
  }

  @Test(arguments: [
    (
      "handler: a.b, code: { s3Bucket: shop, s3Key: a.zip, s3ObjectVersion: v }",
      "{S3Bucket: shop, S3Key: a.zip, S3ObjectVersion: v}", 0
    ),
    (
      "handler: a.b, code: { s3Bucket: 'shop-${AWS::Region}' }",
      "{S3Bucket: shop-${AWS::Region}, S3Key: @ReaderCodeKey}", 1
    ),
    (
      "handler: index.b, code: { zipFile: 'exports.b = () => 1' }",
      "{ZipFile: exports.b = () => 1}", 0
    ),
    (
      "code: { imageUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1' }",
      "{ImageUri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1}", 0
    ),
  ])
  func codeComesFrom(config: String, code: String, parameters: Int) throws {
    let outcome = try Outcome(function(config))
    #expect(outcome.codes == [])
    #expect(outcome.properties("ReaderFunction")?["Code"]?.brief == code)
    #expect((outcome.template["Parameters"]?.members ?? [:]).count == parameters)
  }

  @Test func imagesBringTheirRuntime() throws {
    let outcome = try Outcome(
      function("code: { imageUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1' }"))
    let function = outcome.properties("ReaderFunction")
    #expect(function?["PackageType"]?.text == "Image")
    #expect(function?["Runtime"] == nil && function?["Handler"] == nil)
  }

  @Test(arguments: [
    ("handler: a.b, runtime: python3.13", "python3.13"),
    ("code: { handler: a.b, runtime: python3.12 }", "python3.12"),
    (
      "handler: a.b, runtime: python3.12, code: { handler: a.b, runtime: python3.12 }",
      "python3.12"
    ),
  ])
  func runtimeStandsInTwoPlaces(config: String, runtime: String) throws {
    let outcome = try Outcome(function(config))
    #expect(outcome.codes == [])
    #expect(outcome.properties("ReaderFunction")?["Runtime"]?.text == runtime)
    #expect(outcome.properties("ReaderFunction")?["Handler"]?.text == "a.b")
  }

  @Test(arguments: [
    ("description: Reads", "Description", "Reads"),
    ("architecture: x86_64", "Architectures", "[x86_64]"),
    ("timeout: 60", "Timeout", "60"), ("timeoutSeconds: 60", "Timeout", "60"),
    ("memorySize: 1024", "MemorySize", "1024"),
    ("ephemeralStorage: { size: 1024 }", "EphemeralStorage", "{Size: 1024}"),
    ("reservedConcurrency: 3", "ReservedConcurrentExecutions", "3"),
    (
      "layers: ['arn:aws:lambda:us-east-1:123456789012:layer:a:1']", "Layers",
      "[arn:aws:lambda:us-east-1:123456789012:layer:a:1]"
    ),
    ("tracing: PassThrough", "TracingConfig", "{Mode: PassThrough}"),
    (
      "vpcConfig: { subnetIds: [subnet-0a1b2c3d], securityGroupIds: [sg-0a1b2c3d] }", "VpcConfig",
      "{SecurityGroupIds: [sg-0a1b2c3d], SubnetIds: [subnet-0a1b2c3d]}"
    ),
    (
      "vpcConfig: { subnetIds: [subnet-0a1b2c3d] }", "VpcConfig",
      "{SecurityGroupIds: @FunctionSecurityGroupIds, SubnetIds: [subnet-0a1b2c3d]}"
    ),
    ("deadLetterQueue: true", "DeadLetterConfig", "{TargetArn: @ReaderDeadLetterQueue.Arn}"),
    (
      "deadLetterQueue: { arn: 'arn:aws:sns:us-east-1:123456789012:lost' }", "DeadLetterConfig",
      "{TargetArn: arn:aws:sns:us-east-1:123456789012:lost}"
    ),
    (
      "environment: { variables: { AA: x, BB: '${AWS::Region}' } }", "Environment",
      "{Variables: {AA: x, BB: @AWS::Region}}"
    ),
  ])
  func settingBecomes(setting: String, key: String, value: String) throws {
    let outcome = try Outcome(function("handler: a.b, " + setting, type: "lambda-worker"))
    #expect(outcome.codes == [])
    #expect(outcome.properties("ReaderFunction")?[key]?.brief == value)
  }

  @Test func switchedOffLeavesNoTrace() throws {
    let outcome = try Outcome(function("handler: a.b, deadLetterQueue: false"))
    #expect(outcome.codes == [])
    #expect(outcome.ids(of: "AWS::SQS::Queue") == [])
  }

  @Test func logsAreKeptForThePeriodThatIsOffered() throws {
    let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    let outcome = try Outcome(
      function("handler: a.b, logs: { retentionDays: 100, kmsKeyId: '\(key)' }"))
    #expect(outcome.properties("ReaderFunctionLogs")?["RetentionInDays"] == .number(120))
    #expect(outcome.properties("ReaderFunctionLogs")?["KmsKeyId"]?.text == key)
  }

  /// Lambda makes no function whose role could not do what its settings ask.
  @Test func theFunctionWaitsForWhatLambdaTries() throws {
    let outcome = try Outcome(
      function("handler: a.b, deadLetterQueue: true, vpcConfig: { subnetIds: [subnet-0a1b2c3d] }"))
    #expect(
      outcome.resource("ReaderFunction")?["DependsOn"]?.brief
        == "[ReaderRuntimePolicy ReaderNetworkPolicy]")
    #expect(
      outcome.statements("ReaderRuntimePolicy").last
        == "SendDeadLetters: sqs:SendMessage on @ReaderDeadLetterQueue.Arn")
    #expect(outcome.statements("ReaderNetworkPolicy").allSatisfy { $0.hasSuffix(" on *") })
    #expect(
      outcome.properties("ReaderDeadLetterQueuePolicy")?["PolicyDocument"]?["Statement"]?.brief
        == "[{Action: [sqs:*], Condition: {Bool: {aws:SecureTransport: false}}, Effect: Deny, "
        + "Principal: *, Resource: [@ReaderDeadLetterQueue.Arn], Sid: DenyRequestsWithoutTLS}]")
    let queue = outcome.properties("ReaderDeadLetterQueue")
    #expect(queue?["KmsMasterKeyId"]?.text == "alias/aws/sqs")
    #expect(queue?["RedriveAllowPolicy"]?.brief == "{redrivePermission: allowAll}")
  }

  @Test func longNamesStayApart() throws {
    let name = "a-component-whose-name-takes-all-the-room-there-is-for-it"
    let outcome = try Outcome(
      ["one", "two"].map { ending in
        """
          - name: \(name)-\(ending)
            type: lambda-api
            config: { handler: a.b }
        """
      }.joined(separator: "\n"))
    let names = outcome.ids(of: "AWS::Lambda::Function").compactMap {
      outcome.properties($0)?["FunctionName"]?.text
    }
    #expect(Set(names).count == 2)
    #expect(names.allSatisfy { $0.utf8.count <= 64 && $0.hasPrefix("shop-a-component") })
  }

  @Test func othersMayReferToIt() throws {
    let outcome = try Outcome(
      """
        - name: reader
          type: lambda-api
          config: { handler: a.b, deadLetterQueue: true, routes: [{ method: GET, path: / }] }
        - name: other
          type: lambda-api
          config:
            handler: a.b
            environment:
              variables:
                AA: ${reader.functionName}
                BB: ${reader.functionArn}
                CC: ${reader.roleName}
                DD: ${reader.roleArn}
                EE: ${reader.deadLetterQueueArn}
                FF: ${reader.apiEndpoint}/x
      """)
    #expect(outcome.codes == [])
    #expect(
      outcome.properties("OtherFunction")?["Environment"]?["Variables"]?.brief
        == "{AA: @ReaderFunction, BB: @ReaderFunction.Arn, CC: @ReaderFunctionRole, "
        + "DD: @ReaderFunctionRole.Arn, EE: @ReaderDeadLetterQueue.Arn, "
        + "FF: ${ReaderApi.ApiEndpoint}/x}")
  }
}
