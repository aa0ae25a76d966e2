// The bucket that holds the trail: private, encrypted, versioned, kept as long as was asked.

import AWSNames
import CloudFormation
import ComponentKit

enum AuditBucket {
  static func bucket(_ record: AuditRecord, _ context: SynthesisContext) -> Resource {
    let cause = record.cause
    var bucket = AWSS3Bucket()
    bucket.bucketEncryption = encryption(cause)
    var access = AWSS3Bucket.PublicAccessBlockConfiguration()
    access.blockPublicAcls = .literal(true, cause)
    access.blockPublicPolicy = .literal(true, cause)
    access.ignorePublicAcls = .literal(true, cause)
    access.restrictPublicBuckets = .literal(true, cause)
    bucket.publicAccessBlockConfiguration = access
    var ownership = AWSS3Bucket.OwnershipControlsRule()
    ownership.objectOwnership = .literal("BucketOwnerEnforced", cause)
    bucket.ownershipControls = .init(rules: [ownership])
    bucket.versioningConfiguration = .init(status: .literal("Enabled", cause))
    if let immutable = record.immutable {
      bucket.objectLockEnabled = .literal(true, immutable)
      bucket.objectLockConfiguration = lock(record, immutable)
    }
    bucket.lifecycleConfiguration = .init(rules: [expiry(record)])
    bucket.tags = context.serviceTags { .init(key: $0, value: $1) }
    let kept = Removal(
      .retain, cause.leading(to: "AUD-2 (AU-9): the record outlives the stack"))
    return Resource(SharedNames.auditBucket, bucket, removal: kept)
  }

  private static func encryption(_ cause: Cause) -> AWSS3Bucket.BucketEncryption {
    var key = AWSS3Bucket.ServerSideEncryptionByDefault(sseAlgorithm: .literal("aws:kms", cause))
    key.kmsMasterKeyID = .expression(SharedNames.encryptionKey.attribute(.arn), cause)
    var rule = AWSS3Bucket.ServerSideEncryptionRule()
    rule.serverSideEncryptionByDefault = key
    rule.bucketKeyEnabled = .literal(true, cause)
    return .init(serverSideEncryptionConfiguration: [rule])
  }

  /// In governance mode some could still alter it, so compliance.
  private static func lock(
    _ record: AuditRecord, _ cause: Cause
  ) -> AWSS3Bucket.ObjectLockConfiguration {
    var retention = AWSS3Bucket.DefaultRetention()
    retention.mode = .literal("COMPLIANCE", cause)
    retention.days = record.retentionDays
    var rule = AWSS3Bucket.ObjectLockRule()
    rule.defaultRetention = retention
    var lock = AWSS3Bucket.ObjectLockConfiguration()
    lock.objectLockEnabled = .literal("Enabled", cause)
    lock.rule = rule
    return lock
  }

  private static func expiry(_ record: AuditRecord) -> AWSS3Bucket.Rule {
    let cause = record.retentionDays.cause
    let swiftly = Leaf.literal(
      7, cause.leading(to: "what is past its time, or was never complete, goes in a week"))
    var rule = AWSS3Bucket.Rule(status: .literal("Enabled", cause))
    rule.id = .literal("EndOfRetention", cause)
    rule.expirationInDays = record.retentionDays
    rule.noncurrentVersionExpiration = .init(noncurrentDays: swiftly)
    rule.abortIncompleteMultipartUpload = .init(daysAfterInitiation: swiftly)
    return rule
  }

  // MARK: - Policy

  /// EVIDENCE: CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail".
  static func policy(_ record: AuditRecord, _ context: SynthesisContext) -> Resource {
    let cause = record.cause
    let trail = PolicyCondition(
      "StringEquals", "aws:SourceArn", record.trailARNs)
    let bucket = Leaf<String>.expression(SharedNames.auditBucket.attribute(.arn), cause)
    let service = PolicyPrincipal.services(["cloudtrail.amazonaws.com"])
    let statements = [
      TemplateStatement(
        "LetTheTrailLook", principal: service, actions: ["s3:GetBucketAcl"], resources: [bucket],
        conditions: [trail], cause: cause),
      TemplateStatement(
        "LetTheTrailWrite", principal: service, actions: ["s3:PutObject"],
        resources: [
          inside([.text("/AWSLogs/"), .pseudo(.accountId), .text("/*")], cause)
        ],
        conditions: [
          trail,
          PolicyCondition(
            "StringEquals", "s3:x-amz-acl", [.literal("bucket-owner-full-control", cause)]),
        ], cause: cause),
      TemplateStatement(
        "DenyRequestsWithoutTLS", .deny, principal: .anyone, actions: ["s3:*"],
        resources: [bucket, inside([.text("/*")], cause)],
        conditions: [
          PolicyCondition("Bool", "aws:SecureTransport", [.literal("false", cause)])
        ], cause: cause),
    ]
    return Resource(
      SharedNames.auditBucketPolicy,
      AWSS3BucketPolicy(
        bucket: .expression(SharedNames.auditBucket.reference, cause),
        policyDocument: TemplatePolicy(statements).templateValue))
  }

  private static func inside(_ rest: [SubstitutionPiece], _ cause: Cause) -> Leaf<String> {
    let bucket = SharedNames.auditBucket.attribute(.arn).pieces ?? []
    return .expression(.substitution(bucket + rest), cause)
  }
}
