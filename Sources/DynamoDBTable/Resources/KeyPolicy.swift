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
      use(services, create), grants(services, create),
      KeyAdministration.denial(
        .derived(create, "ENC-3 (AC-6, SC-12): grants for services and nobody else")),
    ])
  }

  // MARK: - Administration

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
    return KeyAdministration.statement(
      cause, andPrincipals: named,
      andActions: key?.multiRegion.value == true ? multiRegionActions : [])
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
      "UseThroughTheService", principal: .accounts([KeyAdministration.account(cause)]),
      actions: useActions,
      resources: KeyAdministration.thisKey, conditions: conditions(services, cause), cause: cause)
  }

  private static func grants(_ services: [String], _ create: NodeID) -> TemplateStatement {
    let cause = Cause.derived(create, "ENC-3 (AC-6, SC-12): the service keeps working on the table")
    return TemplateStatement(
      "GrantToTheService", principal: .accounts([KeyAdministration.account(cause)]),
      actions: ["kms:CreateGrant"],
      resources: KeyAdministration.thisKey,
      conditions: conditions(services, cause) + [
        PolicyCondition("Bool", "kms:GrantIsForAWSResource", [.literal("true", cause)])
      ], cause: cause)
  }
}
