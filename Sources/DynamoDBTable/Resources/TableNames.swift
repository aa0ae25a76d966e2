// The logical ids of everything a table becomes. Renaming one replaces a resource in production.

import AWSNames
import CloudFormation

struct TableNames: Sendable {
  /// The component's own logical id, which begins all others.
  let stem: String
  /// A table with replicas is another type of resource, under the same id.
  let isGlobal: Bool
  /// The names of all its indexes as words of a logical id.
  private let indexWords: [String: String]

  init(stem: String, isGlobal: Bool, indexNames: [String]) {
    self.stem = stem
    self.isGlobal = isGlobal
    let words = LogicalID.assign(names: indexNames)
    indexWords = Dictionary(zip(indexNames, words), uniquingKeysWith: { first, _ in first })
  }

  private func name<Properties>(_ suffix: String) -> LogicalName<Properties> {
    LogicalName(stem + suffix)
  }

  var table: LogicalName<AWSDynamoDBTable> { name("Table") }
  var globalTable: LogicalName<AWSDynamoDBGlobalTable> { name("Table") }
  var key: LogicalName<AWSKMSKey> { name("TableKey") }
  var keyAlias: LogicalName<AWSKMSAlias> { name("TableKeyAlias") }
  var vault: LogicalName<AWSBackupBackupVault> { name("BackupVault") }
  var backupPlan: LogicalName<AWSBackupBackupPlan> { name("BackupPlan") }
  var backupSelection: LogicalName<AWSBackupBackupSelection> { name("BackupSelection") }
  var backupRole: LogicalName<AWSIAMRole> { name("BackupRole") }
  var backupPolicy: LogicalName<AWSIAMManagedPolicy> { name("BackupPolicy") }
  var dashboard: LogicalName<AWSCloudWatchDashboard> { name("TableDashboard") }
  var accelerator: LogicalName<AWSDAXCluster> { name("Accelerator") }
  var acceleratorRole: LogicalName<AWSIAMRole> { name("AcceleratorRole") }
  var acceleratorPolicy: LogicalName<AWSIAMManagedPolicy> { name("AcceleratorPolicy") }
  var acceleratorSubnets: LogicalName<AWSDAXSubnetGroup> { name("AcceleratorSubnets") }
  var acceleratorParameters: LogicalName<AWSDAXParameterGroup> { name("AcceleratorParameters") }
  /// A parameter of the template, where nobody names subnets.
  var acceleratorSubnetIDs: String { stem + "AcceleratorSubnetIds" }

  /// `Ref` and `Fn::GetAtt` are the same for both types.
  var tableReference: Expression { table.reference }

  func tableAttribute(_ attribute: AWSDynamoDBTable.Attribute) -> Expression {
    table.attribute(attribute)
  }

  /// Begins the logical ids of what belongs to one index.
  ///
  /// The length tells where the component's part ends and the index's begins: index `ByUserId` of
  /// `orders` and index `Id` of `orders-by-user` would otherwise have one name.
  func indexStem(_ index: String) -> String {
    let words = indexWords[index] ?? LogicalID.pascalCase(index)
    return "\(stem)\(words)Index\(words.utf8.count)"
  }
}

/// The logical ids of the scaling of a table or of an index.
struct ScalingNames: Sendable {
  fileprivate let stem: String

  func target(
    _ direction: CapacityDirection
  ) -> LogicalName<AWSApplicationAutoScalingScalableTarget> {
    LogicalName(stem + direction.word + "Scaling")
  }

  func policy(
    _ direction: CapacityDirection
  ) -> LogicalName<AWSApplicationAutoScalingScalingPolicy> {
    LogicalName(stem + direction.word + "ScalingPolicy")
  }
}

extension TableNames {
  var tableScaling: ScalingNames { ScalingNames(stem: table.id) }

  func scaling(ofIndex index: String) -> ScalingNames { ScalingNames(stem: indexStem(index)) }
}

extension CapacityDirection {
  fileprivate var word: String {
    switch self {
    case .read: return "Read"
    case .write: return "Write"
    }
  }
}
