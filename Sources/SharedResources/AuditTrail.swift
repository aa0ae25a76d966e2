// The record of who read and wrote items: one for all tables of the service, and in it as few
// trails as their selectors need. A region has five trails, so a table gets none of its own.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance

/// What all trails of the service write to, and each of them.
struct AuditTrails {
  private(set) var record: [Resource] = []
  /// Each with the number of the first need that it serves.
  private(set) var trails: [(resource: Resource, firstNeed: Int)] = []

  init(_ needs: [AuditNeed], _ context: SynthesisContext) {
    guard !needs.isEmpty else { return }
    let shares = AuditShare.shares(of: needs)
    let settings = AuditRecord(needs, trailCount: shares.count, context)
    record = [
      AuditBucket.bucket(settings, context), AuditBucket.policy(settings, context),
      AuditLog.group(settings, context), AuditLog.role(settings, context),
      AuditLog.policy(settings),
    ]
    trails = shares.enumerated().map { number, share in
      (AuditTrail.trail(number, share.needs, settings, context), share.firstNeed)
    }
  }
}

/// The tables that one trail records.
struct AuditShare {
  let firstNeed: Int
  private(set) var needs: [AuditNeed]
  private var tables: [Bool: Int] = [:]
  private var streams = 0

  /// EVIDENCE: CloudTrail user guide, "Quotas in AWS CloudTrail": 500 values for all conditions in
  /// all advanced event selectors of a trail.
  private static let valuesMax = 500

  private init(_ need: AuditNeed, _ number: Int) {
    firstNeed = number
    needs = []
    add(need)
  }

  /// In the order of the needs: a table that is added at the end changes the last trail, or begins
  /// one. A table stands in one trail with all its regions.
  static func shares(of needs: [AuditNeed]) -> [AuditShare] {
    var shares: [AuditShare] = []
    for (number, need) in needs.enumerated() {
      if var last = shares.last {
        last.add(need)
        if last.valueCount <= valuesMax {
          shares[shares.count - 1] = last
          continue
        }
      }
      shares.append(AuditShare(need, number))
    }
    return shares
  }

  private mutating func add(_ need: AuditNeed) {
    needs.append(need)
    tables[need.recordsReads, default: 0] += need.tableARNs.count
    if need.recordsReads { streams += need.streamPrefixes.count }
  }

  /// The category and the type of each selector count too, and so does that it records writes only.
  private var valueCount: Int {
    let reads = tables[true] ?? 0
    let writes = tables[false] ?? 0
    return (reads > 0 ? 2 + reads : 0) + (writes > 0 ? 3 + writes : 0)
      + (streams > 0 ? 2 + streams : 0)
  }
}

enum AuditTrail {
  private static func name(_ number: Int, _ context: SynthesisContext) -> String {
    // EVIDENCE: CloudTrail: names of trails have 128 characters at most.
    let suffix = number == 0 ? "" : "-\(number + 1)"
    return PhysicalName.fitted("\(context.placement.stack)-audit\(suffix)", to: 128)
  }

  /// Spelled, for the policies that trails wait for name them.
  static func arn(_ number: Int, _ context: SynthesisContext, _ cause: Cause) -> Leaf<String> {
    .expression(
      .substitution([
        .text("arn:"), .pseudo(.partition), .text(":cloudtrail:"), .pseudo(.region), .text(":"),
        .pseudo(.accountId), .text(":trail/" + name(number, context)),
      ]), cause)
  }

  static func trail(
    _ number: Int, _ needs: [AuditNeed], _ record: AuditRecord, _ context: SynthesisContext
  ) -> Resource {
    let cause = record.cause.leading(
      to: "AUD-2 (AU-9, AU-9(3), AU-12, SI-7(1)): a trail of the service's own")
    var trail = AWSCloudTrailTrail(
      s3BucketName: .expression(SharedNames.auditBucket.reference, cause),
      isLogging: .literal(true, cause))
    trail.trailName = .literal(name(number, context), cause)
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
      SharedNames.auditTrail(number), trail,
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
  /// As policies name them.
  let trailARNs: [Leaf<String>]

  init(_ needs: [AuditNeed], trailCount: Int, _ context: SynthesisContext) {
    cause = needs.map(\.cause).joined("AUD-1 (AU-2, AU-3, AU-12, AC-6(9)): a record is asked for")
    let days = needs.map(\.retentionDays.value).max() ?? 0
    let said = needs.map(\.retentionDays.cause)
    let note = "AUD-3 (AU-11): the longest that a table asks for"
    retentionDays = .literal(days, said.count == 1 ? said[0] : said.joined(note))
    trailARNs = AuditRecord.trailARNs(trailCount, context, cause)
    let strict = needs.compactMap(\.immutable)
    immutable =
      strict.isEmpty ? nil : strict.joined("AUD-2 (AU-9): nobody alters it while it is kept")
  }

  static func trailARNs(
    _ count: Int, _ context: SynthesisContext, _ cause: Cause
  ) -> [Leaf<String>] {
    (0..<count).map { AuditTrail.arn($0, context, cause) }
  }
}
