// What both kinds of function tell the rest of the service.

package import Shapes
package import ComponentKit
package import ServiceSpec
package import Provenance

extension FunctionConfig {
  /// The role exists before the function does, so that policies elsewhere may name it.
  private static let attributes = [
    "functionName", "functionArn", "roleArn", "roleName", "deadLetterQueueArn",
  ]

  package func attribute(
    _ path: [String], of name: String, andAlso others: [String] = []
  ) -> AttributeAnswer {
    let known = FunctionConfig.attributes + others
    guard path.count == 1, known.contains(path[0]) else { return .unknown(known: known) }
    switch path[0] {
    case "roleArn", "roleName": return .there(isIndependent: true)
    case "deadLetterQueueArn":
      switch deadLetterQueue {
      case .broken: return .undecided
      case .given(.existing, _): return .there(isIndependent: true)
      case .given(.create(true), _): return .there(isIndependent: true)
      case .absent where !isIntact: return .undecided
      case .given(.create(false), _), .absent:
        return .absent(
          reason: "function `\(name)` has no dead-letter queue",
          help: "add `deadLetterQueue: true`")
      }
    default: return .there(isIndependent: false)
    }
  }

  /// Whether what it becomes may be more than Lambda or IAM takes: with few binds and few variables
  /// it cannot, but for literal values, which are counted as they are written.
  package func mayBeTooLarge(_ entry: ComponentEntry) -> Bool {
    entry.binds.count > 4 || variableNames.count > 8
      || variableValues.contains { $0.value.literal == nil && $0.value.written.utf8.count > 400 }
  }

  /// The names under `environment.variables`.
  package var variableNames: [Traced<String>] {
    (environment.value?.variables.value?.entries ?? []).map { Traced($0.key, $0.keyNode) }
  }

  /// What stands under `environment.variables`, without what was reported.
  package var variableValues: [Traced<Text>] {
    (environment.value?.variables.value?.entries ?? []).compactMap { $0.value.traced }
  }
}
