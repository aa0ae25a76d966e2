// A log group of a component: kept as long as the tier asks, encrypted above Commercial.

import AWSNames
package import CloudFormation
import ComponentKit
import Compliance
import Provenance
import Shapes

package enum LogGroupResource {
  package static func resource(
    _ name: LogicalName<AWSLogsLogGroup>, called physicalName: String,
    _ settings: FunctionSettings
  ) -> Resource {
    let logs = settings.config.logs.value
    var group = AWSLogsLogGroup()
    group.logGroupName = .literal(physicalName, settings.functionName.cause)
    group.retentionInDays = logs?.retentionDays.traced.map { days in
      // Beyond the longest period the schema refuses.
      let kept = RetentionDays.roundUp(days.value) ?? days.value
      return kept == days.value
        ? .stated(days)
        : .literal(kept, .derived(days.node, "the next period that CloudWatch Logs offers"))
    }
    group.kmsKeyId = key(settings)
    group.tags = settings.tags { .init(key: $0, value: $1) }
    return Resource(name, group, removal: removal(settings))
  }

  private static func key(_ settings: FunctionSettings) -> Leaf<String>? {
    if let given = settings.config.logs.value?.kmsKeyId.traced {
      return settings.context.leaf(given)
    }
    guard settings.isHardened else { return nil }
    return .expression(SharedNames.encryptionKey.attribute(.arn), cause(settings))
  }

  private static func cause(_ settings: FunctionSettings) -> Cause {
    settings.required("AUD-4 (AU-9, AU-11, SI-12): logs are encrypted, and outlive the stack")
  }

  private static func removal(_ settings: FunctionSettings) -> Removal? {
    settings.isHardened ? Removal(.retain, cause(settings)) : nil
  }

  static func needs(_ settings: FunctionSettings) -> [SharedNeed] {
    guard settings.isHardened, settings.config.logs.value?.kmsKeyId.isAbsent ?? true else {
      return []
    }
    return [.encryptionKey(.logs, cause: cause(settings))]
  }
}
