// The formats that schemas may name, each the parser of one kind of name.

package import Shapes

/// A text with a reference in it (`${…}`) is not yet a name: whoever resolves references decides
/// whether to ask.
package enum AWSFormats {
  package static let all: [Format] = [
    format("region") { text throws(FormatFault) in _ = try Region(parsing: text) },
    format("arn") { text throws(FormatFault) in _ = try ARN(parsing: text) },
    format("kms-key") { text throws(FormatFault) in _ = try KMSKeyName(parsing: text) },
    format("kms-alias") { text throws(FormatFault) in _ = try KMSAlias(parsing: text) },
    arn("kms-key-arn", .key),
    arn("iam-role-arn", .role),
    arn("principal-arn", .principal, .session),
    arn("sns-topic-arn", .topic),
    arn("queue-or-topic-arn", .queue, .topic),
    arn("kinesis-stream-arn", .kinesisStream),
    arn("stream-arn", .tableStream),
    arn("backup-vault-arn", .backupVault),
    arn("cloudtrail-arn", .trail),
    arn("lambda-layer-arn", .layerVersion),
    resourceID("security-group-id", .securityGroup),
    resourceID("subnet-id", .subnet),
    resourceID("vpc-id", .vpc),
    resourceID("route-table-id", .routeTable),
    format("backup-cron") { text throws(FormatFault) in _ = try CronExpression(parsing: text) },
    format("schedule") { text throws(FormatFault) in _ = try Schedule(parsing: text) },
    format("timezone") { text throws(FormatFault) in _ = try Timezone(parsing: text) },
    format("date") { text throws(FormatFault) in _ = try CalendarDate(parsing: text) },
  ]

  private static func format(
    _ name: String, parse: @escaping @Sendable (String) throws(FormatFault) -> Void
  ) -> Format {
    Format(name) { text in
      do throws(FormatFault) {
        try parse(text)
        return nil
      } catch {
        return error
      }
    }
  }

  private static func arn(_ name: String, _ kinds: ARNKind...) -> Format {
    format(name) { text throws(FormatFault) in _ = try ARNKind.parse(text, as: kinds) }
  }

  private static func resourceID(_ name: String, _ kind: ResourceID.Kind) -> Format {
    format(name) { text throws(FormatFault) in _ = try ResourceID(parsing: text, as: kind) }
  }
}
