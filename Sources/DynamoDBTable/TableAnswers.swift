// What a table tells the rest of the service: its attributes, and what binds may use.

import Provenance
package import ComponentKit
import ServiceSpec

extension Table {
  /// Every attribute a reference may name, but for the indexes' and other spellings.
  private static let attributes = [
    "tableName", "tableArn", "streamArn", "kmsKeyArn", "daxEndpoint", "backupVaultArn",
  ]

  private var knownAttributes: [String] {
    Table.attributes + keys.indexes.compactMap(\.name.value).map { "indexArn.\($0)" }
  }

  package func attribute(_ path: [String]) -> AttributeAnswer {
    guard let first = path.first else { return .unknown(known: knownAttributes) }
    if first == "indexArn" { return indexAttribute(path) }
    guard path.count == 1 else { return .unknown(known: knownAttributes) }
    switch first {
    case "tableName", "tableArn": return .there(isIndependent: false)
    case "streamArn", "tableStreamArn":
      let disabled = config.streamSpecification.value?.streamEnabled.node
      return answer(
        hasStream, "table `\(entry.name.value)` has no stream",
        disabled == nil
          ? "give it one: `streamSpecification: { streamViewType: NEW_AND_OLD_IMAGES }`"
          : "set `streamEnabled: true`", because: disabled)
    case "kmsKeyArn":
      return answer(
        hasCustomerKey, "table `\(entry.name.value)` has no customer key",
        "create one with `kmsKey: { create: true }`, or name one in `sseSpecification`")
    case "daxEndpoint":
      return answer(
        config.daxCluster.isBroken ? nil : config.daxCluster.value?.enabled.value == true,
        "table `\(entry.name.value)` has no DAX cluster",
        "enable it: `daxCluster: { enabled: true }`"
      )
    case "backupVaultArn":
      return answer(
        recovery.hasBackups, "table `\(entry.name.value)` has no scheduled backups, so no vault",
        "add `backupPolicy: { backupPlan: … }`")
    default: return .unknown(known: knownAttributes)
    }
  }

  private func answer(
    _ isThere: Bool?, _ reason: String, _ help: String, because cause: NodeID? = nil
  ) -> AttributeAnswer {
    guard let isThere else { return .undecided }
    if isThere { return .there(isIndependent: false) }
    return holdsUnknownKey ? .undecided : .absent(reason: reason, help: help, cause: cause)
  }

  private func indexAttribute(_ path: [String]) -> AttributeAnswer {
    let names = keys.indexes.compactMap(\.name.value)
    guard path.count == 2 else {
      return .unknown(known: names.map { "indexArn.\($0)" })
    }
    if names.contains(path[1]) { return .there(isIndependent: false) }
    guard knowsAllIndexes else { return .undecided }
    if names.isEmpty, let list = emptyIndexLists.first {
      return .absent(
        reason: "table `\(entry.name.value)` has no index `\(path[1])`",
        help: "add it to the list of \(list.kind) indexes", cause: list.node)
    }
    return .unknown(known: names.map { "indexArn.\($0)" })
  }

  /// Nothing was reported that may be the index somebody names.
  private var knowsAllIndexes: Bool {
    keys.isIntact && keys.indexes.allSatisfy { $0.name.value != nil } && !holdsUnknownKey
  }

  private var hasCustomerKey: Bool? {
    if config.kmsKey.isBroken || config.sseSpecification.isBroken { return nil }
    if config.kmsKey.value?.create.value == true { return true }
    if replicas.all.contains(where: { $0.settings?.kmsKeyId.isAbsent == false }) { return true }
    guard let encryption = config.sseSpecification.value else { return false }
    return encryption.kmsMasterKeyId.isBroken ? nil : !encryption.kmsMasterKeyId.isAbsent
  }

  package var offer: CapabilityOffer? {
    CapabilityOffer(
      capabilities: [
        .databaseDynamodb: AccessLevel.allCases,
        .dynamodbStream: [.streamRead],
        .dynamodbIndex: [.read],
      ],
      hasStream: hasStream, indexNames: keys.indexes.compactMap(\.name.value),
      knowsAllIndexes: knowsAllIndexes, emptyIndexLists: emptyIndexLists.map(\.related),
      keyNames: keys.isTableKeyIntact ? keys.parts.map(\.name.value) : [])
  }
}
