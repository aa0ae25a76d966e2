// The vault that holds a table's recovery points, in the region of the stack or of a replica.

import AWSNames
import CloudFormation
import ComponentKit
import Compliance
import Provenance
import Shapes

enum BackupVaultResource {
  /// Nil for a table without backups. In a companion it encrypts with the key of its region.
  static func resource(_ settings: TableSettings, in replica: ReplicaPlace? = nil) -> Resource? {
    guard let cause = settings.backupCause else { return nil }
    var vault = AWSBackupBackupVault(backupVaultName: settings.vaultName)
    vault.encryptionKeyArn = key(settings, in: replica)
    vault.lockConfiguration = lock(settings)
    vault.accessPolicy = accessPolicy(settings)?.templateValue
    if replica == nil { vault.notifications = notifications(settings) }
    let tags = replica == nil ? settings.tags : settings.portableTags
    vault.backupVaultTags = tags.isEmpty ? nil : NamedLeaves(tags.map { ($0.key, $0.value) })
    return Resource(settings.names.vault, vault, removal: removal(settings, cause))
  }

  /// A vault with recovery points in it cannot be deleted, so a stack that tries would not go.
  private static func removal(_ settings: TableSettings, _ cause: Cause) -> Removal {
    let isTiered = settings.placement.tier > .commercial
    return Removal(
      .retain,
      isTiered
        ? .derived(
          settings.placement.tierNode, "BAK-5 (CP-9, CP-9(8), AU-9): the vault outlives its stack")
        : cause.leading(to: "a vault that holds recovery points cannot be deleted"))
  }

  private static func key(_ settings: TableSettings, in replica: ReplicaPlace?) -> Leaf<String>? {
    guard let replica else {
      if let own = settings.config.backupPolicy.value?.vault.value?.kmsKeyId.traced {
        return settings.context.leaf(own)
      }
      guard let table = settings.customerKey, let arn = settings.customerKeyARN else { return nil }
      return SynthesisContext.leaf(
        of: arn, table.cause.leading(to: "recovery points are encrypted as their table is"))
    }
    if let create = settings.createdKey, replica.settings?.kmsKeyId.isAbsent != false {
      return .expression(
        settings.names.key.attribute(.arn),
        .derived(create, "recovery points are encrypted as their replica is"))
    }
    guard let key = settings.customerKey(of: replica),
      key.pieces?.allSatisfy(\.isPortable) == true
    else { return nil }
    return key
  }

  private static func lock(
    _ settings: TableSettings
  ) -> AWSBackupBackupVault.LockConfigurationType? {
    guard let lock = settings.config.backupPolicy.value?.vault.value?.lock.value,
      let minimum = lock.minRetentionDays.leaf
    else { return nil }
    var shape = AWSBackupBackupVault.LockConfigurationType(minRetentionDays: minimum)
    shape.maxRetentionDays = lock.maxRetentionDays.leaf
    shape.changeableForDays = lock.changeableForDays.leaf
    return shape
  }

  private static func notifications(
    _ settings: TableSettings
  ) -> AWSBackupBackupVault.NotificationObjectType? {
    guard let wish = settings.config.backupPolicy.value?.vault.value?.notifications.value,
      let topic = settings.context.leaf(wish.snsTopicArn), let events = wish.events.value
    else { return nil }
    return .init(
      backupVaultEvents: LeafList(
        events.elements.map { .literal($0.value.rawValue, .stated($0.node)) }),
      snsTopicArn: topic)
  }

  /// Recovery points go when their time is over, by the plan's lifecycle, and by nobody's hand.
  private static func accessPolicy(_ settings: TableSettings) -> TemplatePolicy? {
    guard settings.placement.tier > .commercial else { return nil }
    let cause = Cause.derived(
      settings.placement.tierNode, "BAK-5 (CP-9, CP-9(8), AU-9): nobody deletes a recovery point")
    return TemplatePolicy([
      TemplateStatement(
        "DenyDeletionOfRecoveryPoints", .deny, principal: .anyone,
        actions: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
        resources: [.fixed("*", .onlyValue)], cause: cause)
    ])
  }
}
