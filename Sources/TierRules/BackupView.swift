// The backups of a table: the plans that select it, and the rules of those.

import CloudFormation

package struct BackupRuleView: Sendable {
  package let plan: ResourceView
  package let value: ValueView

  package var name: String { value["RuleName"].text ?? plan.id }

  package var retentionDays: ValueView { value["Lifecycle"]["DeleteAfterDays"] }
}

extension StackView {
  /// The plans that select a table by its ARN, or select everything, and do not leave it out again.
  package func backupPlans(of table: ResourceView) -> [ResourceView] {
    all(AWSBackupBackupSelection.self).filter { resource in
      let selection = resource["BackupSelection"]
      return selection["Resources"].elements.contains { $0.selects(table) }
        && !selection["NotResources"].elements.contains { $0.selects(table) }
        && table.passes(selection["Conditions"])
    }.compactMap { named(by: $0["BackupPlanId"], AWSBackupBackupPlan.self) }
  }

  package func backupRules(of table: ResourceView) -> [BackupRuleView] {
    backupPlans(of: table).flatMap { plan in
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
