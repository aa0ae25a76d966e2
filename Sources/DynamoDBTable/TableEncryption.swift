// Which keys the table and its backups name, and whether it gets one of its own.

package import AWSNames
package import Provenance
import Shapes

/// A KMS key that somebody named for a purpose.
package struct NamedKey: Sendable {
  package let name: KMSKeyName
  package let node: NodeID
  /// `the table`, `the backup vault`: for messages.
  package let user: String
}

extension NamedKey {
  static func all(of config: TableConfig) -> [NamedKey] {
    [
      key(config.sseSpecification.value?.kmsMasterKeyId, "the table"),
      key(config.backupPolicy.value?.vault.value?.kmsKeyId, "the backup vault"),
    ].compactMap { $0 }
  }

  private static func key(_ field: Field<Text>?, _ user: String) -> NamedKey? {
    guard case .given(let text, let node) = field, let literal = text.literal else { return nil }
    // A name that does not parse was reported by the format of the property.
    do throws(FormatFault) {
      return NamedKey(name: try KMSKeyName(parsing: literal), node: node, user: user)
    } catch { return nil }
  }
}

extension Table {
  /// A key is made with the table; nil when what decides it was reported. A tier makes one only
  /// where nobody names one, and where there is something to encrypt.
  package func createsKey(in tree: Tree) -> Bool? {
    if config.kmsKey.isBroken || config.sseSpecification.isBroken { return nil }
    guard let key = config.kmsKey.value else { return false }
    if key.create.isBroken { return nil }
    guard key.create.value == true else { return false }
    if key.create.isWritten(in: tree) { return true }
    if config.sseSpecification.value?.sseEnabled.value == false { return false }
    return config.sseSpecification.value?.kmsMasterKeyId.isAbsent != false
      && replicas.all.allSatisfy { $0.settings?.kmsKeyId.isAbsent != false }
  }
}

extension KMSKeyName {
  /// The service that AWS manages the key for: `dynamodb` of `alias/aws/dynamodb`.
  var managingService: String? {
    let alias: String
    switch self {
    case .alias(let name): alias = name.name
    case .aliasARN(let arn): alias = arn.resource
    case .keyID, .keyARN: return nil
    }
    return alias.hasPrefix("alias/aws/") ? String(alias.dropFirst("alias/aws/".count)) : nil
  }
}
