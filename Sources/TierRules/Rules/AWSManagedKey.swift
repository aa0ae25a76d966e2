// ENC-1, a row of what the tiers require.

import AWSNames
import Diagnostics

enum AWSManagedKey: TierRule {
  static let code = Code("ENC-1", "aws-managed-key", .error)
  static let requirement = "above Commercial, data lies encrypted under a key of the customer"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["SC-12", "SC-13", "SC-28(1)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for table in stack.tables {
      let encryption = table["SSESpecification"]
      report.require(
        encryption["SSEEnabled"], of: table,
        "table `\(table.tableName)` is encrypted with a key that AWS owns",
        help: "leave `sseSpecification` out, or write `sseEnabled: true`")
      // Public checks want the type said, though a key implies it.
      if encryption["SSEEnabled"].boolean == true, encryption["SSEType"].string != "KMS" {
        report.fails(
          table, at: encryption, "the encryption of table `\(table.tableName)` names no KMS",
          help: "write `sseType: KMS`")
      }
    }
    for copy in stack.tableCopies where !copy.key.isCustomerKey {
      report.fails(
        copy.resource, at: copy.key.isAbsent ? copy.resource["SSESpecification"] : copy.key,
        "\(copy.title) is encrypted with a key that AWS manages",
        help: "leave the key out, so that one is created, or name one of your own in "
          + "`sseSpecification.kmsMasterKeyId`")
    }
    for copy in stack.tableCopies where copy.key.isCustomerKey {
      report.holds(copy.resource, at: copy.key)
    }
  }
}
