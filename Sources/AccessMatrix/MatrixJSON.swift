// The matrix for programs, as `schemas/matrix.schema.json` says.

import JSONText

package enum MatrixJSON {
  package static func write(_ matrix: AccessMatrix) -> [UInt8] {
    let stack = matrix.stack
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.key("principals")
      writer.array { writer in for one in stack.principals { write(one, to: &writer) } }
      writer.key("resources")
      writer.array { writer in for one in stack.resources { write(one, to: &writer) } }
      writer.key("access")
      writer.array { writer in
        for row in matrix.rows {
          for group in row.groups { write(group, row, stack, to: &writer) }
        }
      }
      writer.key("outside")
      writer.array { writer in
        for one in matrix.outside { write(one, stack, to: &writer) }
      }
      writer.member("unknown", stack.notes)
    }
    return writer.finished()
  }

  private static func write(_ principal: StackPrincipal, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", principal.name)
      writer.member("kind", principal.kind.rawValue)
      writer.member("logicalId", principal.logicalID)
      writer.member("arn", principal.arn)
      writer.member("functions", principal.functions)
      writer.member(
        "policies", principal.policies.map(\.name) + principal.foreignPolicies)
    }
  }

  private static func write(_ resource: StackResource, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("arn", resource.arn)
      writer.member("kind", resource.kind.rawValue)
      writer.member("name", resource.name)
      if let id = resource.logicalID { writer.member("logicalId", id) }
    }
  }

  private static func write(
    _ group: AccessGroup, _ row: AccessRow, _ stack: StackAccess, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("principal", stack.principals[row.principal].name)
      writer.member("resource", stack.resources[row.resource].arn)
      writer.member("decision", group.decision.rawValue)
      writer.member("actions", group.actions)
      write("by", group.grounds, to: &writer)
      if !group.limits.isEmpty { write("unless", group.limits, to: &writer) }
      if !group.unknowns.isEmpty { writer.member("dependsOn", group.unknowns) }
    }
  }

  static func write(
    _ outside: OutsideAccess, _ stack: StackAccess, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("principal", outside.who)
      writer.member("resource", stack.resources[outside.resource].arn)
      writer.member("decision", outside.unknowns.isEmpty ? "allowed" : "unknown")
      writer.member("actions", outside.actions)
      write("by", [outside.ground], to: &writer)
      if !outside.unknowns.isEmpty { writer.member("dependsOn", outside.unknowns) }
    }
  }

  private static func write(
    _ key: String, _ grounds: [AccessGround], to writer: inout JSONWriter
  ) {
    writer.key(key)
    writer.array { writer in
      for ground in grounds {
        writer.object { writer in
          writer.member("policy", ground.policy)
          writer.member("statement", ground.statement)
          if !ground.file.isEmpty {
            writer.member("file", ground.file)
            writer.member("pointer", ground.pointer)
          }
          writer.key("conditions")
          writer.array { writer in
            for condition in ground.conditions {
              writer.object { writer in
                writer.member("operator", condition.operation)
                writer.member("key", condition.key)
                writer.member("values", condition.values)
              }
            }
          }
        }
      }
    }
  }
}
