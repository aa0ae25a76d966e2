// What a table gives out of its stack: its name and ARNs, and whatever else somebody names.

import CloudFormation
import ComponentKit
import Provenance
import ServiceSpec
import Shapes

enum TableOutputValues {
  private struct Candidate {
    let attribute: String
    let suffix: String
    let title: String
    let value: [SubstitutionPiece]?
    /// Given out by every table that has it, not only where somebody asks.
    let isDefault: Bool
  }

  static func outputs(_ settings: TableSettings) -> [Output] {
    let given = settings.config.outputs.value?.given ?? []
    return candidates(settings).compactMap { candidate in
      let setting = given.first { $0.name == candidate.attribute }
      guard let value = candidate.value, candidate.isDefault || setting != nil else { return nil }
      let cause =
        setting.map { Cause.derived($0.node, "an output that was asked for") }
        ?? settings.because("every table names itself to other stacks")
      return Output(
        key: setting?.value.key.value ?? settings.names.stem + candidate.suffix,
        description: "\(candidate.title) \(settings.table.entry.name.value)",
        value: SynthesisContext.leaf(of: value, keyCause(setting) ?? cause), cause: cause,
        export: setting?.value.export.traced.map(settings.context.leaf))
    }
  }

  /// The key of an output is a key of the template, which has no cause of its own.
  private static func keyCause(_ setting: NamedOutput?) -> Cause? {
    setting?.value.key.node.map { .derived($0, "the output's name") }
  }

  private static func candidates(_ settings: TableSettings) -> [Candidate] {
    let table = settings.table
    let names = settings.names
    return [
      Candidate(
        attribute: "tableName", suffix: "TableName", title: "Name of table",
        value: names.tableReference.pieces, isDefault: true),
      Candidate(
        attribute: "tableArn", suffix: "TableArn", title: "ARN of table",
        value: names.tableAttribute(.arn).pieces, isDefault: true),
      Candidate(
        attribute: "streamArn", suffix: "StreamArn", title: "ARN of the stream of table",
        value: table.hasStream == true ? names.tableAttribute(.streamArn).pieces : nil,
        isDefault: true),
      Candidate(
        attribute: "kmsKeyArn", suffix: "KmsKeyArn", title: "ARN of the key of table",
        value: settings.customerKeyARN, isDefault: false),
      Candidate(
        attribute: "daxEndpoint", suffix: "DaxEndpoint", title: "Address of the cache of table",
        value: names.accelerator.attribute(.clusterDiscoveryEndpoint).pieces, isDefault: false),
      Candidate(
        attribute: "backupVaultArn", suffix: "BackupVaultArn",
        title: "ARN of the backup vault of table",
        value: names.vault.attribute(.backupVaultArn).pieces, isDefault: false),
    ]
  }
}
