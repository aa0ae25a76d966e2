// Who may do what with the key of a table.
//
// EVIDENCE: KMS developer guide, "How Amazon DynamoDB uses AWS KMS": callers use the key under
// their own rights, through DynamoDB, which keeps working on the table with grants that it makes.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import Shapes

enum KeyPolicy {
  static func policy(
    _ settings: TableSettings, _ create: NodeID, isCompanion: Bool
  ) -> TemplatePolicy {
    let services = ["dynamodb"] + (settings.keyServesBackups ? ["backup"] : [])
    return TemplatePolicy([
      administration(settings, create, isCompanion),
      use(services, create), grants(services, create), denial(create),
    ])
  }

  /// In the policy of a key, the key itself.
  private static let thisKey = [Leaf<String>.fixed("*", .onlyValue)]

  private static func account(_ cause: Cause) -> Leaf<String> {
    .expression(
      .substitution([
        .text("arn:"), .pseudo(.partition), .text(":iam::"), .pseudo(.accountId), .text(":root"),
      ]), cause)
  }

  // MARK: - Administration

  /// KMS refuses a policy that nobody could change again, so the account keeps administering the
  /// key; using it is not among these.
  private static let administrationActions = [
    "CancelKeyDeletion", "CreateAlias", "DeleteAlias", "DescribeKey", "DisableKey",
    "DisableKeyRotation", "EnableKey", "EnableKeyRotation", "GetKeyPolicy", "GetKeyRotationStatus",
    "ListGrants", "ListKeyPolicies", "ListKeyRotations", "ListResourceTags",
    "PutKeyPolicy", "RevokeGrant", "RotateKeyOnDemand", "ScheduleKeyDeletion", "TagResource",
    "UntagResource", "UpdateAlias", "UpdateKeyDescription",
  ].map { "kms:" + $0 }

  private static let multiRegionActions = ["ReplicateKey", "UpdatePrimaryRegion"].map {
    "kms:" + $0
  }

  private static func administration(
    _ settings: TableSettings, _ create: NodeID, _ isCompanion: Bool
  ) -> TemplateStatement {
    let key = settings.config.kmsKey.value
    let cause = Cause.derived(create, "ENC-3 (AC-6, SC-12): administration, by name")
    let named = (key?.adminPrincipals.value?.elements ?? []).map { settings.context.leaf($0) }
      .filter { !isCompanion || $0.pieces?.allSatisfy(\.isPortable) == true }
    return TemplateStatement(
      "AdministerTheKey", principal: .accounts([account(cause)] + named),
      actions: administrationActions + (key?.multiRegion.value == true ? multiRegionActions : []),
      resources: thisKey, cause: cause)
  }

  // MARK: - Use

  private static let useActions = [
    "Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext",
    "ReEncryptFrom", "ReEncryptTo",
  ].map { "kms:" + $0 }

  private static func conditions(_ services: [String], _ cause: Cause) -> [PolicyCondition] {
    [
      // Replication works in every region of the table, so none is named.
      PolicyCondition(
        "StringLike", "kms:ViaService",
        services.map { .literal("\($0).*.amazonaws.com", cause) }),
      PolicyCondition(
        "StringEquals", "kms:CallerAccount", [.expression(.pseudo(.accountId), cause)]),
    ]
  }

  private static func use(_ services: [String], _ create: NodeID) -> TemplateStatement {
    let cause = Cause.derived(
      create, "ENC-3 (AC-6, SC-12): use through the service, by callers of the account")
    return TemplateStatement(
      "UseThroughTheService", principal: .accounts([account(cause)]), actions: useActions,
      resources: thisKey, conditions: conditions(services, cause), cause: cause)
  }

  private static func grants(_ services: [String], _ create: NodeID) -> TemplateStatement {
    let cause = Cause.derived(create, "ENC-3 (AC-6, SC-12): the service keeps working on the table")
    return TemplateStatement(
      "GrantToTheService", principal: .accounts([account(cause)]), actions: ["kms:CreateGrant"],
      resources: thisKey,
      conditions: conditions(services, cause) + [
        PolicyCondition("Bool", "kms:GrantIsForAWSResource", [.literal("true", cause)])
      ], cause: cause)
  }

  private static func denial(_ create: NodeID) -> TemplateStatement {
    let cause = Cause.derived(create, "ENC-3 (AC-6, SC-12): grants for services and nobody else")
    return TemplateStatement(
      "DenyGrantsToOthers", .deny, principal: .anyone, actions: ["kms:CreateGrant"],
      resources: thisKey,
      conditions: [
        PolicyCondition("Bool", "kms:GrantIsForAWSResource", [.literal("false", cause)])
      ], cause: cause)
  }
}
