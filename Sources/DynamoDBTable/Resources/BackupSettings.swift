// When a table is backed up, where to and for how long, as values of a template.

import AWSNames
import CloudFormation
import ComponentKit
import Compliance
import Provenance
import ServiceSpec
import Shapes

/// One rule of the plan of a table.
struct BackupRuleLeaves: Sendable {
  let name: Leaf<String>
  let schedule: Leaf<String>
  let timezone: Leaf<String>?
  let retentionDays: Leaf<Double>
  let coldStorageDays: Leaf<Double>?
  let startWindowMinutes: Leaf<Double>?
  let completionWindowMinutes: Leaf<Double>?
  let copiesTags: Bool
  let copies: [BackupCopyLeaves]
  /// What it is in the spec.
  let node: NodeID
}

/// A further vault that receives each recovery point of a rule.
struct BackupCopyLeaves: Sendable {
  let vaultARN: Leaf<String>
  let retentionDays: Leaf<Double>
  let coldStorageDays: Leaf<Double>?
}

/// What counts where a rule does not say.
private enum Unsaid {
  /// EVIDENCE: the table of configuration: once a day, at five.
  static let schedule = "cron(0 5 * * ? *)"
  static let ruleName = "backup"

  /// EVIDENCE: the map of tiers, BAK-3: 35 days, and a year above Commercial.
  static func retentionDays(_ tier: Tier) -> Double { tier > .commercial ? 365 : 35 }
}

extension TableSettings {
  /// What asks for backups; nil without any.
  var backupCause: Cause? {
    let asking =
      table.recovery.rules.map(\.node) + [table.recovery.shorthand?.node].compactMap { $0 }
    return asking.isEmpty ? nil : .derived(from: asking, note: "backups that are asked for")
  }

  var backupRules: [BackupRuleLeaves] {
    var taken = Set(table.recovery.rules.compactMap(\.value.ruleName.value))
    var rules = table.recovery.rules.map { rule in
      backupRule(rule, named: rule.value.ruleName.leaf ?? unsaidName(&taken, rule.node))
    }
    if let short = table.recovery.shorthand {
      rules.append(backupRule(short, named: unsaidName(&taken, short.node)))
    }
    return rules
  }

  /// All rules are known by different names.
  private func unsaidName(_ taken: inout Set<String>, _ node: NodeID) -> Leaf<String> {
    var name = Unsaid.ruleName
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(Unsaid.ruleName)-\(number)"
      number += 1
    }
    return .literal(name, .derived(node, "a rule that says no name"))
  }

  private func backupRule(
    _ rule: Traced<BackupRule>, named name: Leaf<String>
  ) -> BackupRuleLeaves {
    let settings = rule.value
    let retention = settings.retention.amount ?? unsaidRetention(rule.node)
    let cold = settings.moveToColdStorageAfterDays.amount
    return BackupRuleLeaves(
      name: name, schedule: settings.schedule.leaf ?? unsaidSchedule(rule.node),
      timezone: settings.timezone.leaf, retentionDays: retention, coldStorageDays: cold,
      startWindowMinutes: settings.startWindowMinutes.amount,
      completionWindowMinutes: settings.completionWindowMinutes.amount,
      copiesTags: settings.copyTags.value != false,
      copies: copies(of: rule, retention, cold), node: rule.node)
  }

  private func backupRule(
    _ short: Traced<BackupShorthand>, named name: Leaf<String>
  ) -> BackupRuleLeaves {
    let retention = short.value.retentionDays.amount ?? unsaidRetention(short.node)
    let abroad = copyAbroad(short.node).map {
      BackupCopyLeaves(vaultARN: $0, retentionDays: retention, coldStorageDays: nil)
    }
    return BackupRuleLeaves(
      name: name, schedule: short.value.schedule.leaf ?? unsaidSchedule(short.node), timezone: nil,
      retentionDays: retention, coldStorageDays: nil, startWindowMinutes: nil,
      completionWindowMinutes: nil, copiesTags: true, copies: [abroad].compactMap { $0 },
      node: short.node)
  }

  private func unsaidSchedule(_ node: NodeID) -> Leaf<String> {
    .literal(Unsaid.schedule, .derived(node, "a rule that does not say runs once a day"))
  }

  private func unsaidRetention(_ node: NodeID) -> Leaf<Double> {
    .literal(
      Unsaid.retentionDays(placement.tier),
      .derived(
        from: [node, placement.tierNode],
        note: "BAK-3 (CP-9, SI-12): how long a rule that does not say keeps its recovery points"))
  }

  /// Copies live by a lifecycle of their own. One that does not say lives as long as the original.
  private func copies(
    of rule: Traced<BackupRule>, _ retention: Leaf<Double>, _ cold: Leaf<Double>?
  ) -> [BackupCopyLeaves] {
    let written = (rule.value.copyTo.value?.elements ?? []).compactMap { copy in
      copy.value.vaultArn.traced.map { vault in
        let own = copy.value.retention.amount
        return BackupCopyLeaves(
          vaultARN: context.leaf(vault), retentionDays: own ?? retention,
          coldStorageDays: own == nil ? cold : nil)
      }
    }
    guard written.isEmpty, let vault = copyAbroad(rule.node) else { return written }
    return [
      BackupCopyLeaves(vaultARN: vault, retentionDays: retention, coldStorageDays: cold)
    ]
  }

  /// The vault abroad that a rule without copies copies to.
  private func copyAbroad(_ node: NodeID) -> Leaf<String>? {
    guard let replica = vaultRegion, let name = replica.region.name else { return nil }
    return .expression(
      .substitution(vaultARNPieces(in: [.text(name)])),
      .derived(
        from: [placement.tierNode, replica.written.node, node],
        note: "BAK-6 (CP-6, CP-6(1), CP-9(5)): a copy in another region"))
  }

  func vaultARNPieces(in region: [SubstitutionPiece]) -> [SubstitutionPiece] {
    let name = vaultName.pieces ?? []
    return [.text("arn:"), .pseudo(.partition), .text(":backup:")] + region
      + [.text(":"), .pseudo(.accountId), .text(":backup-vault:")] + name
  }
}

extension TableSettings {
  /// Known beforehand, for the plan names the vault of another region by it.
  ///
  /// EVIDENCE: AWS Backup, `CreateBackupVault`: 2 to 50 letters, digits, `-` and `_`.
  var vaultName: Leaf<String> {
    if let given = config.backupPolicy.value?.vault.value?.name.traced {
      return context.leaf(given)
    }
    return .literal(
      backupName, because("service, environment and component, cut to what a vault may be called"))
  }

  /// EVIDENCE: AWS Backup: names of plans, selections and vaults have 50 characters at most.
  var backupName: String {
    PhysicalName.fitted("\(placement.stack)-\(table.entry.name.value)", to: 50)
  }

  /// The replica whose region receives copies: the tier asks for one, and the companion of the
  /// region makes a vault for it.
  var vaultRegion: ReplicaPlace? {
    guard placement.tier >= .fedrampHigh, needsVaultAbroad else { return nil }
    return replicas.first { $0.region.name != nil }
  }

  private var needsVaultAbroad: Bool {
    table.recovery.shorthand != nil
      || table.recovery.rules.contains { $0.value.copyTo.value?.elements.isEmpty != false }
  }

  /// What was written about backups and rightly leaves no trace.
  var unusedBackupSettings: [NodeID] {
    var nodes: [NodeID?] = table.recovery.rules.map { rule in
      rule.value.copyTags.node
    }
    if table.recovery.shorthand == nil { nodes.append(config.backup.node) }
    nodes.append(config.backup.value?.enabled.node)
    if backupCause == nil { nodes.append(config.backupPolicy.value?.vault.node) }
    return nodes.compactMap { $0 }
  }
}

extension Field<Int> {
  /// AWS Backup's days and minutes are numbers with fractions, of which nobody has need.
  fileprivate var amount: Leaf<Double>? {
    traced.map { .literal(Double($0.value), .stated($0.node)) }
  }
}
