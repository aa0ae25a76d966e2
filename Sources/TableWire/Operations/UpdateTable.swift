// UpdateTable: a table's throughput, indexes, stream and settings.

import TableEngine
import TableModel

enum UpdateTable: Operation {
  static func answer(
    _ input: Wire.UpdateTableInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.UpdateTableOutput {
    var request = UpdateTableRequest(tableName: input.tableName)
    request.attributeDefinitions = input.attributeDefinitions?.map { AttributeDefinition($0) }
    request.billingMode = BillingMode(input.billingMode)
    request.provisionedThroughput = input.provisionedThroughput.map { Throughput($0) }
    request.onDemandThroughput = input.onDemandThroughput.map { OnDemandThroughput($0) }
    request.warmThroughput = input.warmThroughput.map { WarmThroughput($0) }
    request.indexChanges = (input.globalSecondaryIndexUpdates ?? []).flatMap {
      GlobalIndexChange.all(in: $0)
    }
    request.streamSpecification = input.streamSpecification.map { StreamSpecification($0) }
    request.encryption = input.sSESpecification.map { EncryptionSpecification($0) }
    request.replicaChanges = (input.replicaUpdates ?? []).flatMap { ReplicaChange.all(in: $0) }
    request.tableClass = TableClass(input.tableClass)
    request.deletionProtectionEnabled = input.deletionProtectionEnabled
    var output = Wire.UpdateTableOutput()
    output.tableDescription = Wire.TableDescription(try engine.updateTable(request, at: call.now))
    return output
  }
}

extension GlobalIndexChange {
  fileprivate static func all(in update: Wire.GlobalSecondaryIndexUpdate) -> [GlobalIndexChange] {
    var changes: [GlobalIndexChange] = []
    if let create = update.create {
      changes.append(
        .create(
          SecondaryIndex(
            create.indexName, create.keySchema.map { KeyElement($0) },
            Projection(create.projection),
            provisionedThroughput: create.provisionedThroughput.map { Throughput($0) },
            onDemandThroughput: create.onDemandThroughput.map { OnDemandThroughput($0) },
            warmThroughput: create.warmThroughput.map { WarmThroughput($0) })))
    }
    if let update = update.update {
      changes.append(
        .update(
          name: update.indexName,
          throughput: update.provisionedThroughput.map { Throughput($0) },
          onDemand: update.onDemandThroughput.map { OnDemandThroughput($0) },
          warm: update.warmThroughput.map { WarmThroughput($0) }))
    }
    if let delete = update.delete { changes.append(.delete(name: delete.indexName)) }
    return changes
  }
}

extension ReplicaChange {
  fileprivate static func all(in update: Wire.ReplicationGroupUpdate) -> [ReplicaChange] {
    var changes: [ReplicaChange] = []
    if let create = update.create {
      changes.append(
        .create(
          region: create.regionName, keyID: create.kMSMasterKeyId,
          tableClass: TableClass(create.tableClassOverride)))
    }
    if let change = update.update {
      changes.append(
        .update(
          region: change.regionName, keyID: change.kMSMasterKeyId,
          tableClass: TableClass(change.tableClassOverride)))
    }
    if let delete = update.delete { changes.append(.delete(region: delete.regionName)) }
    return changes
  }
}
