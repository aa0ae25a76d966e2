// Actions of a row that share their answer and its reasons, as a reader wants them: together.

import IAMPolicy

package struct AccessGroup: Sendable {
  /// As a policy writes them, in the order of names.
  package let actions: [String]
  package let decision: AccessCell.Decision
  package let grounds: [AccessGround]
  package let limits: [AccessGround]
  package let unknowns: [String]
}

extension AccessRow {
  /// What is allowed comes first, then in the order in which their first actions come.
  package var groups: [AccessGroup] {
    var groups: [(cell: AccessCell, actions: [String])] = []
    for cell in cells {
      let place = groups.firstIndex { group in
        group.cell.decision == cell.decision && group.cell.grounds == cell.grounds
          && group.cell.limits == cell.limits && group.cell.unknowns == cell.unknowns
      }
      if let place {
        groups[place].actions.append(cell.action.fullName)
      } else {
        groups.append((cell, [cell.action.fullName]))
      }
    }
    let order: [AccessCell.Decision] = [.allowed, .unknown, .explicitDeny, .implicitDeny]
    let sorted = order.flatMap { decision in groups.filter { $0.cell.decision == decision } }
    return sorted.map { group in
      AccessGroup(
        actions: group.actions, decision: group.cell.decision, grounds: group.cell.grounds,
        limits: group.cell.limits, unknowns: group.cell.unknowns)
    }
  }

  /// Whether nothing but silence answers.
  package var isDeniedThroughout: Bool { cells.allSatisfy { $0.decision == .implicitDeny } }
}

extension StackResource {
  /// `table orders`, `backups of orders`.
  package var title: String {
    switch kind {
    case .table: "table \(name)"
    case .index: "index \(name)"
    case .stream: "stream of \(name)"
    case .backup: "backups of \(name)"
    case .export: "exports of \(name)"
    case .cluster: "accelerator \(name)"
    case .key: "key \(name)"
    case .account: "no resource in particular"
    }
  }
}
