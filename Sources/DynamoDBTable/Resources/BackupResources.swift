// Scheduled backups of a table: vault, plan, what is selected, and the role that does it.

import CloudFormation
import ComponentKit
import Provenance
import Shapes

enum BackupResources {
  static func resources(_ settings: TableSettings) -> [Resource] {
    guard let cause = settings.backupCause, let vault = BackupVaultResource.resource(settings)
    else { return [] }
    return [
      vault, plan(settings, cause), BackupRole.role(settings, cause),
      BackupRole.policy(settings, cause), selection(settings, cause),
    ]
  }

  /// The vault of another region that receives copies.
  static func companions(_ settings: TableSettings) -> [RegionalPart] {
    guard let replica = settings.vaultRegion, let region = replica.region.name,
      let vault = BackupVaultResource.resource(settings, in: replica)
    else { return [] }
    var part = RegionalPart(region: region)
    part.parameters = settings.context.tagParameters
    part.resources = [vault]
    return [part]
  }

  private static func plan(_ settings: TableSettings, _ cause: Cause) -> Resource {
    var plan = AWSBackupBackupPlan(
      backupPlan: .init(
        backupPlanName: name(settings, cause),
        backupPlanRule: settings.backupRules.map { rule($0, settings) }))
    plan.backupPlanTags = tags(settings)
    return Resource(settings.names.backupPlan, plan)
  }

  private static func rule(
    _ rule: BackupRuleLeaves, _ settings: TableSettings
  ) -> AWSBackupBackupPlan.BackupRuleResourceType {
    var shape = AWSBackupBackupPlan.BackupRuleResourceType(
      ruleName: rule.name,
      targetBackupVault: .expression(
        settings.names.vault.reference, .derived(rule.node, "the vault of the table")))
    shape.scheduleExpression = rule.schedule
    shape.scheduleExpressionTimezone = rule.timezone
    shape.startWindowMinutes = rule.startWindowMinutes
    shape.completionWindowMinutes = rule.completionWindowMinutes
    shape.lifecycle = lifecycle(rule.retentionDays, rule.coldStorageDays)
    shape.recoveryPointTags = rule.copiesTags ? tags(settings) : nil
    if !rule.copies.isEmpty {
      shape.copyActions = rule.copies.map { copy in
        var action = AWSBackupBackupPlan.CopyActionResourceType(
          destinationBackupVaultArn: copy.vaultARN)
        action.lifecycle = lifecycle(copy.retentionDays, copy.coldStorageDays)
        return action
      }
    }
    return shape
  }

  private static func lifecycle(
    _ retention: Leaf<Double>, _ cold: Leaf<Double>?
  ) -> AWSBackupBackupPlan.LifecycleResourceType {
    var shape = AWSBackupBackupPlan.LifecycleResourceType()
    shape.deleteAfterDays = retention
    shape.moveToColdStorageAfterDays = cold
    return shape
  }

  /// The table and nothing else, by its ARN: whoever tags another table adds it to no plan.
  private static func selection(_ settings: TableSettings, _ cause: Cause) -> Resource {
    var selection = AWSBackupBackupSelection.BackupSelectionResourceType(
      selectionName: name(settings, cause),
      iamRoleArn: .expression(settings.names.backupRole.attribute(.arn), cause))
    selection.resources = LeafList([
      .expression(
        settings.names.tableAttribute(.arn), cause.leading(to: "BAK-2: the plan names the table"))
    ])
    return Resource(
      settings.names.backupSelection,
      AWSBackupBackupSelection(
        backupPlanId: .expression(settings.names.backupPlan.attribute(.backupPlanId), cause),
        backupSelection: selection),
      // The first backup may start at once.
      dependsOn: [(settings.names.backupPolicy.id, cause)])
  }

  private static func name(_ settings: TableSettings, _ cause: Cause) -> Leaf<String> {
    .literal(settings.backupName, cause.leading(to: "named for service and component"))
  }

  private static func tags(_ settings: TableSettings) -> NamedLeaves? {
    let tags = settings.tags
    return tags.isEmpty ? nil : NamedLeaves(tags.map { ($0.key, $0.value) })
  }
}
