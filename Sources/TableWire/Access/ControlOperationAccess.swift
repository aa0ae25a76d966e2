// What each operation asks of IAM that is not about items: an action of its own name, on what its
// request names. A request says here what that is.

import IAMPolicy
import TableEngine

protocol ControlInput: WireInput {
  /// ARNs; none where the action is on nothing in particular.
  func resources(in engine: Engine) -> [String]
}

extension Operation where Input: ControlInput {
  static func access(_ input: Input, in engine: Engine) -> TableCall {
    .control("\(Self.self)", on: input.resources(in: engine))
  }
}

// MARK: - A table

protocol TableInput: ControlInput {
  var tableName: String { get }
}

extension TableInput {
  func resources(in engine: Engine) -> [String] { [engine.tableARN(tableName)] }
}

extension Wire.CreateBackupInput: TableInput {}
extension Wire.DeleteTableInput: TableInput {}
extension Wire.DescribeContinuousBackupsInput: TableInput {}
extension Wire.DescribeTableInput: TableInput {}
extension Wire.DescribeTimeToLiveInput: TableInput {}
extension Wire.UpdateContinuousBackupsInput: TableInput {}
extension Wire.UpdateTableInput: TableInput {}
extension Wire.UpdateTimeToLiveInput: TableInput {}

extension Wire.ExportTableToPointInTimeInput: ControlInput {
  func resources(in engine: Engine) -> [String] { [engine.tableARN(tableArn)] }
}

extension Wire.ImportTableInput: ControlInput {
  func resources(in engine: Engine) -> [String] {
    [engine.tableARN(tableCreationParameters.tableName)]
  }
}

// MARK: - A table or an index of it

protocol IndexInput: TableInput {
  var indexName: String? { get }
}

extension IndexInput {
  func resources(in engine: Engine) -> [String] {
    [engine.tableARN(tableName) + (indexName.map { "/index/\($0)" } ?? "")]
  }
}

extension Wire.DescribeContributorInsightsInput: IndexInput {}
extension Wire.UpdateContributorInsightsInput: IndexInput {}

// MARK: - What an ARN names

protocol ResourceInput: ControlInput {
  var resourceArn: String { get }
}

extension ResourceInput {
  func resources(in engine: Engine) -> [String] { [resourceArn] }
}

extension Wire.DeleteResourcePolicyInput: ResourceInput {}
extension Wire.GetResourcePolicyInput: ResourceInput {}
extension Wire.ListTagsOfResourceInput: ResourceInput {}
extension Wire.PutResourcePolicyInput: ResourceInput {}

extension Wire.DeleteBackupInput: ControlInput {
  func resources(in engine: Engine) -> [String] { [backupArn] }
}

extension Wire.DescribeBackupInput: ControlInput {
  func resources(in engine: Engine) -> [String] { [backupArn] }
}

extension Wire.DescribeExportInput: ControlInput {
  func resources(in engine: Engine) -> [String] { [exportArn] }
}

extension Wire.DescribeImportInput: ControlInput {
  func resources(in engine: Engine) -> [String] { [importArn] }
}

extension Wire.DescribeStreamInput: ControlInput {
  func resources(in engine: Engine) -> [String] { [streamArn] }
}

extension Wire.GetShardIteratorInput: ControlInput {
  func resources(in engine: Engine) -> [String] { [streamArn] }
}

extension Wire.GetRecordsInput: ControlInput {
  func resources(in engine: Engine) -> [String] {
    [Engine.stream(ofIterator: shardIterator) ?? "*"]
  }
}

// MARK: - Two of them

extension Wire.RestoreTableFromBackupInput: ControlInput {
  func resources(in engine: Engine) -> [String] {
    [backupArn, engine.tableARN(targetTableName)]
  }
}

extension Wire.RestoreTableToPointInTimeInput: ControlInput {
  func resources(in engine: Engine) -> [String] {
    [engine.tableARN(sourceTableArn ?? sourceTableName ?? ""), engine.tableARN(targetTableName)]
  }
}

// MARK: - Nothing in particular

protocol AnywhereInput: ControlInput {}

extension AnywhereInput {
  func resources(in engine: Engine) -> [String] { [] }
}

extension Wire.DescribeEndpointsInput: AnywhereInput {}
extension Wire.DescribeLimitsInput: AnywhereInput {}
extension Wire.ListBackupsInput: AnywhereInput {}
extension Wire.ListContributorInsightsInput: AnywhereInput {}
extension Wire.ListExportsInput: AnywhereInput {}
extension Wire.ListImportsInput: AnywhereInput {}
extension Wire.ListStreamsInput: AnywhereInput {}
extension Wire.ListTablesInput: AnywhereInput {}

// MARK: - Tags besides

extension RequestedTag {
  fileprivate init(_ tag: Wire.Tag) { self.init(key: tag.key, value: tag.value) }
}

extension CreateTable {
  static func access(_ input: Wire.CreateTableInput, in engine: Engine) -> TableCall {
    .creation(
      of: engine.tableARN(input.tableName), tags: (input.tags ?? []).map(RequestedTag.init),
      hasPolicy: input.resourcePolicy != nil)
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
