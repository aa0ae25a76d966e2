// The backups of a table: the plans that select it, and the rules of those.

import AWSNames
import CloudFormation

package struct BackupRuleView: Sendable {
  package let plan: ResourceView
  package let value: ValueView

  package var name: String { value["RuleName"].text ?? plan.id }

  package var retentionDays: ValueView { value["Lifecycle"]["DeleteAfterDays"] }
}

/// The plans of each table: read once, for there may be hundreds of both.
package struct TableBackups: Sendable {
  /// Of plans that select everything.
  private var general: [Int] = []
  private var byID: [String: [Int]] = [:]
  /// By what stands behind `:table/`.
  private var byName: [String: [Int]] = [:]
  /// By selection.
  private var plans: [ResourceView?] = []

  package init(_ stack: StackView) {
    for (number, selection) in stack.all(AWSBackupBackupSelection.self).enumerated() {
      plans.append(stack.named(by: selection["BackupPlanId"], AWSBackupBackupPlan.self))
      for value in selection["BackupSelection", "Resources"].elements { add(value, number) }
    }
  }

  private mutating func add(_ value: ValueView, _ selection: Int) {
    if let id = value.namedResource {
      byID[id, default: []].append(selection)
    } else if let text = value.text {
      if text == "*" { general.append(selection) }
      if let mark = text.utf8.place(of: TableBackups.mark) {
        let name = String(text[mark...].dropFirst(TableBackups.mark.utf8.count))
        byName[name, default: []].append(selection)
      }
    }
  }

  private static let mark = ":table/"

  /// Those of the plans that select a table by its ARN, or select everything.
  package func rules(of table: ResourceView) -> [BackupRuleView] {
    let selections = Set(general + (byID[table.id] ?? []) + (byName[table.tableName] ?? []))
    return selections.sorted().compactMap { plans[$0] }.flatMap { plan in
      plan["BackupPlan", "BackupPlanRule"].elements.map { BackupRuleView(plan: plan, value: $0) }
    }
  }
}
