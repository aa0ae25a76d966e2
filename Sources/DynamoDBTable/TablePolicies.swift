// Every policy document a table carries, with the words by which findings name it.

import Provenance
import Shapes

struct TablePolicy {
  let title: String
  let node: NodeID
  /// Of the table or of a replica, so that tier and endpoint add statements to it.
  let isOfTable: Bool
}

extension Table {
  var policies: [TablePolicy] {
    let own: [(String, Field<OpenDocument>?, isOfTable: Bool)] = [
      ("the resource policy of the table", config.resourcePolicy, true),
      (
        "the resource policy of the stream", config.streamSpecification.value?.resourcePolicy,
        false
      ),
      ("the policy of the VPC endpoint", config.vpcEndpoint.value?.policy, false),
    ]
    let replicated = replicas.all.map { replica in
      (
        "the resource policy of the replica in `\(replica.region.value.written)`",
        replica.settings?.resourcePolicy, isOfTable: true
      )
    }
    return (own + replicated).compactMap { title, field, isOfTable in
      field?.traced.map { TablePolicy(title: title, node: $0.node, isOfTable: isOfTable) }
    }
  }
}
