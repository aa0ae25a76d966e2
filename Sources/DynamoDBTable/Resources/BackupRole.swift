// The role with which AWS Backup copies a table, and what it may do: exactly that.
//
// EVIDENCE: AWS's own policy for the purpose, AWSBackupServiceRolePolicyForBackup, as far as it is
// about DynamoDB; the Service Authorization Reference says on what each action is granted.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import ServiceSpec
import Shapes

enum BackupRole {
  static func role(_ settings: TableSettings, _ cause: Cause) -> Resource {
    let trust = TrustPolicy(
      service: "backup.amazonaws.com",
      conditions: [
        PolicyCondition(
          "StringEquals", "aws:SourceAccount", [.expression(.pseudo(.accountId), cause)])
      ], cause: cause)
    var role = AWSIAMRole(assumeRolePolicyDocument: trust.templateValue)
    role.description = .literal(
      "Backs up table \(settings.table.entry.name.value)", cause)
    role.tags = settings.tags { .init(key: $0, value: $1) }
    return Resource(settings.names.backupRole, role)
  }

  static func policy(_ settings: TableSettings, _ cause: Cause) -> Resource {
    var policy = AWSIAMManagedPolicy(
      policyDocument: TemplatePolicy(statements(settings, cause)).templateValue)
    policy.description = .literal(
      "What backing up table \(settings.table.entry.name.value) takes", cause)
    policy.roles = LeafList([.expression(settings.names.backupRole.reference, cause)])
    return Resource(settings.names.backupPolicy, policy)
  }

  private static func statements(_ settings: TableSettings, _ cause: Cause) -> [TemplateStatement] {
    let table = Leaf<String>.expression(settings.names.tableAttribute(.arn), cause)
    var statements = [
      TemplateStatement(
        "BackUpTheTable",
        actions: [
          "dynamodb:CreateBackup", "dynamodb:DescribeTable", "dynamodb:ListTagsOfResource",
          "dynamodb:StartAwsBackupJob",
        ], resources: [table], cause: cause),
      TemplateStatement(
        "KeepItsBackups", actions: ["dynamodb:DeleteBackup", "dynamodb:DescribeBackup"],
        resources: [inside(settings, "/backup/*", cause)], cause: cause),
      TemplateStatement(
        "FillItsVaults", actions: ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"],
        resources: vaults(settings, cause), cause: cause),
    ]
    if copies(settings) { statements.append(reading(cause)) }
    return statements + keys(settings, cause)
  }

  private static func inside(
    _ settings: TableSettings, _ rest: String, _ cause: Cause
  ) -> Leaf<String> {
    let table = settings.names.tableAttribute(.arn).pieces ?? []
    return .expression(.substitution(table + [.text(rest)]), cause)
  }

  private static func copies(_ settings: TableSettings) -> Bool {
    settings.backupRules.contains { !$0.copies.isEmpty }
  }

  /// The table's own vault, and those that its rules copy to.
  private static func vaults(_ settings: TableSettings, _ cause: Cause) -> [Leaf<String>] {
    var seen: Set<[SubstitutionPiece]> = []
    let abroad = settings.backupRules.flatMap(\.copies).map(\.vaultARN).filter { vault in
      vault.pieces.map { seen.insert($0).inserted } ?? true
    }
    return [.expression(settings.names.vault.attribute(.backupVaultArn), cause)] + abroad
  }

  /// Their ids arise when they do.
  private static func reading(_ cause: Cause) -> TemplateStatement {
    let points: [SubstitutionPiece] = [
      .text("arn:"), .pseudo(.partition), .text(":backup:"), .pseudo(.region), .text(":"),
      .pseudo(.accountId), .text(":recovery-point:*"),
    ]
    return TemplateStatement(
      "CopyRecoveryPoints", actions: ["backup:CopyFromBackupVault"],
      resources: [.expression(.substitution(points), cause)], cause: cause)
  }

  // MARK: - Keys

  private static func keys(_ settings: TableSettings, _ cause: Cause) -> [TemplateStatement] {
    let keys = keys(settings)
    return keys.enumerated().flatMap { position, key in
      statements(about: key, position == 0 ? "" : "\(position + 1)", cause)
    }
  }

  private static func statements(
    about key: [SubstitutionPiece], _ number: String, _ cause: Cause
  ) -> [TemplateStatement] {
    let named = KeyResource(key, cause)
    let conditions =
      [
        PolicyCondition(
          "StringLike", "kms:ViaService",
          ["backup", "dynamodb"].map { .literal("\($0).*.amazonaws.com", cause) }),
        PolicyCondition(
          "StringEquals", "kms:CallerAccount", [.expression(.pseudo(.accountId), cause)]),
      ] + named.conditions
    return [
      TemplateStatement(
        "UseTheKey" + number,
        actions: [
          "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
        ], resources: [named.resource], conditions: conditions, cause: cause),
      TemplateStatement(
        "LendTheKey" + number, actions: ["kms:CreateGrant"], resources: [named.resource],
        conditions: conditions + [
          PolicyCondition("Bool", "kms:GrantIsForAWSResource", [.literal("true", cause)])
        ], cause: cause),
    ]
  }

  /// The key of the table and that of the vault, which may be one.
  private static func keys(_ settings: TableSettings) -> [[SubstitutionPiece]] {
    var keys: [[SubstitutionPiece]] = []
    if let table = settings.customerKeyARN { keys.append(table) }
    if let vault = settings.config.backupPolicy.value?.vault.value?.kmsKeyId.value {
      let pieces = settings.context.pieces(of: vault)
      if !keys.contains(pieces) { keys.append(pieces) }
    }
    return keys
  }
}
