// What a table asks of the trail of its service.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import Shapes

enum AuditSettings {
  /// EVIDENCE: the table of configuration: a year where nobody says.
  private static let unsaidRetentionDays = 365

  static func needs(_ settings: TableSettings) -> [SharedNeed] {
    guard let audit = settings.config.audit.value, audit.trail.value != .external,
      let events = audit.cloudTrailDataEvents.traced, events.value != .none
    else { return [] }
    let cause = Cause.derived(
      from: [events.node] + [audit.trail.node].compactMap { $0 },
      note: "AUD-1 (AU-2, AU-3, AU-12, AC-6(9)): requests for items are recorded")
    var immutable: Cause?
    if case .given(true, let node) = audit.immutable { immutable = .stated(node) }
    return [
      .audit(
        AuditNeed(
          tableARNs: tableARNs(settings, cause),
          streamPrefixes: settings.table.hasStream == true
            ? tableARNs(settings, cause, "/stream/") : [],
          recordsReads: events.value == .all, retentionDays: retention(audit, events.node),
          immutable: immutable, cause: cause))
    ]
  }

  private static func retention(
    _ audit: Audit, _ events: NodeID
  ) -> (value: Int, cause: Cause) {
    guard let days = audit.retentionDays.traced else {
      return (
        unsaidRetentionDays,
        .derived(events, "AUD-3 (AU-11): a record that does not say is kept for a year")
      )
    }
    let kept = RetentionDays.roundUp(days.value) ?? days.value
    return (
      kept,
      kept == days.value
        ? .stated(days.node) : .derived(days.node, "the next period that CloudWatch Logs offers")
    )
  }

  /// The table in every region it is in, spelled: the trail is there before the tables that join
  /// the service later, and in a service of many templates it stands in an earlier one.
  private static func tableARNs(
    _ settings: TableSettings, _ cause: Cause, _ rest: String = ""
  ) -> [Leaf<String>] {
    let distant = settings.replicas.map(\.region).filter { $0.name != nil }
    return ([settings.homeRegion] + distant).map { region in
      .expression(.substitution(settings.arnPieces(in: region.pieces, rest)), cause)
    }
  }
}

extension TableSettings {
  /// What was written about the record and rightly leaves no trace.
  var unusedAuditSettings: [NodeID] {
    guard let audit = config.audit.value, let node = config.audit.node else { return [] }
    var nodes: [NodeID?] = [audit.trailArn.node, audit.retentionDays.node]
    if AuditSettings.needs(self).isEmpty {
      // Where a tier lays settings beneath it, the mapping is not the one that was written.
      nodes += [
        node, audit.trail.node, audit.cloudTrailDataEvents.node, audit.immutable.node,
      ]
    }
    if audit.immutable.value == false { nodes.append(audit.immutable.node) }
    return nodes.compactMap { $0 }
  }
}
