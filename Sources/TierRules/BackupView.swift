// The backups of a table: the plans that select it, and the rules of those.

import CloudFormation

package struct BackupRuleView: Sendable {
  package let plan: ResourceView
  package let value: ValueView

  package var name: String { value["RuleName"].text ?? plan.id }

  package var retentionDays: ValueView { value["Lifecycle"]["DeleteAfterDays"] }
}

extension StackView {
  /// The plans that select a table by its ARN, or select everything.
  package func backupPlans(of table: ResourceView) -> [ResourceView] {
    all(AWSBackupBackupSelection.self).filter { selection in
      selection["BackupSelection", "Resources"].elements.contains {
        $0.namedResource == table.id || $0.string == "*"
          || ($0.string?.hasSuffix(":table/\(table.tableName)") ?? false)
          || ($0.text?.hasSuffix(":table/\(table.tableName)") ?? false)
      }
    }.compactMap { named(by: $0["BackupPlanId"], AWSBackupBackupPlan.self) }
  }

  package func backupRules(of table: ResourceView) -> [BackupRuleView] {
    backupPlans(of: table).flatMap { plan in
      plan["BackupPlan", "BackupPlanRule"].elements.map { BackupRuleView(plan: plan, value: $0) }
    }
  }
}
