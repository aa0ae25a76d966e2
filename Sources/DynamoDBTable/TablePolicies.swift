// Every policy document a table carries, with the words by which findings name it.

import Provenance
import Shapes

struct TablePolicy {
  let title: String
  let node: NodeID
}

extension Table {
  var policies: [TablePolicy] {
    let own: [(String, Field<OpenDocument>?)] = [
      ("the resource policy of the table", config.resourcePolicy),
      ("the resource policy of the stream", config.streamSpecification.value?.resourcePolicy),
      ("the policy of the VPC endpoint", config.vpcEndpoint.value?.policy),
    ]
    let replicated = replicas.all.map { replica in
      (
        "the resource policy of the replica in `\(replica.region.value.written)`",
        replica.settings?.resourcePolicy
      )
    }
    return (own + replicated).compactMap { title, field in
      field?.traced.map { TablePolicy(title: title, node: $0.node) }
    }
  }
}
