// Every policy document a table carries, with the words by which findings name it.

import IAMPolicy
import Provenance
import Shapes

struct TablePolicy {
  let title: String
  let kind: PolicyKind
  let node: NodeID
}

extension Table {
  var policies: [TablePolicy] {
    let own: [(String, PolicyKind, Field<OpenDocument>?)] = [
      ("the resource policy of the table", .resource, config.resourcePolicy),
      (
        "the resource policy of the stream", .resource,
        config.streamSpecification.value?.resourcePolicy
      ),
      ("the policy of the VPC endpoint", .endpoint, config.vpcEndpoint.value?.policy),
    ]
    let replicated = replicas.all.map { replica in
      (
        "the resource policy of the replica in `\(replica.region.value.written)`",
        PolicyKind.resource,
        replica.settings?.resourcePolicy
      )
    }
    return (own + replicated).compactMap { title, kind, field in
      field?.traced.map { TablePolicy(title: title, kind: kind, node: $0.node) }
    }
  }
}
