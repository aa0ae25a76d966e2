// `admin`: the table itself is changed, its items are not seen. Nothing here deletes it.

import CloudFormation
import ComponentKit
import ServiceSpec

enum AdminGrant {
  static func statements(_ terms: GrantTerms) -> [TemplateStatement] {
    guard terms.isWhole else { return [] }
    return [
      terms.statement(
        "Administer",
        [
          "DescribeTable", "UpdateTable", "DescribeTimeToLive", "UpdateTimeToLive",
          "DescribeContinuousBackups", "UpdateContinuousBackups", "CreateBackup",
          "ListTagsOfResource",
        ], on: terms.table)
    ]
  }
}
