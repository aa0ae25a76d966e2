// The DAX cluster in front of a table: what is said reaches it, and what is not is safe.

import Testing

@Suite struct AcceleratorTests {
  private static let key = "partitionKey: { name: id, type: S }\n"

  private func commercial(_ config: String) throws -> ReadTemplate {
    let table = SynthesizedTable(AcceleratorTests.key + config)
    try #require(table.findings == [])
    return try table.template()
  }

  private static let cluster = "/Resources/OrdersAccelerator/Properties/"

  @Test func unsaidSettingsAreEncryptedAndOutliveAZone() throws {
    let template = try commercial("daxCluster: { enabled: true, nodeType: dax.r5.large }")
    let cluster = AcceleratorTests.cluster
    #expect(template[cluster + "ReplicationFactor"] == "3")
    #expect(template[cluster + "SSESpecification"] == #"{"SSEEnabled":true}"#)
    #expect(template[cluster + "ClusterEndpointEncryptionType"] == #""TLS""#)
    #expect(template[cluster + "SubnetGroupName"] == #"{"Ref":"OrdersAcceleratorSubnets"}"#)
    #expect(
      template[cluster + "IAMRoleARN"] == #"{"Fn::GetAtt":["OrdersAcceleratorRole","Arn"]}"#)
    #expect(
      template["/Resources/OrdersAcceleratorSubnets/Properties/SubnetIds"]
        == #"{"Ref":"OrdersAcceleratorSubnetIds"}"#)
    #expect(
      template["/Parameters/OrdersAcceleratorSubnetIds/Type"]
        == #""List<AWS::EC2::Subnet::Id>""#)
    #expect(
      template["/Resources/OrdersAccelerator/DependsOn"] == #"["OrdersAcceleratorPolicy"]"#)
  }

  @Test func everySettingReachesTheCluster() throws {
    let template = try commercial(
      """
      tags: { team: a }
      daxCluster:
        enabled: true
        clusterName: cache
        nodeType: dax.r5.large
        replicationFactor: 2
        subnetIds: [subnet-0123abcd, subnet-0123abce]
        securityGroupIds: [sg-0123abcd]
        parameters: { record-ttl-millis: "1000" }
        sseSpecification: { enabled: true }
        endpointEncryption: NONE
        networkType: ipv4
        availabilityZones: [us-east-1a, us-east-1b]
        maintenanceWindow: "sun:05:00-sun:06:00"
        notificationTopicArn: arn:aws:sns:us-east-1:123456789012:cache
        description: ours
      """)
    // By itself each: which of two capitals sorts first depends on the surroundings.
    let properties = template["/Resources/OrdersAccelerator/Properties"]
    for part in [
      #""AvailabilityZones":["us-east-1a","us-east-1b"]"#,
      #""ClusterEndpointEncryptionType":"NONE","ClusterName":"cache","Description":"ours""#,
      #""IAMRoleARN":{"Fn::GetAtt":["OrdersAcceleratorRole","Arn"]}"#,
      #""NetworkType":"ipv4","NodeType":"dax.r5.large""#,
      #""NotificationTopicARN":"arn:aws:sns:us-east-1:123456789012:cache""#,
      #""ParameterGroupName":{"Ref":"OrdersAcceleratorParameters"}"#,
      #""PreferredMaintenanceWindow":"sun:05:00-sun:06:00","ReplicationFactor":2"#,
      #""SSESpecification":{"SSEEnabled":true}"#, #""SecurityGroupIds":["sg-0123abcd"]"#,
      #""SubnetGroupName":{"Ref":"OrdersAcceleratorSubnets"},"Tags":{"team":"a"}"#,
    ] { #expect(properties.contains(part)) }
    #expect(
      template["/Resources/OrdersAcceleratorParameters/Properties/ParameterNameValues"]
        == #"{"record-ttl-millis":"1000"}"#)
  }

  @Test func roleReadsAndWritesTheTableAndReadsItsIndexes() throws {
    let template = try commercial(
      """
      sortKey: { name: at, type: N }
      globalSecondaryIndexes:
        - indexName: ByTime
          keySchema:
            - { attributeName: at, keyType: HASH }
      daxCluster: { enabled: true, nodeType: dax.r5.large }
      """)
    let statements = "/Resources/OrdersAcceleratorPolicy/Properties/PolicyDocument/Statement/"
    #expect(template[statements + "0/Resource"] == #"[{"Fn::GetAtt":["OrdersTable","Arn"]}]"#)
    #expect(
      template[statements + "1"]
        == #"{"Action":["dynamodb:Query","dynamodb:Scan"],"Effect":"Allow","#
        + #""Resource":[{"Fn::Sub":"${OrdersTable.Arn}/index/ByTime"}],"Sid":"ReadItsIndexes"}"#)
    #expect(template[statements + "2"] == "")
  }

  @Test func whatIsThereAlreadyIsNotMade() throws {
    let template = try commercial(
      """
      daxCluster:
        enabled: true
        nodeType: dax.r5.large
        subnetGroupName: theirs
        parameterGroupName: theirs
        iamRoleArn: arn:aws:iam::123456789012:role/cache
      """)
    #expect(
      template.resources.filter { $0.contains("Accelerator") } == ["OrdersAccelerator"])
    #expect(template[AcceleratorTests.cluster + "SubnetGroupName"] == #""theirs""#)
    #expect(template[AcceleratorTests.cluster + "ParameterGroupName"] == #""theirs""#)
  }

  @Test func disabledClusterIsNotMade() throws {
    #expect(
      try commercial("daxCluster: { enabled: false }").resources.filter {
        $0.contains("Accelerator")
      } == [])
  }
}
