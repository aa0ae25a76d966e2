// The logical ids of everything a function becomes. No suffix ends as another does, so that the
// resources of `orders` and of `orders-api` never meet.

import AWSNames
package import CloudFormation

package struct FunctionNames: Sendable {
  /// The component's own logical id, which begins all others.
  package let stem: String
  /// What the function is called in the account.
  package let functionName: String

  init(stem: String, stack: String, component: String) {
    self.stem = stem
    functionName = PhysicalName.fitted("\(stack)-\(component)", to: FunctionNames.lengthMax)
  }

  /// EVIDENCE: Lambda API reference, CreateFunction: a function name has at most 64 characters.
  private static let lengthMax = 64

  package func name<Properties>(_ suffix: String) -> LogicalName<Properties> {
    LogicalName(stem + suffix)
  }

  /// The id of one of several alike. The length tells where the component's part ends and the
  /// other begins.
  package func name<Properties>(
    _ words: String, _ kind: String
  ) -> LogicalName<Properties> {
    LogicalName("\(stem)\(words)\(kind)\(words.utf8.count)")
  }

  package var function: LogicalName<AWSLambdaFunction> { name("Function") }
  package var role: LogicalName<AWSIAMRole> { name("FunctionRole") }
  var logGroup: LogicalName<AWSLogsLogGroup> { name("FunctionLogs") }
  package var deadLetterQueue: QueueNames { QueueNames(stem: stem, purpose: "DeadLetter") }
  package var failureQueue: QueueNames { QueueNames(stem: stem, purpose: "Failure") }
  var runtimePolicy: LogicalName<AWSIAMManagedPolicy> { name("RuntimePolicy") }
  var networkPolicy: LogicalName<AWSIAMManagedPolicy> { name("NetworkPolicy") }
  var tracingPolicy: LogicalName<AWSIAMManagedPolicy> { name("TracingPolicy") }
  var streamListPolicy: LogicalName<AWSIAMManagedPolicy> { name("StreamListPolicy") }

  /// The first of them has no number, so that most roles have one without.
  func accessPolicy(_ number: Int) -> LogicalName<AWSIAMManagedPolicy> {
    name(number == 1 ? "AccessPolicy" : "AccessPolicy\(number)")
  }
}

package struct QueueNames: Sendable {
  let stem: String
  let purpose: String

  package var queue: LogicalName<AWSSQSQueue> { LogicalName(stem + purpose + "Queue") }
  var policy: LogicalName<AWSSQSQueuePolicy> { LogicalName(stem + purpose + "QueuePolicy") }
}
