// iam/<component>.json: the policies of a bound role, for those who review it.

import CloudFormation
import ComponentKit
import JSONText

/// The documents are those of the templates themselves: who reviews them reviews what is deployed.
struct AccessJSON {
  /// By logical id.
  private let documents: [String: TemplateValue]

  init(_ templates: [Template]) {
    let policies = templates.lazy.flatMap(\.resources).filter {
      $0.type == AWSIAMManagedPolicy.typeName
    }
    documents = Dictionary(
      policies.compactMap { policy in
        policy.properties.first { $0.key == "PolicyDocument" }.map { (policy.logicalID, $0.value) }
      }, uniquingKeysWith: { first, _ in first })
  }

  func write(_ access: RoleAccess) -> [UInt8] {
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.member("component", access.component)
      writer.key("policies")
      writer.array { writer in
        for name in access.policies {
          guard let document = documents[name] else {
            preconditionFailure("the policy \(name) of a role is in no template")
          }
          writer.object { writer in
            writer.member("name", name)
            writer.key("document")
            TemplateJSON.write(document, to: &writer)
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
