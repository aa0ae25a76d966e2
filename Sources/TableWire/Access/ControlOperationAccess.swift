// What each operation asks of IAM that is not about items.

import IAMPolicy
import TableEngine

extension RequestedTag {
  fileprivate init(_ tag: Wire.Tag) { self.init(key: tag.key, value: tag.value) }
}

// MARK: - On a table

extension CreateBackup {
  static func access(_ input: Wire.CreateBackupInput, in engine: Engine) -> TableCall {
    .control("CreateBackup", on: [engine.tableARN(input.tableName)])
  }
}

extension CreateTable {
  static func access(_ input: Wire.CreateTableInput, in engine: Engine) -> TableCall {
    .creation(
      of: engine.tableARN(input.tableName), tags: (input.tags ?? []).map(RequestedTag.init),
      hasPolicy: input.resourcePolicy != nil)
  }
}

extension DeleteTable {
  static func access(_ input: Wire.DeleteTableInput, in engine: Engine) -> TableCall {
    .control("DeleteTable", on: [engine.tableARN(input.tableName)])
  }
}

extension DescribeContinuousBackups {
  static func access(_ input: Wire.DescribeContinuousBackupsInput, in engine: Engine) -> TableCall {
    .control("DescribeContinuousBackups", on: [engine.tableARN(input.tableName)])
  }
}

extension DescribeTable {
  static func access(_ input: Wire.DescribeTableInput, in engine: Engine) -> TableCall {
    .control("DescribeTable", on: [engine.tableARN(input.tableName)])
  }
}

extension DescribeTimeToLive {
  static func access(_ input: Wire.DescribeTimeToLiveInput, in engine: Engine) -> TableCall {
    .control("DescribeTimeToLive", on: [engine.tableARN(input.tableName)])
  }
}

extension UpdateContinuousBackups {
  static func access(_ input: Wire.UpdateContinuousBackupsInput, in engine: Engine) -> TableCall {
    .control("UpdateContinuousBackups", on: [engine.tableARN(input.tableName)])
  }
}

extension UpdateTable {
  static func access(_ input: Wire.UpdateTableInput, in engine: Engine) -> TableCall {
    .control("UpdateTable", on: [engine.tableARN(input.tableName)])
  }
}

extension UpdateTimeToLive {
  static func access(_ input: Wire.UpdateTimeToLiveInput, in engine: Engine) -> TableCall {
    .control("UpdateTimeToLive", on: [engine.tableARN(input.tableName)])
  }
}

extension DescribeContributorInsights {
  static func access(
    _ input: Wire.DescribeContributorInsightsInput, in engine: Engine
  ) -> TableCall {
    .control(
      "DescribeContributorInsights",
      on: [engine.tableARN(input.tableName) + (input.indexName.map { "/index/\($0)" } ?? "")])
  }
}

extension UpdateContributorInsights {
  static func access(
    _ input: Wire.UpdateContributorInsightsInput, in engine: Engine
  ) -> TableCall {
    .control(
      "UpdateContributorInsights",
      on: [engine.tableARN(input.tableName) + (input.indexName.map { "/index/\($0)" } ?? "")])
  }
}

// MARK: - On what an ARN names

extension DeleteBackup {
  static func access(_ input: Wire.DeleteBackupInput, in engine: Engine) -> TableCall {
    .control("DeleteBackup", on: [input.backupArn])
  }
}

extension DescribeBackup {
  static func access(_ input: Wire.DescribeBackupInput, in engine: Engine) -> TableCall {
    .control("DescribeBackup", on: [input.backupArn])
  }
}

extension DeleteResourcePolicy {
  static func access(_ input: Wire.DeleteResourcePolicyInput, in engine: Engine) -> TableCall {
    .control("DeleteResourcePolicy", on: [input.resourceArn])
  }
}

extension GetResourcePolicy {
  static func access(_ input: Wire.GetResourcePolicyInput, in engine: Engine) -> TableCall {
    .control("GetResourcePolicy", on: [input.resourceArn])
  }
}

extension PutResourcePolicy {
  static func access(_ input: Wire.PutResourcePolicyInput, in engine: Engine) -> TableCall {
    .control("PutResourcePolicy", on: [input.resourceArn])
  }
}

extension ListTagsOfResource {
  static func access(_ input: Wire.ListTagsOfResourceInput, in engine: Engine) -> TableCall {
    .control("ListTagsOfResource", on: [input.resourceArn])
  }
}

extension TagResource {
  static func access(_ input: Wire.TagResourceInput, in engine: Engine) -> TableCall {
    .tagging("TagResource", on: input.resourceArn, input.tags.map(RequestedTag.init))
  }
}

extension UntagResource {
  static func access(_ input: Wire.UntagResourceInput, in engine: Engine) -> TableCall {
    .tagging(
      "UntagResource", on: input.resourceArn, input.tagKeys.map { RequestedTag(key: $0) })
  }
}

extension DescribeStream {
  static func access(_ input: Wire.DescribeStreamInput, in engine: Engine) -> TableCall {
    .control("DescribeStream", on: [input.streamArn])
  }
}

extension GetShardIterator {
  static func access(_ input: Wire.GetShardIteratorInput, in engine: Engine) -> TableCall {
    .control("GetShardIterator", on: [input.streamArn])
  }
}

extension GetRecords {
  static func access(_ input: Wire.GetRecordsInput, in engine: Engine) -> TableCall {
    .control("GetRecords", on: [Engine.stream(ofIterator: input.shardIterator) ?? "*"])
  }
}

extension RestoreTableFromBackup {
  static func access(_ input: Wire.RestoreTableFromBackupInput, in engine: Engine) -> TableCall {
    .control(
      "RestoreTableFromBackup", on: [input.backupArn, engine.tableARN(input.targetTableName)])
  }
}

extension RestoreTableToPointInTime {
  static func access(
    _ input: Wire.RestoreTableToPointInTimeInput, in engine: Engine
  ) -> TableCall {
    let source = input.sourceTableArn ?? input.sourceTableName ?? ""
    return .control(
      "RestoreTableToPointInTime",
      on: [engine.tableARN(source), engine.tableARN(input.targetTableName)])
  }
}

// MARK: - On nothing in particular

extension DescribeEndpoints {
  static func access(_ input: Wire.DescribeEndpointsInput, in engine: Engine) -> TableCall {
    .control("DescribeEndpoints", on: [])
  }
}

extension DescribeLimits {
  static func access(_ input: Wire.DescribeLimitsInput, in engine: Engine) -> TableCall {
    .control("DescribeLimits", on: [])
  }
}

extension ListBackups {
  static func access(_ input: Wire.ListBackupsInput, in engine: Engine) -> TableCall {
    .control("ListBackups", on: [])
  }
}

extension ListContributorInsights {
  static func access(_ input: Wire.ListContributorInsightsInput, in engine: Engine) -> TableCall {
    .control("ListContributorInsights", on: [])
  }
}

extension ListStreams {
  static func access(_ input: Wire.ListStreamsInput, in engine: Engine) -> TableCall {
    .control("ListStreams", on: [])
  }
}

extension ListTables {
  static func access(_ input: Wire.ListTablesInput, in engine: Engine) -> TableCall {
    .control("ListTables", on: [])
  }
}
