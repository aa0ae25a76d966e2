// A recovery period means nothing in a replica that keeps no history.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum ReplicaPeriodWithoutRecovery {
  package static let code = Code("TABLE112", "replica-period-without-recovery", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for replica in table.replicas.all {
      guard let settings = replica.settings, let period = settings.recoveryPeriodInDays.traced
      else {
        continue
      }
      var switchedOff: Traced<Bool>?
      switch settings.pointInTimeRecoveryEnabled {
      case .broken: continue
      case .given(let isEnabled, let node): switchedOff = isEnabled ? nil : Traced(false, node)
      case .absent: switchedOff = refusal(of: table.config)
      }
      guard let switchedOff else { continue }
      sink.report(
        Finding(
          code, at: .node(period.node),
          "the replica has a recovery period, but no point-in-time recovery",
          help: "enable recovery in the replica, or leave out the period",
          related: [Related(.node(switchedOff.node), "recovery is switched off here")]))
    }
  }

  /// Where the table switches recovery off, in whichever of its spellings.
  private static func refusal(of config: TableConfig) -> Traced<Bool>? {
    let policy = config.backupPolicy.value
    let spellings: [Field<Bool>?] = [
      config.pointInTimeRecoveryEnabled,
      config.pointInTimeRecovery.value?.pointInTimeRecoveryEnabled,
      policy?.pointInTimeRecoveryEnabled, policy?.continuousBackups.value?.enabled,
    ]
    return spellings.compactMap { $0?.traced }.first { !$0.value }
  }
}
