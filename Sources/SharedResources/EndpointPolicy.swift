// What may be done through an endpoint: as exactly as its policy has room for.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance

enum EndpointPolicy {
  /// A statement for each table; beyond the room for that, one that lists them; beyond the room for
  /// that, one for all tables whose names begin as those of the service do. Whatever passes, the
  /// policies of its role and of the table decide as well.
  static func document(_ needs: [EndpointNeed], _ context: SynthesisContext) -> TemplateValue {
    var tables: [TableReach] = []
    var written: [TemplateValue] = []
    for need in needs {
      switch need.use {
      case .written(let statements): written += statements
      case .table(let table): tables.append(table)
      }
    }
    let apart = policy(inOrderOf: needs)
    if PolicySize.bound(of: apart) <= PolicySize.endpointMax || tables.isEmpty { return apart }
    let cause = tables.map(\.cause).joined("NET-1 (AC-4, SC-7, SC-7(5)): these tables alone")
    let listed = policy([joint(tables, tables.flatMap(\.resources), cause)] + written)
    if PolicySize.bound(of: listed) <= PolicySize.endpointMax { return listed }
    return policy([joint(tables, abridged(tables, context), cause)] + written)
  }

  private static func policy(inOrderOf needs: [EndpointNeed]) -> TemplateValue {
    policy(
      needs.flatMap { need in
        switch need.use {
        case .written(let statements): return statements
        case .table(let table): return [statement(for: table)]
        }
      })
  }

  /// Each statement under a name of its own.
  private static func policy(_ statements: [TemplateValue]) -> TemplateValue {
    var taken: Set<String> = []
    return .object([
      TemplateMember("Version", .string("2012-10-17", .fixed(.policyVersion))),
      TemplateMember("Statement", .list(statements.map { $0.named(awayFrom: &taken) })),
    ])
  }

  private static func statement(for table: TableReach) -> TemplateValue {
    reach("Reach\(table.stem)", table.actions, table.resources, table.cause)
  }

  private static func joint(
    _ tables: [TableReach], _ resources: [Leaf<String>], _ cause: Cause
  ) -> TemplateValue {
    var seen: Set<String> = []
    let actions = tables.flatMap(\.actions).filter { seen.insert($0).inserted }
    return reach("ReachTables", actions, resources, cause)
  }

  private static func reach(
    _ sid: String, _ actions: [String], _ resources: [Leaf<String>], _ cause: Cause
  ) -> TemplateValue {
    TemplateStatement(
      sid, principal: .anyone, actions: actions, resources: resources,
      conditions: [
        PolicyCondition(
          "StringEquals", "aws:PrincipalAccount", [.expression(.pseudo(.accountId), cause)])
      ], cause: cause
    ).templateValue
  }

  /// One pattern for those that are called after the service, which covers their indexes too.
  private static func abridged(
    _ tables: [TableReach], _ context: SynthesisContext
  ) -> [Leaf<String>] {
    let prefix = "\(context.placement.stack)-"
    let isOurs = { (table: TableReach) in
      guard case .text(let text)? = table.tableName.first else { return false }
      return text.hasPrefix(prefix)
    }
    let ours = tables.filter(isOurs)
    let others = tables.filter { !isOurs($0) }.flatMap(\.resources)
    guard !ours.isEmpty else { return others }
    let cause = ours.map(\.cause).joined(
      "NET-1 (AC-4, SC-7, SC-7(5)): tables of the service, of which there are too many to list")
    let pattern = Leaf<String>.expression(
      .substitution([
        .text("arn:"), .pseudo(.partition), .text(":dynamodb:"), .pseudo(.region), .text(":"),
        .pseudo(.accountId), .text(":table/\(prefix)*"),
      ]), cause)
    return [pattern] + others
  }
}

extension TemplateValue {
  /// A statement whose `Sid` no other has.
  fileprivate func named(awayFrom taken: inout Set<String>) -> TemplateValue {
    guard case .object(var members) = self,
      let place = members.firstIndex(where: { $0.key == "Sid" }),
      case .string(let sid, let cause) = members[place].value
    else { return self }
    var name = sid
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(sid)\(number)"
      number += 1
    }
    members[place] = TemplateMember("Sid", .string(name, cause))
    return .object(members)
  }
}
