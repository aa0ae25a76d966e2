// What the components of a service share, and how one asks for it. Each thing is made once, however
// many ask.

import AWSNames
package import CloudFormation

package enum SharedNeed: Sendable {
  /// The service's own key, for everything that is no table.
  case encryptionKey(KeyUse, cause: Cause)
  /// The topic that alarms go to where nobody names another.
  case alarmTopic(cause: Cause)
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
