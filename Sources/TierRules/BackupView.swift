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
  /// Of selections with patterns, which any table may match.
  private var general: [Int] = []
  private var byID: [String: [Int]] = [:]
  /// By what stands behind `:table/`.
  private var byName: [String: [Int]] = [:]
  /// By selection.
  private var plans: [ResourceView?] = []
  private var selections: [ValueView] = []

  package init(_ stack: StackView) {
    for (number, resource) in stack.all(AWSBackupBackupSelection.self).enumerated() {
      plans.append(stack.named(by: resource["BackupPlanId"], AWSBackupBackupPlan.self))
      let selection = resource["BackupSelection"]
      selections.append(selection)
      for value in selection["Resources"].elements { add(value, number) }
    }
  }

  private mutating func add(_ value: ValueView, _ selection: Int) {
    if let id = value.namedResource {
      byID[id, default: []].append(selection)
    } else if let text = value.text {
      if Wildcard.isIn(text) {
        general.append(selection)
      } else if let mark = text.utf8.place(of: TableBackups.mark) {
        let name = String(text[mark...].dropFirst(TableBackups.mark.utf8.count))
        byName[name, default: []].append(selection)
      }
    }
  }

  private static let mark = ":table/"

  /// Those of the plans that select a table by its ARN or a pattern, and do not leave it out again.
  package func rules(of table: ResourceView) -> [BackupRuleView] {
    let named = Set((byID[table.id] ?? []) + (byName[table.tableName] ?? []))
    let matching = general.filter { number in
      selections[number]["Resources"].elements.contains { $0.selects(table) }
    }
    let found = named.union(matching).sorted().filter { number in
      let selection = selections[number]
      return !selection["NotResources"].elements.contains { $0.selects(table) }
        && table.passes(selection["Conditions"])
    }
    return found.compactMap { plans[$0] }.flatMap { plan in
      plan["BackupPlan", "BackupPlanRule"].elements.map { BackupRuleView(plan: plan, value: $0) }
    }
  }
}

extension ValueView {
  /// An entry of a selection that takes in a table.
  fileprivate func selects(_ table: ResourceView) -> Bool {
    if namedResource == table.id { return true }
    guard let text else { return false }
    if Wildcard.isAnything(text) || text.hasSuffix(":table/\(table.tableName)") { return true }
    // Names with references in them are compared as they are written.
    guard let arn = WrittenARN(text) else { return false }
    return Wildcard.matches("dynamodb", arn.service)
      && Wildcard.matches(
        WrittenARN.sealed("table/\(table.tableName)"), WrittenARN.sealed(arn.resource))
  }
}

extension ResourceView {
  private var tags: [(key: String, value: ValueView)] {
    let settings = isGlobalTable ? copies.first?["Tags"] : self["Tags"]
    return (settings?.elements ?? []).compactMap { tag in
      tag["Key"].text.map { ($0, tag["Value"]) }
    }
  }

  /// All conditions of a selection hold for the tags of a table. What the deployment decides holds.
  ///
  /// EVIDENCE: AWS Backup developer guide, "Assigning resources to a backup plan": all conditions
  /// must be met.
  fileprivate func passes(_ conditions: ValueView) -> Bool {
    let tags = tags
    return conditions.members.allSatisfy { test, list in
      list.elements.allSatisfy { condition in
        guard let key = condition["ConditionKey"].text,
          let wanted = condition["ConditionValue"].text
        else { return condition.isUnknown || condition["ConditionValue"].isUnknown }
        let tag = tags.first { "aws:ResourceTag/\($0.key)" == key }
        guard tag == nil || tag?.value.text != nil else { return true }
        let written = tag?.value.text
        let isMet =
          test.hasSuffix("Like")
          ? written.map { Wildcard.matches($0, wanted) } ?? false : written == wanted
        return test.hasPrefix("StringNot") ? !isMet : isMet
      }
    }
  }
}
