// A statement of a role, and the binds it is there for.

import CloudFormation
import ComponentKit
import JSONText
import Provenance

struct RoleStatement: Sendable {
  var statement: TemplateStatement
  /// As `user-sessions:read-write`; none for what the function needs to run.
  var binds: [String]
}

/// The statements of one kind of policy, each once, under Sids that differ.
struct RoleStatements: Sendable {
  private(set) var all: [RoleStatement] = []
  private var places: [[UInt8]: Int] = [:]

  /// `sids` are those of the whole role, whose policies are reviewed together.
  mutating func add(
    _ statement: TemplateStatement, for binds: [String], _ sids: inout Set<String>
  ) {
    let meaning = statement.meaning
    if let place = places[meaning] {
      for bind in binds where !all[place].binds.contains(bind) { all[place].binds.append(bind) }
      return
    }
    places[meaning] = all.count
    var sid = statement.sid
    var number = 2
    while !sids.insert(sid).inserted {
      sid = "\(statement.sid)\(number)"
      number += 1
    }
    all.append(RoleStatement(statement: statement.named(sid), binds: binds))
  }
}

extension TemplateStatement {
  /// What it says, whatever it is called: equal bytes grant the same.
  fileprivate var meaning: [UInt8] {
    var writer = JSONWriter(.indented)
    TemplateJSON.write(named("").templateValue, to: &writer)
    return writer.finished()
  }

  fileprivate func named(_ sid: String) -> TemplateStatement {
    TemplateStatement(
      sid, effect, principal: principal, actions: actions, resources: resources,
      conditions: conditions, cause: cause)
  }
}
