// The names a table takes: its own and its key's in the account, its outputs in the stack, its
// exports.

import ServiceSpec
package import ComponentKit
package import Provenance
import Shapes

extension Table {
  package func claims(in placement: Placement, _ tree: Tree, logicalID: String?) -> [Claim] {
    var claims: [Claim] = []
    switch config.tableName {
    case .broken: break
    case .given(let name, let node):
      claims.append(Claim(.tableName, name.written, at: node, isDerived: false))
    case .absent:
      let name = [placement.service, placement.environment, entry.name.value].compactMap { $0 }
        .joined(separator: "-")
      claims.append(Claim(.tableName, name, at: entry.name.node, isDerived: true))
    }
    if createsKey(in: tree) == true { claims.append(aliasClaim(in: placement)) }
    return claims + (logicalID.map(outputClaims) ?? [])
  }

  private func aliasClaim(in placement: Placement) -> Claim {
    if let alias = config.kmsKey.value?.alias.traced {
      return Claim(.keyAlias, alias.value.written, at: alias.node, isDerived: false)
    }
    return Claim(
      .keyAlias, usualKeyAlias(in: placement), at: entry.name.node,
      isDerived: true)
  }

  /// What the table's key is called where nobody says.
  func usualKeyAlias(in placement: Placement) -> String {
    "alias/\(placement.stack)-\(entry.name.value)"
  }

  package var namesOutputs: Bool { !config.outputs.isAbsent }

  private func outputClaims(_ logicalID: String) -> [Claim] {
    let outputs = config.outputs.value
    // The first two are given out by every table, the third by one with a stream.
    let settings: [(suffix: String, setting: Field<TableOutput>?, isDefault: Bool)] = [
      ("TableName", outputs?.tableName, true), ("TableArn", outputs?.tableArn, true),
      ("StreamArn", outputs?.streamArn, hasStream == true),
      ("KmsKeyArn", outputs?.kmsKeyArn, false), ("DaxEndpoint", outputs?.daxEndpoint, false),
      ("BackupVaultArn", outputs?.backupVaultArn, false),
    ]
    var claims: [Claim] = []
    for (suffix, setting, isDefault) in settings {
      if let key = setting?.value?.key.traced {
        claims.append(Claim(.output, key.value, at: key.node, isDerived: false))
      } else if isDefault || setting?.value != nil {
        claims.append(Claim(.output, logicalID + suffix, at: entry.name.node, isDerived: true))
      }
      if let export = setting?.value?.export.traced {
        claims.append(Claim(.export, export.value.written, at: export.node, isDerived: false))
      }
    }
    return claims
  }
}
