// The logical ids of everything a table becomes. Renaming one replaces a resource in production.

import CloudFormation

struct TableNames: Sendable {
  /// The component's own logical id, which begins all others.
  let stem: String
  /// A table with replicas is another type of resource, under the same id.
  let isGlobal: Bool

  private func name<Properties>(_ suffix: String) -> LogicalName<Properties> {
    LogicalName(stem + suffix)
  }

  var table: LogicalName<AWSDynamoDBTable> { name("Table") }
  var globalTable: LogicalName<AWSDynamoDBGlobalTable> { name("Table") }
  var key: LogicalName<AWSKMSKey> { name("Key") }
  var keyAlias: LogicalName<AWSKMSAlias> { name("KeyAlias") }
  var vault: LogicalName<AWSBackupBackupVault> { name("BackupVault") }
  var accelerator: LogicalName<AWSDAXCluster> { name("Accelerator") }

  /// `Ref` and `Fn::GetAtt` are the same for both types.
  var tableReference: Expression { table.reference }

  func tableAttribute(_ attribute: AWSDynamoDBTable.Attribute) -> Expression {
    table.attribute(attribute)
  }
}
