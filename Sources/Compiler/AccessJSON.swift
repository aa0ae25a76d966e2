// iam/<component>.json: the policies of a bound role, for those who review it.

import CloudFormation
import ComponentKit
import JSONText

enum AccessJSON {
  static func write(_ access: RoleAccess) -> [UInt8] {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.member("component", access.component)
      writer.key("policies")
      writer.array { writer in
        for (name, policy) in access.policies {
          writer.object { writer in
            writer.member("name", name)
            writer.key("document")
            TemplateJSON.write(policy.templateValue, to: &writer)
          }
        }
      }
      writer.key("statements")
      writer.object { writer in
        for (sid, binds) in access.binds { writer.member(sid, binds) }
      }
    }
    return writer.finished()
  }
}
