// Tables with indexes are created one after the other: DynamoDB makes one of them at a time.

import CloudFormation
import Diagnostics
import TierRules

enum TablesAtOnce {
  static let code = Code("CFN023", "tables-at-once", .warning)

  /// A table that waits for none of those before it, and that none of them waits for.
  static func check(_ stack: StackView) -> [Refusal] {
    let tables = stack.tables.filter(\.hasIndexes)
    guard tables.count > 1 else { return [] }
    let order = CreationOrder(stack)
    var before: [(id: String, needs: Set<String>)] = []
    var refusals: [Refusal] = []
    for table in tables {
      let needs = order.needs(of: table.id)
      let loose = before.first { !needs.contains($0.id) && !$0.needs.contains(table.id) }
      before.append((table.id, needs))
      guard let loose else { continue }
      refusals.append(
        Refusal(
          code: code, resource: table, cause: nil,
          message: "tables `\(loose.id)` and `\(table.id)` have indexes and are created at once, "
            + "and DynamoDB creates one such table at a time",
          help: "write `DependsOn: \(loose.id)`"))
    }
    return refusals
  }
}

/// What has to be there before what.
private struct CreationOrder {
  private var direct: [String: Set<String>] = [:]

  init(_ stack: StackView) {
    for resource in stack.resources.map(\.resource) {
      var needs = Set(resource.dependsOn.map(\.id))
      for member in resource.properties {
        member.value.forEachReference { needs.insert($0.id) }
      }
      direct[resource.logicalID] = needs
    }
  }

  func needs(of id: String) -> Set<String> {
    var found = Set<String>()
    var open = [id]
    while let next = open.popLast() {
      for need in direct[next] ?? [] where found.insert(need).inserted { open.append(need) }
    }
    return found
  }
}

extension ResourceView {
  fileprivate var hasIndexes: Bool {
    !self["GlobalSecondaryIndexes"].presentElements.isEmpty
      || !self["LocalSecondaryIndexes"].presentElements.isEmpty
  }
}
