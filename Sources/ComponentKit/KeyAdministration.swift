// What the policy of every key says: who administers it, and that it is lent to services alone.

import AWSNames
package import CloudFormation

package enum KeyAdministration {
  /// In the policy of a key, the key itself.
  package static let thisKey = [Leaf<String>.fixed("*", .onlyValue)]

  package static func account(_ cause: Cause) -> Leaf<String> {
    .expression(
      .substitution([
        .text("arn:"), .pseudo(.partition), .text(":iam::"), .pseudo(.accountId), .text(":root"),
      ]), cause)
  }

  /// KMS refuses a policy that nobody could change again, so the account keeps administering the
  /// key; using it is not among these.
  private static let actions = [
    "CancelKeyDeletion", "CreateAlias", "DeleteAlias", "DescribeKey", "DisableKey",
    "DisableKeyRotation", "EnableKey", "EnableKeyRotation", "GetKeyPolicy", "GetKeyRotationStatus",
    "ListGrants", "ListKeyPolicies", "ListKeyRotations", "ListResourceTags",
    "PutKeyPolicy", "RevokeGrant", "RotateKeyOnDemand", "ScheduleKeyDeletion", "TagResource",
    "UntagResource", "UpdateAlias", "UpdateKeyDescription",
  ].map { "kms:" + $0 }

  package static func statement(
    _ cause: Cause, andPrincipals principals: [Leaf<String>] = [],
    andActions others: [String] = []
  ) -> TemplateStatement {
    TemplateStatement(
      "AdministerTheKey", principal: .accounts([account(cause)] + principals),
      actions: actions + others, resources: thisKey, cause: cause)
  }

  package static func denial(_ cause: Cause) -> TemplateStatement {
    TemplateStatement(
      "DenyGrantsToOthers", .deny, principal: .anyone, actions: ["kms:CreateGrant"],
      resources: thisKey,
      conditions: [
        PolicyCondition("Bool", "kms:GrantIsForAWSResource", [.literal("false", cause)])
      ], cause: cause)
  }
}
