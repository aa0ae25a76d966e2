// The outputs a table asks for, as a list.

package import Provenance

package struct NamedOutput: Sendable {
  /// The attribute that leaves the stack.
  package let name: String
  package let value: TableOutput
  package let node: NodeID
}

extension TableOutputs {
  package var given: [NamedOutput] {
    let fields = [
      ("tableName", tableName), ("tableArn", tableArn), ("streamArn", streamArn),
      ("kmsKeyArn", kmsKeyArn), ("daxEndpoint", daxEndpoint), ("backupVaultArn", backupVaultArn),
    ]
    return fields.compactMap { name, field in
      field.traced.map { NamedOutput(name: name, value: $0.value, node: $0.node) }
    }
  }
}
