// Whom the alarms of a table tell, in the region of the stack or of a replica.

import AWSNames
import CloudFormation
import ComponentKit
import Compliance
import Provenance
import Shapes

struct AlarmActions: Sendable {
  let onAlarm: LeafList<String>?
  let onOK: LeafList<String>?
  /// Why alarms go to the service's own topic; nil where they go elsewhere or nowhere.
  let topicCause: Cause?

  init(_ settings: TableSettings, in replica: ReplicaPlace? = nil) {
    let monitoring = settings.config.monitoring.value
    func given(_ list: Field<List<Text>>?) -> LeafList<String>? {
      guard let elements = list?.value?.elements, !elements.isEmpty else { return nil }
      let leaves = elements.map { settings.context.leaf($0) }
        .filter { leaf in replica?.region.name.map(leaf.isReachable) ?? true }
      return leaves.isEmpty ? nil : LeafList(leaves)
    }
    onOK = given(monitoring?.okActions)
    if let given = given(monitoring?.alarmActions) {
      onAlarm = given
      topicCause = nil
      return
    }
    guard settings.placement.tier > .commercial else {
      onAlarm = nil
      topicCause = nil
      return
    }
    let cause = Cause.derived(
      settings.placement.tierNode, "MON-3 (IR-4(1), AU-5(2), SI-4(5)): somebody hears of alarms")
    onAlarm = LeafList([.expression(SharedNames.alarmTopic.reference, cause)])
    topicCause = cause
  }
}

extension Leaf<String> {
  /// An alarm acts in its own region: it can reach what is named there, or what every region calls
  /// the same but for its own name.
  fileprivate func isReachable(from region: String) -> Bool {
    guard let pieces, pieces.allSatisfy(\.isPortable) else { return false }
    guard let text = SubstitutionPiece.literal(of: pieces) else {
      return pieces.contains { piece in
        if case .reference(PseudoParameter.region.rawValue) = piece { return true }
        return false
      }
    }
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    return fields.count > 5 && fields[3] == region
  }
}
