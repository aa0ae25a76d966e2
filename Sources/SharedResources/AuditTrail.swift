// One trail for all tables of the service: who read and wrote items. An account has five in a
// region, so a table gets none of its own.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance

enum AuditTrail {
  static func resources(_ needs: [AuditNeed], _ context: SynthesisContext) -> [Resource] {
    guard !needs.isEmpty else { return [] }
    let record = AuditRecord(needs, context)
    return [
      AuditBucket.bucket(record, context), AuditBucket.policy(record, context),
      AuditLog.group(record, context), AuditLog.role(record, context),
      AuditLog.policy(record), trail(needs, record, context),
    ]
  }

  private static func name(_ context: SynthesisContext) -> String {
    // EVIDENCE: CloudTrail: names of trails have 128 characters at most.
    PhysicalName.fitted("\(context.placement.stack)-audit", to: 128)
  }

  /// Spelled, for the policies that the trail waits for name it.
  static func arn(_ context: SynthesisContext, _ cause: Cause) -> Leaf<String> {
    .expression(
      .substitution([
        .text("arn:"), .pseudo(.partition), .text(":cloudtrail:"), .pseudo(.region), .text(":"),
        .pseudo(.accountId), .text(":trail/" + name(context)),
      ]), cause)
  }

  private static func trail(
    _ needs: [AuditNeed], _ record: AuditRecord, _ context: SynthesisContext
  ) -> Resource {
    let cause = record.cause.leading(
      to: "AUD-2 (AU-9, AU-9(3), AU-12, SI-7(1)): a trail of the service's own")
    var trail = AWSCloudTrailTrail(
      s3BucketName: .expression(SharedNames.auditBucket.reference, cause),
      isLogging: .literal(true, cause))
    trail.trailName = .literal(name(context), cause)
    // Replicas in other regions are recorded too.
    trail.isMultiRegionTrail = .literal(true, cause)
    trail.includeGlobalServiceEvents = .literal(true, cause)
    trail.enableLogFileValidation = .literal(true, cause)
    trail.kmsKeyId = .expression(SharedNames.encryptionKey.attribute(.arn), cause)
    trail.cloudWatchLogsLogGroupArn = .expression(SharedNames.auditLog.attribute(.arn), cause)
    trail.cloudWatchLogsRoleArn = .expression(SharedNames.auditRole.attribute(.arn), cause)
    trail.advancedEventSelectors = selectors(needs)
    trail.tags = context.serviceTags { .init(key: $0, value: $1) }
    return Resource(
      SharedNames.auditTrail, trail,
      dependsOn: [(SharedNames.auditBucketPolicy.id, cause), (SharedNames.auditPolicy.id, cause)])
  }

  // MARK: - What is recorded

  private static func selectors(
    _ needs: [AuditNeed]
  ) -> [AWSCloudTrailTrail.AdvancedEventSelector] {
    [true, false].flatMap { recordsReads in
      let some = needs.filter { $0.recordsReads == recordsReads }
      let cause = some.map(\.cause).joined("AUD-1 (AU-2, AU-3, AU-12, AC-6(9)): these requests")
      let what = recordsReads ? "Requests" : "Writes"
      var selectors: [AWSCloudTrailTrail.AdvancedEventSelector] = []
      let tables = some.flatMap(\.tableARNs)
      if !tables.isEmpty {
        var arns = AWSCloudTrailTrail.AdvancedFieldSelector(field: .literal("resources.ARN", cause))
        arns.equals = LeafList(tables)
        selectors.append(
          selector("\(what) to tables", "AWS::DynamoDB::Table", arns, recordsReads, cause))
      }
      let streams = some.flatMap(\.streamPrefixes)
      // Nothing writes to a stream but the table.
      if recordsReads, !streams.isEmpty {
        var arns = AWSCloudTrailTrail.AdvancedFieldSelector(field: .literal("resources.ARN", cause))
        arns.startsWith = LeafList(streams)
        selectors.append(
          selector("\(what) to streams", "AWS::DynamoDB::Stream", arns, true, cause))
      }
      return selectors
    }
  }

  private static func selector(
    _ name: String, _ type: String, _ arns: AWSCloudTrailTrail.AdvancedFieldSelector,
    _ recordsReads: Bool, _ cause: Cause
  ) -> AWSCloudTrailTrail.AdvancedEventSelector {
    func field(_ name: String, _ value: String) -> AWSCloudTrailTrail.AdvancedFieldSelector {
      var field = AWSCloudTrailTrail.AdvancedFieldSelector(field: .literal(name, cause))
      field.equals = LeafList([.literal(value, cause)])
      return field
    }
    var selector = AWSCloudTrailTrail.AdvancedEventSelector(
      fieldSelectors: [field("eventCategory", "Data"), field("resources.type", type), arns]
        + (recordsReads ? [] : [field("readOnly", "false")]))
    selector.name = .literal(name, cause)
    return selector
  }
}

/// How the record is kept: as the strictest of the tables asks.
struct AuditRecord: Sendable {
  let cause: Cause
  let retentionDays: Leaf<Int>
  let immutable: Cause?

  init(_ needs: [AuditNeed], _ context: SynthesisContext) {
    cause = needs.map(\.cause).joined("AUD-1 (AU-2, AU-3, AU-12, AC-6(9)): a record is asked for")
    let days = needs.map(\.retentionDays.value).max() ?? 0
    let said = needs.map(\.retentionDays.cause)
    let note = "AUD-3 (AU-11): the longest that a table asks for"
    retentionDays = .literal(days, said.count == 1 ? said[0] : said.joined(note))
    let strict = needs.compactMap(\.immutable)
    immutable =
      strict.isEmpty ? nil : strict.joined("AUD-2 (AU-9): nobody alters it while it is kept")
  }
}
