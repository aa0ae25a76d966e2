// What the components of a service share, and how one asks for it. Each thing is made once, however
// many ask.

import AWSNames
package import CloudFormation

package enum SharedNeed: Sendable {
  /// The service's own key, for everything that is no table.
  case encryptionKey(KeyUse, cause: Cause)
  /// An alarm about what CloudWatch reports for an account and a region, and not by table.
  case accountAlarm(AccountAlarmNeed)
  /// The topic that alarms go to where nobody names another.
  case alarmTopic(cause: Cause)
  /// The record of who read and wrote items.
  case audit(AuditNeed)
  /// An endpoint through which a VPC reaches DynamoDB.
  case endpoint(EndpointNeed)
}

/// What the trail of the service is to record of one table, and for how long.
package struct AuditNeed: Sendable {
  /// The table in each of its regions.
  package let tableARNs: [Leaf<String>]
  /// What the ARNs of its streams begin with; empty without a stream.
  package let streamPrefixes: [Leaf<String>]
  /// Reads are recorded as well.
  package let recordsReads: Bool
  package let retentionDays: (value: Int, cause: Cause)
  /// Nobody can alter the record while it is kept; nil where that is not asked for.
  package let immutable: Cause?
  package let cause: Cause

  package init(
    tableARNs: [Leaf<String>], streamPrefixes: [Leaf<String>], recordsReads: Bool,
    retentionDays: (value: Int, cause: Cause), immutable: Cause?, cause: Cause
  ) {
    self.tableARNs = tableARNs
    self.streamPrefixes = streamPrefixes
    self.recordsReads = recordsReads
    self.retentionDays = retentionDays
    self.immutable = immutable
    self.cause = cause
  }
}

/// One table that is reached through an endpoint, and where the endpoint stands.
package struct EndpointNeed: Sendable {
  package let name: LogicalName<AWSEC2VPCEndpoint>
  package let kind: EndpointKind
  /// Nil where the deployment says.
  package let vpcID: Leaf<String>?
  package let routeTableIDs: LeafList<String>?
  package let subnetIDs: LeafList<String>?
  package let securityGroupIDs: LeafList<String>?
  package let use: EndpointUse
  package let cause: Cause

  package init(
    name: LogicalName<AWSEC2VPCEndpoint>, kind: EndpointKind, vpcID: Leaf<String>?,
    routeTableIDs: LeafList<String>?, subnetIDs: LeafList<String>?,
    securityGroupIDs: LeafList<String>?, use: EndpointUse, cause: Cause
  ) {
    self.name = name
    self.kind = kind
    self.vpcID = vpcID
    self.routeTableIDs = routeTableIDs
    self.subnetIDs = subnetIDs
    self.securityGroupIDs = securityGroupIDs
    self.use = use
    self.cause = cause
  }
}

/// An alarm that tables ask for, and that watches all of them and more.
package struct AccountAlarmNeed: Sendable {
  /// What it watches, as a part of a logical id: `UserErrors`.
  package let word: String
  /// Somebody asks for it by name, rather than by the level of monitoring.
  package let isStated: Bool
  package let actions: [Leaf<String>]
  package let okActions: [Leaf<String>]
  package let cause: Cause
  /// Without actions and tags, for the reason that is given.
  package let make: @Sendable (Cause) -> AWSCloudWatchAlarm

  package init(
    word: String, isStated: Bool, actions: [Leaf<String>], okActions: [Leaf<String>],
    cause: Cause, make: @escaping @Sendable (Cause) -> AWSCloudWatchAlarm
  ) {
    self.word = word
    self.isStated = isStated
    self.actions = actions
    self.okActions = okActions
    self.cause = cause
    self.make = make
  }
}

/// What may be done through an endpoint.
package enum EndpointUse: Sendable {
  /// The statements of a policy that somebody wrote.
  case written([TemplateValue])
  case table(TableReach)
}

/// A table that is reached through an endpoint.
package struct TableReach: Sendable {
  /// Begins the logical ids of the table's resources.
  package let stem: String
  package let actions: [String]
  /// The name that the table bears in the account.
  package let tableName: [SubstitutionPiece]
  /// Its ARN, and what those of its indexes are like.
  package let resources: [Leaf<String>]
  package let cause: Cause

  package init(
    stem: String, actions: [String], tableName: [SubstitutionPiece], resources: [Leaf<String>],
    cause: Cause
  ) {
    self.stem = stem
    self.actions = actions
    self.tableName = tableName
    self.resources = resources
    self.cause = cause
  }
}

/// What the service's own key is used for: its policy admits the services that these take.
package enum KeyUse: String, CaseIterable, Sendable {
  case logs, queues, alarms, variables, trail
}

/// The logical ids of what is shared. No component's resource may end as these do, so that a
/// component called `shared` takes nobody's name.
package enum SharedNames {
  package static let encryptionKey = LogicalName<AWSKMSKey>("SharedEncryptionKey")
  package static let encryptionKeyAlias = LogicalName<AWSKMSAlias>("SharedEncryptionKeyAlias")
  package static let alarmTopic = LogicalName<AWSSNSTopic>("SharedAlarmTopic")
  package static let alarmTopicPolicy = LogicalName<AWSSNSTopicPolicy>("SharedAlarmTopicPolicy")
  package static let auditBucket = LogicalName<AWSS3Bucket>("SharedAuditBucket")
  package static let auditBucketPolicy = LogicalName<AWSS3BucketPolicy>("SharedAuditBucketPolicy")
  package static let auditLog = LogicalName<AWSLogsLogGroup>("SharedAuditLog")
  package static let auditRole = LogicalName<AWSIAMRole>("SharedAuditRole")
  package static let auditPolicy = LogicalName<AWSIAMManagedPolicy>("SharedAuditPolicy")

  /// `digits` tell several alarms about one metric apart.
  package static func accountAlarm(
    _ word: String, _ digits: String
  ) -> LogicalName<AWSCloudWatchAlarm> {
    LogicalName("Shared\(word)Alarm\(digits)")
  }

  /// Numbered from 0: one trail records as many tables as its selectors have room for.
  package static func auditTrail(_ number: Int) -> LogicalName<AWSCloudTrailTrail> {
    LogicalName("SharedAuditTrail\(number == 0 ? "" : String(number + 1))")
  }

  /// The endpoint through which DynamoDB is reached from a VPC: one for all tables that name the
  /// same place, since two of them cannot stand at one route table. `place` is what was written:
  /// the VPC, its route tables or subnets; empty where the deployment says.
  ///
  /// Policies of tables name the endpoint, so its own policy names tables by ARNs that it spells.
  package static func endpoint(
    _ kind: EndpointKind, in place: [String]
  ) -> LogicalName<AWSEC2VPCEndpoint> {
    let digits = place.isEmpty ? "" : LogicalID.digits(of: place.joined(separator: " "))
    return LogicalName("Shared\(kind.rawValue)Endpoint\(digits)")
  }
}

package enum EndpointKind: String, Sendable {
  case gateway = "Gateway"
  case interface = "Interface"
}
