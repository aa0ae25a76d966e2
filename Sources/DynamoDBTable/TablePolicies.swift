// Every policy document a table carries, with the words by which findings name it.

import IAMPolicy
import Provenance
import Shapes

struct TablePolicy {
  let title: String
  let kind: PolicyKind
  let node: NodeID
  /// Of the table or of a replica, so that tier and endpoint add statements to it.
  let isOfTable: Bool
}

extension Table {
  var policies: [TablePolicy] {
    let own: [(String, PolicyKind, Field<OpenDocument>?, isOfTable: Bool)] = [
      ("the resource policy of the table", .resource, config.resourcePolicy, true),
      (
        "the resource policy of the stream", .resource,
        config.streamSpecification.value?.resourcePolicy, false
      ),
      ("the policy of the VPC endpoint", .endpoint, config.vpcEndpoint.value?.policy, false),
    ]
    let replicated = replicas.all.map { replica in
      (
        "the resource policy of the replica in `\(replica.region.value.written)`",
        PolicyKind.resource, replica.settings?.resourcePolicy, isOfTable: true
      )
    }
    return (own + replicated).compactMap { title, kind, field, isOfTable in
      field?.traced.map {
        TablePolicy(title: title, kind: kind, node: $0.node, isOfTable: isOfTable)
      }
    }
  }
}
