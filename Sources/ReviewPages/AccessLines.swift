// The access matrix as people read it: for each resource the roles that can do something to it,
// what kind of thing, and by which statement.

import AccessMatrix
import IAMPolicy

/// What an action does, as a reviewer asks: can it read, write, delete?
enum ActionKind: String, CaseIterable {
  case read = "Read items"
  case write = "Write items"
  case delete = "Delete items"
  case stream = "Read the stream"
  case other = "Anything else"

  /// One action may do several: a batch writes and deletes.
  static func kinds(of action: String) -> [ActionKind] {
    switch action.split(separator: ":").last.map(String.init) ?? action {
    case "GetItem", "BatchGetItem", "Query", "Scan", "ConditionCheckItem", "PartiQLSelect":
      return [.read]
    case "PutItem", "UpdateItem", "PartiQLInsert", "PartiQLUpdate": return [.write]
    case "BatchWriteItem": return [.write, .delete]
    case "DeleteItem", "PartiQLDelete": return [.delete]
    case "GetRecords", "GetShardIterator", "DescribeStream": return [.stream]
    default: return [.other]
    }
  }
}

/// What one role, or somebody outside of the stack, may do to one resource for the same reasons.
struct AccessLine {
  let who: String
  let decision: AccessCell.Decision
  let actions: [String]
  let grounds: [AccessGround]
  let limits: [AccessGround]
  let unknowns: [String]

  func actions(_ kind: ActionKind) -> [String] {
    actions.filter { ActionKind.kinds(of: $0).contains(kind) }
      .map { $0.hasPrefix("dynamodb:") ? String($0.dropFirst(9)) : $0 }
  }
}

/// A resource with everybody who can do something to it.
struct AccessedResource {
  let resource: StackResource
  let lines: [AccessLine]
  /// Actions that a statement denies whatever allows them.
  let denials: [AccessLine]

  /// The kinds of action that somebody has, in their order.
  var kinds: [ActionKind] {
    ActionKind.allCases.filter { kind in
      lines.contains { !$0.actions(kind).isEmpty }
    }
  }

  /// Those who have actions of a kind, each once.
  func names(of kind: ActionKind) -> [String] {
    var names: [String] = []
    for line in lines where !line.actions(kind).isEmpty {
      let name = line.who + (line.decision == .unknown ? " (may depend)" : "")
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// Who serves people comes first.
  static func all(in matrix: AccessMatrix) -> [AccessedResource] {
    let stack = matrix.stack
    let byResource = Dictionary(grouping: matrix.rows, by: \.resource)
    return stack.resources.indices.map { place in
      let rows = (byResource[place] ?? [])
        .sorted { rank($0, stack) < rank($1, stack) }
      let lines = rows.flatMap { row in
        row.groups.filter { $0.decision != .implicitDeny }.map { group in
          AccessLine(
            who: stack.principals[row.principal].title, decision: group.decision,
            actions: group.actions, grounds: group.grounds, limits: group.limits,
            unknowns: group.unknowns)
        }
      }
      let outside = matrix.outside.filter { $0.resource == place }.map { one in
        AccessLine(
          who: "\(one.who), from outside", decision: one.unknowns.isEmpty ? .allowed : .unknown,
          actions: one.actions, grounds: [one.ground], limits: [], unknowns: one.unknowns)
      }
      return AccessedResource(
        resource: stack.resources[place],
        lines: lines.filter { $0.decision != .explicitDeny } + outside,
        denials: lines.filter { $0.decision == .explicitDeny })
    }
  }

  private static func rank(_ row: AccessRow, _ stack: StackAccess) -> (Int, Int) {
    (stack.principals[row.principal].functions.isEmpty ? 1 : 0, row.principal)
  }
}

extension StackPrincipal {
  /// `session-manager`; roles that serve the stack have no component and go by their ids.
  var title: String { name }
}
