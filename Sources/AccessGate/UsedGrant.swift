// Which permissions were used, and which never were.

import AccessMatrix
import IAMPolicy

/// An action on a resource that was allowed.
struct UsedGrant: Hashable, Sendable {
  let action: String
  let resource: String

  /// The actions of each statement about tables that no request needed.
  static func unused(_ principal: StackPrincipal, _ used: Set<UsedGrant>) -> [String] {
    principal.policies.flatMap { policy in
      policy.narrow.document.statements.compactMap { statement -> String? in
        guard statement.effect == .allow, !statement.actions.isInverted else { return nil }
        let ours = statement.actions.members.filter { isOurs($0.text) }
        let idle = ours.filter { pattern in
          !used.contains { use in
            statement.covers(action: use.action, by: pattern, resource: use.resource)
          }
        }
        guard !idle.isEmpty else { return nil }
        return "\(principal.name): \(idle.map(\.text).joined(separator: ", "))"
          + " of statement \(statement.name) in \(policy.name)"
      }
    }
  }

  /// What can be seen here at all: keys are asked for by DynamoDB alone.
  private static func isOurs(_ action: String) -> Bool {
    action == "*" || action.lowercased().hasPrefix("dynamodb:")
      || action.lowercased() == "kms:decrypt"
  }
}
