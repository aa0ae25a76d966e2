// Every action of DynamoDB, its streams, accelerators and keys: what it is on, and what it tells.

/// EVIDENCE: Service Authorization Reference, "Actions, resources, and condition keys for Amazon
/// DynamoDB" and "… for Amazon DynamoDB Accelerator (DAX)", as of 2026; facts only.
package struct ServiceAction: Sendable {
  package enum Service: String, Sendable, CaseIterable {
    case dynamodb, dax, kms
  }

  package enum AccessLevel: Sendable {
    case list, read, write, permissions, tagging
  }

  package enum ResourceType: Sendable {
    case table, index, stream, backup, export, tableImport, globalTable, cluster, key, keyAlias
  }

  /// The keys of a request besides those that every request has.
  package struct Keys: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
      self.rawValue = rawValue
    }

    package static let attributes = Keys(rawValue: 1)
    package static let enclosingOperation = Keys(rawValue: 2)
    package static let fullTableScan = Keys(rawValue: 4)
    package static let leadingKeys = Keys(rawValue: 8)
    package static let returnConsumedCapacity = Keys(rawValue: 16)
    package static let returnValues = Keys(rawValue: 32)
    package static let select = Keys(rawValue: 64)
    package static let requestTag = Keys(rawValue: 128)
    package static let tagKeys = Keys(rawValue: 256)
  }

  package let service: Service
  package let name: String
  package let level: AccessLevel
  /// None for an action on no resource: only a policy for `*` allows it.
  package let resources: [ResourceType]
  package let keys: Keys

  /// As a policy writes it.
  package var fullName: String { service.rawValue + ":" + name }

  /// What each service offers, sorted by name.
  package static func all(of service: Service) -> [ServiceAction] {
    switch service {
    case .dynamodb: return ofDynamoDB
    case .dax: return ofAccelerator
    case .kms: return ofKeys
    }
  }

  /// By the name that a policy writes, in capitals or not.
  package static func named(_ fullName: String) -> ServiceAction? {
    byName[fullName] ?? byName[byName.keys.first { $0.lowercased() == fullName.lowercased() } ?? ""]
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: (ofDynamoDB + ofAccelerator + ofKeys).map { ($0.fullName, $0) })

  /// What restoring a table does in the restored table, on behalf of who asked.
  package static let ofRestoring = [
    "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem",
  ]

  /// A condition check occurs in transactions alone. The reference lists no `EnclosingOperation`
  /// for it; the guide's policies for transactions ask for it, and would allow none without.
  private static let ofDynamoDB: [ServiceAction] = [
    row("AssociateTableReplica", .write, [.table]),
    row(
      "BatchGetItem", .read, [.table],
      [.attributes, .leadingKeys, .returnConsumedCapacity, .select]),
    row("BatchWriteItem", .write, [.table], [.attributes, .leadingKeys, .returnConsumedCapacity]),
    row(
      "ConditionCheckItem", .read, [.table],
      [.attributes, .enclosingOperation, .leadingKeys, .returnConsumedCapacity, .returnValues]),
    row("CreateBackup", .write, [.table]),
    row("CreateGlobalTable", .write, [.globalTable, .table]),
    row("CreateGlobalTableWitness", .write, [.table]),
    row("CreateTable", .write, [.table], [.requestTag, .tagKeys]),
    row("CreateTableReplica", .write, [.table]),
    row("DeleteBackup", .write, [.backup]),
    row("DeleteGlobalTableWitness", .write, [.table]),
    row(
      "DeleteItem", .write, [.table],
      [.attributes, .enclosingOperation, .leadingKeys, .returnConsumedCapacity, .returnValues]),
    row("DeleteResourcePolicy", .permissions, [.stream, .table]),
    row("DeleteTable", .write, [.table]),
    row("DeleteTableReplica", .write, [.table]),
    row("DescribeBackup", .read, [.backup]),
    row("DescribeContinuousBackups", .read, [.table]),
    row("DescribeContributorInsights", .read, [.table, .index]),
    row("DescribeEndpoints", .read),
    row("DescribeExport", .read, [.export]),
    row("DescribeGlobalTable", .read, [.globalTable]),
    row("DescribeGlobalTableSettings", .read, [.globalTable]),
    row("DescribeImport", .read, [.tableImport]),
    row("DescribeKinesisStreamingDestination", .read, [.table]),
    row("DescribeLimits", .read),
    row("DescribeReservedCapacity", .read),
    row("DescribeReservedCapacityOfferings", .read),
    row("DescribeStream", .read, [.stream]),
    row("DescribeTable", .read, [.table]),
    row("DescribeTableReplicaAutoScaling", .read, [.table]),
    row("DescribeTimeToLive", .read, [.table]),
    row("DisableKinesisStreamingDestination", .write, [.table]),
    row("EnableKinesisStreamingDestination", .write, [.table]),
    row("ExportTableToPointInTime", .write, [.table]),
    row("GetAbacStatus", .read),
    row(
      "GetItem", .read, [.table],
      [.attributes, .enclosingOperation, .leadingKeys, .returnConsumedCapacity, .select]),
    row("GetRecords", .read, [.stream]),
    row("GetResourcePolicy", .read, [.stream, .table]),
    row("GetShardIterator", .read, [.stream]),
    row("ImportTable", .write, [.table]),
    row("InjectError", .write),
    row("ListBackups", .list),
    row("ListContributorInsights", .list),
    row("ListExports", .list),
    row("ListGlobalTables", .list),
    row("ListImports", .list),
    row("ListStreams", .read),
    row("ListTables", .list),
    row("ListTagsOfResource", .read, [.table]),
    row(
      "PartiQLDelete", .write, [.table],
      [.attributes, .enclosingOperation, .leadingKeys, .returnValues]),
    row("PartiQLInsert", .write, [.table], [.attributes, .enclosingOperation, .leadingKeys]),
    row(
      "PartiQLSelect", .read, [.table, .index],
      [.attributes, .enclosingOperation, .fullTableScan, .leadingKeys, .select]),
    row(
      "PartiQLUpdate", .write, [.table],
      [.attributes, .enclosingOperation, .leadingKeys, .returnValues]),
    row("PurchaseReservedCapacityOfferings", .write),
    row(
      "PutItem", .write, [.table],
      [.attributes, .enclosingOperation, .leadingKeys, .returnConsumedCapacity, .returnValues]),
    row("PutResourcePolicy", .permissions, [.stream, .table]),
    row(
      "Query", .read, [.table, .index],
      [.attributes, .leadingKeys, .returnConsumedCapacity, .returnValues, .select]),
    row("ReadDataForReplication", .read, [.table]),
    row("ReplicateSettings", .write, [.table]),
    row("RestoreTableFromAwsBackup", .write, [.table]),
    row("RestoreTableFromBackup", .write, [.backup, .table]),
    row("RestoreTableToPointInTime", .write, [.table]),
    row(
      "Scan", .read, [.table, .index],
      [.attributes, .returnConsumedCapacity, .returnValues, .select]),
    row("StartAwsBackupJob", .write, [.table]),
    row("TagResource", .tagging, [.table], [.requestTag, .tagKeys]),
    row("UntagResource", .tagging, [.table], [.tagKeys]),
    row("UpdateAbacStatus", .permissions),
    row("UpdateContinuousBackups", .write, [.table]),
    row("UpdateContributorInsights", .write, [.table, .index]),
    row("UpdateGlobalTable", .write, [.globalTable, .table]),
    row("UpdateGlobalTableSettings", .write, [.globalTable, .table]),
    row("UpdateGlobalTableVersion", .write, [.globalTable, .table]),
    row(
      "UpdateItem", .write, [.table],
      [.attributes, .enclosingOperation, .leadingKeys, .returnConsumedCapacity, .returnValues]),
    row("UpdateKinesisStreamingDestination", .write, [.table]),
    row("UpdateTable", .write, [.table]),
    row("UpdateTableReplicaAutoScaling", .write, [.table]),
    row("UpdateTimeToLive", .write, [.table]),
    row("WriteDataForReplication", .write, [.table]),
  ]

  private static let ofAccelerator: [ServiceAction] = [
    row("BatchGetItem", .read, [.cluster], of: .dax),
    row("BatchWriteItem", .write, [.cluster], of: .dax),
    row("ConditionCheckItem", .read, [.cluster], of: .dax),
    row("CreateCluster", .write, [.cluster], of: .dax),
    row("CreateParameterGroup", .write, of: .dax),
    row("CreateSubnetGroup", .write, of: .dax),
    row("DecreaseReplicationFactor", .write, [.cluster], of: .dax),
    row("DeleteCluster", .write, [.cluster], of: .dax),
    row("DeleteItem", .write, [.cluster], [.enclosingOperation], of: .dax),
    row("DeleteParameterGroup", .write, of: .dax),
    row("DeleteSubnetGroup", .write, of: .dax),
    row("DescribeClusters", .list, [.cluster], of: .dax),
    row("DescribeDefaultParameters", .list, of: .dax),
    row("DescribeEvents", .list, of: .dax),
    row("DescribeParameterGroups", .list, of: .dax),
    row("DescribeParameters", .read, of: .dax),
    row("DescribeSubnetGroups", .list, of: .dax),
    row("GetItem", .read, [.cluster], [.enclosingOperation], of: .dax),
    row("IncreaseReplicationFactor", .write, [.cluster], of: .dax),
    row("ListTags", .read, [.cluster], of: .dax),
    row("PutItem", .write, [.cluster], [.enclosingOperation], of: .dax),
    row("Query", .read, [.cluster], of: .dax),
    row("RebootNode", .write, [.cluster], of: .dax),
    row("Scan", .read, [.cluster], of: .dax),
    row("TagResource", .tagging, [.cluster], of: .dax),
    row("UntagResource", .tagging, [.cluster], of: .dax),
    row("UpdateCluster", .write, [.cluster], of: .dax),
    row("UpdateItem", .write, [.cluster], [.enclosingOperation], of: .dax),
    row("UpdateParameterGroup", .write, of: .dax),
    row("UpdateSubnetGroup", .write, of: .dax),
  ]

  static func row(
    _ name: String, _ level: AccessLevel, _ resources: [ResourceType] = [], _ keys: Keys = [],
    of service: Service = .dynamodb
  ) -> ServiceAction {
    ServiceAction(service: service, name: name, level: level, resources: resources, keys: keys)
  }
}
