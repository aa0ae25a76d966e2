// The properties of `AWS::DynamoDB::GlobalTable` as the table of the stack's own region.

import TableModel

enum GlobalTableProperties {
  static func read(
    _ reader: ResolvedReader, logicalID: String, name: String, region: String
  ) throws(LoadFault) -> LoadedTable {
    guard let keySchema = try TableProperties.keySchema(reader) else {
      throw reader.missing("KeySchema")
    }
    guard let replicas = try reader.readers("Replicas") else { throw reader.missing("Replicas") }
    var own: ResolvedReader?
    var others: [String] = []
    for replica in replicas {
      let home = try replica.requiredText("Region")
      if home == region { own = replica } else { others.append(home) }
    }
    guard let own else {
      throw reader.places.fault(
        reader.node, "none of the replicas is in \(region)",
        help: "name one of \(others.joined(separator: ", ")) with `--region`")
    }
    var definition = TableDefinition(
      tableName: name,
      attributeDefinitions: try TableProperties.attributeDefinitions(reader),
      keySchema: keySchema)
    definition.localSecondaryIndexes = try TableProperties.indexes(
      reader, "LocalSecondaryIndexes")
    definition.billingMode = try reader.word("BillingMode", as: BillingMode.self)
    let indexes = try TableProperties.indexes(reader, "GlobalSecondaryIndexes")
    if definition.billing == .provisioned {
      definition.provisionedThroughput = try figures(reader, own)
      definition.globalSecondaryIndexes = indexes?.map { index in
        var index = index
        index.provisionedThroughput = definition.provisionedThroughput
        return index
      }
    } else {
      definition.globalSecondaryIndexes = indexes
    }
    if let stream = try reader.reader("StreamSpecification") {
      definition.streamSpecification = StreamSpecification(
        enabled: true, viewType: try stream.word("StreamViewType", as: StreamView.self))
    }
    if let encryption = try reader.reader("SSESpecification") {
      definition.encryption = EncryptionSpecification(
        enabled: try encryption.boolean("SSEEnabled"),
        sseType: try encryption.word("SSEType", as: EncryptionType.self),
        keyID: try own.reader("SSESpecification")?.text("KMSMasterKeyId"))
    }
    definition.tableClass = try own.word("TableClass", as: TableClass.self)
    definition.deletionProtectionEnabled = try own.boolean("DeletionProtectionEnabled")
    definition.tags = try TableProperties.tags(own)
    return LoadedTable(
      logicalID: logicalID, definition: definition,
      timeToLive: try TableProperties.timeToLive(reader),
      recovery: try TableProperties.recovery(own), replicaRegions: others)
  }

  /// Autoscaled figures begin at their seed, else at their minimum.
  private static func figures(
    _ reader: ResolvedReader, _ own: ResolvedReader
  ) throws(LoadFault) -> Throughput {
    let write = try reader.reader("WriteProvisionedThroughputSettings")?
      .reader("WriteCapacityAutoScalingSettings")
    let read = try own.reader("ReadProvisionedThroughputSettings")
    let scaled = try read?.reader("ReadCapacityAutoScalingSettings")
    var reading = try read?.integer("ReadCapacityUnits")
    if reading == nil { reading = try scaled?.integer("SeedCapacity") }
    if reading == nil { reading = try scaled?.integer("MinCapacity") }
    var writing = try write?.integer("SeedCapacity")
    if writing == nil { writing = try write?.integer("MinCapacity") }
    return Throughput(read: reading ?? 1, write: writing ?? 1)
  }
}
