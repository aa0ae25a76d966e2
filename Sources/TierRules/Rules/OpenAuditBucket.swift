// AUD-5, a row of what the tiers require.

import CloudFormation
import Compliance
import Diagnostics

enum OpenAuditBucket: TierRule {
  static let code = Code("AUD-5", "open-audit-bucket", .error)
  static let requirement =
    "the bucket that a trail writes to is closed, encrypted, and keeps what it is given"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["AU-9", .high("AU-9(3)"), "AU-9(4)", "AC-3", "SC-8(1)"]

  private static let blocks = [
    "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets",
  ]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for trail in stack.all(AWSCloudTrailTrail.self) {
      guard let bucket = stack.named(by: trail["S3BucketName"], AWSS3Bucket.self) else { continue }
      checkAccess(bucket, &report)
      checkKeeping(bucket, &report)
      if report.tier == .fedrampHigh { checkLock(bucket, &report) }
      checkPolicy(of: bucket, stack, &report)
    }
  }

  private static func checkAccess(_ bucket: ResourceView, _ report: inout RuleReport) {
    for block in blocks {
      report.require(
        bucket["PublicAccessBlockConfiguration", block], of: bucket,
        "the audit bucket `\(bucket.id)` can be opened to the public",
        help: "write `PublicAccessBlockConfiguration` with `\(block): true`")
    }
    let owners = bucket["OwnershipControls", "Rules"].elements.map { $0["ObjectOwnership"] }
    demand(
      owners.contains { $0.string == "BucketOwnerEnforced" }, bucket, at: owners.first,
      "who wrote a file of audit bucket `\(bucket.id)` may give access to it",
      "write `ObjectOwnership: BucketOwnerEnforced`", &report)
    let encryption = bucket["BucketEncryption", "ServerSideEncryptionConfiguration"].elements
      .map { $0["ServerSideEncryptionByDefault"] }
    demand(
      !encryption.isEmpty
        && encryption.allSatisfy {
          ["aws:kms", "aws:kms:dsse"].contains($0["SSEAlgorithm"].string)
            && $0["KMSMasterKeyID"].isCustomerKey
        }, bucket, at: encryption.first,
      "the audit bucket `\(bucket.id)` is encrypted under no key of the customer",
      "write `SSEAlgorithm: aws:kms` with `KMSMasterKeyID`", &report)
  }

  private static func checkKeeping(_ bucket: ResourceView, _ report: inout RuleReport) {
    let versions = bucket["VersioningConfiguration", "Status"]
    demand(
      versions.string == "Enabled", bucket, at: versions,
      "what the audit bucket `\(bucket.id)` holds can be overwritten",
      "write `VersioningConfiguration: { Status: Enabled }`", &report)
    demand(
      bucket.deletionPolicy.isKept && bucket.updateReplacePolicy.isKept, bucket,
      at: bucket.deletionPolicy, "the audit bucket `\(bucket.id)` goes with the stack",
      "keep it: `DeletionPolicy` and `UpdateReplacePolicy` are `Retain`", &report)
  }

  /// Nobody, the account's own root included, takes a record out before its time.
  private static func checkLock(_ bucket: ResourceView, _ report: inout RuleReport) {
    let retention = bucket["ObjectLockConfiguration", "Rule", "DefaultRetention"]
    let days =
      retention["Days"].integer ?? retention["Years"].integer.map { $0 * 365 }
    demand(
      bucket["ObjectLockEnabled"].boolean == true
        && bucket["ObjectLockConfiguration", "ObjectLockEnabled"].string == "Enabled"
        && retention["Mode"].string == "COMPLIANCE" && (days ?? 0) >= lockDaysMin, bucket,
      at: bucket["ObjectLockConfiguration"],
      "what the audit bucket `\(bucket.id)` holds can be deleted",
      "lock its objects: `Mode: COMPLIANCE`, `Days: \(lockDaysMin)` or more", &report)
  }

  /// As long as AUD-3 keeps the log, ten years of 365 days.
  private static let lockDaysMin = 3650

  private static func checkPolicy(
    of bucket: ResourceView, _ stack: StackView, _ report: inout RuleReport
  ) {
    let policies = stack.all(AWSS3BucketPolicy.self).filter {
      $0["Bucket"].namedResource == bucket.id
    }
    let statements = policies.flatMap { $0.statements($0["PolicyDocument"]) }
    let denial = statements.first {
      $0.refusesPlainText("s3:GetObject", "s3:PutObject", "s3:ListBucket")
        && covers($0, bucket)
    }
    demand(
      denial != nil, bucket, at: denial?.value,
      "the audit bucket `\(bucket.id)` answers requests without TLS",
      "deny `s3:*` to everybody where `aws:SecureTransport` is false", &report)
    for statement in statements where statement.isAllow {
      let outsider =
        statement.outsider
        ?? (statement.isForOwnAccounts ? nil : statement.services.first)
      if let outsider {
        report.fails(
          statement.holder, at: outsider,
          "the audit bucket `\(bucket.id)` is open to others than the trail",
          help: "add a condition on `aws:SourceArn`")
      }
      if let action = statement.wildcardActions.first {
        report.fails(
          statement.holder, at: action,
          "the policy of the audit bucket `\(bucket.id)` allows more than a trail needs",
          help: "name the actions that are needed")
      }
    }
  }

  /// The bucket itself, and what lies in it.
  private static func covers(_ statement: StatementView, _ bucket: ResourceView) -> Bool {
    let texts = statement.resources.map { $0.text ?? "" }
    if texts.contains("*") { return true }
    return statement.resources.contains { $0.namedResource == bucket.id }
      && texts.contains { $0.hasSuffix("/*") }
  }

  private static func demand(
    _ isMet: Bool, _ bucket: ResourceView, at value: ValueView?, _ message: String,
    _ help: String, _ report: inout RuleReport
  ) {
    if isMet {
      if let value { report.holds(bucket, at: value) }
    } else {
      report.fails(bucket, at: value.flatMap { $0.isAbsent ? nil : $0 }, message, help: help)
    }
  }
}
