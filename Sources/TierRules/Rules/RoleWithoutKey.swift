// ENC-7, a row of what the tiers require.

import AWSNames
import CloudFormation
import Diagnostics

enum RoleWithoutKey: TierRule {
  static let code = Code("ENC-7", "role-without-key", .error)
  static let requirement =
    "whoever may use a table may use the key it is encrypted with, or every call fails"
  static let bars = TierBars(commercial: .required, moderate: .required, high: .required)
  static let controls: [Control] = ["AC-3"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for role in stack.all(AWSIAMRole.self) where !stack.functions(ofRole: role).isEmpty {
      let statements = stack.statements(ofRole: role).filter(\.isAllow)
      for table in stack.tables {
        guard let key = table.copies.first?.key.namedResource,
          let use = statements.first(where: { reads($0, table) })
        else { continue }
        if let grant = statements.first(where: { decrypts($0, key) }) {
          report.holds(role, at: grant.value)
        } else {
          report.fails(
            use.holder, at: use.value,
            "a role may read table `\(table.tableName)` but not use its key, so its calls fail",
            help: "allow `kms:Decrypt` on the key, where `kms:ViaService` is DynamoDB")
        }
      }
    }
  }

  /// What sees or writes items; the settings of a table are not encrypted.
  private static let opening: Set<String> = [
    "GetItem", "BatchGetItem", "Query", "Scan", "ConditionCheckItem", "PutItem", "UpdateItem",
    "DeleteItem", "BatchWriteItem", "PartiQLSelect", "PartiQLInsert", "PartiQLUpdate",
    "PartiQLDelete", "GetRecords",
  ]

  private static func reads(_ statement: StatementView, _ table: ResourceView) -> Bool {
    statement.actions.contains { action in
      guard let name = action.string, name.hasPrefix("dynamodb:") else { return false }
      return name.holds("*") || opening.contains(String(name.dropFirst("dynamodb:".count)))
    } && statement.resources.contains { $0.namedResource == table.id }
  }

  private static func decrypts(_ statement: StatementView, _ key: String) -> Bool {
    statement.covers("kms:Decrypt")
      && statement.resources.contains { $0.namedResource == key }
      && statement.isConfined(by: "kms:ViaService")
  }
}
