// What is kept for a time, as it is emitted: log groups, buckets and queues.

import CloudFormation
import TierRules

struct RetentionReader {
  private let view: StackView
  private let finder: EvidenceFinder
  private static let secondsADay = 86_400

  init(_ view: StackView, _ finder: EvidenceFinder) {
    self.view = view
    self.finder = finder
  }

  var retentions: [ReviewedRetention] { logs + buckets + queues }

  private var logs: [ReviewedRetention] {
    let audited = Set(
      view.all(AWSCloudTrailTrail.self).compactMap {
        $0["CloudWatchLogsLogGroupArn"].namedResource
      })
    return view.all(AWSLogsLogGroup.self).map { group in
      let days = group["RetentionInDays"]
      return retention(
        audited.contains(group.id) ? .auditLog : .log, group, named: group["LogGroupName"],
        days: days.integer, isLocked: false, at: days)
    }
  }

  private var buckets: [ReviewedRetention] {
    view.all(AWSS3Bucket.self).map { bucket in
      let lock = bucket["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
      let expiry = bucket["LifecycleConfiguration"]["Rules"].elements
        .map { $0["ExpirationInDays"] }.first { !$0.isAbsent }
      return retention(
        .bucket, bucket, named: bucket["BucketName"],
        days: expiry?.integer, isLocked: lock["Mode"].string == "COMPLIANCE",
        at: lock["Days"].isAbsent ? expiry ?? lock["Days"] : lock["Days"])
    }
  }

  private var queues: [ReviewedRetention] {
    view.all(AWSSQSQueue.self).map { queue in
      let seconds = queue["MessageRetentionPeriod"]
      // EVIDENCE: SQS API reference, `MessageRetentionPeriod`: four days unless said.
      let days = seconds.isAbsent ? 4 : seconds.integer.map { $0 / RetentionReader.secondsADay }
      return retention(
        .queue, queue, named: queue["QueueName"], days: days, isLocked: false, at: seconds)
    }
  }

  private func retention(
    _ kind: ReviewedRetention.Kind, _ resource: ResourceView, named name: ValueView,
    days: Int?, isLocked: Bool, at value: ValueView
  ) -> ReviewedRetention {
    ReviewedRetention(
      kind: kind, logicalID: resource.id, component: finder.component(of: resource),
      name: name.isAbsent ? resource.id : name.spelled, days: days, isLocked: isLocked,
      evidence: finder.evidence(of: value))
  }
}
