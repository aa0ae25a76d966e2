// Alarms about the account in the region of the stack: one for all tables that ask for the same.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance

struct AccountAlarms {
  /// Each with the number of the first need that it serves.
  private(set) var alarms: [(resource: Resource, firstNeed: Int)] = []
  /// What was written and is said by another table's words already.
  private(set) var omissions: [NodeID] = []

  init(_ needs: [Numbered<AccountAlarmNeed>], _ context: SynthesisContext) {
    var order: [String] = []
    var byWord: [String: [Numbered<AccountAlarmNeed>]] = [:]
    for numbered in needs {
      let word = numbered.need.word
      if byWord[word] == nil { order.append(word) }
      byWord[word, default: []].append(numbered)
    }
    for word in order { add(byWord[word] ?? [], word, context) }
  }

  /// What somebody asks for by name takes the place of what is usual; where several ask for
  /// different things there is an alarm for each.
  private mutating func add(
    _ needs: [Numbered<AccountAlarmNeed>], _ word: String, _ context: SynthesisContext
  ) {
    let stated = needs.filter(\.need.isStated)
    var order: [[UInt8]] = []
    var byMeaning: [[UInt8]: [Numbered<AccountAlarmNeed>]] = [:]
    for numbered in stated.isEmpty ? needs : stated {
      let meaning = TemplateJSON.write(numbered.need.make(numbered.need.cause).templateValue)
      if byMeaning[meaning] == nil { order.append(meaning) }
      byMeaning[meaning, default: []].append(numbered)
    }
    for (position, meaning) in order.enumerated() {
      let same = byMeaning[meaning] ?? []
      guard let first = same.first else { continue }
      let digits =
        position == 0 ? "" : LogicalID.digits(of: String(decoding: meaning, as: UTF8.self))
      let alarm = AccountAlarms.alarm(same.map(\.need), context)
      alarms.append(
        (Resource(SharedNames.accountAlarm(word, digits), alarm), first.number))
      omissions += same.dropFirst().flatMap { AccountAlarms.nodes(of: $0.need) }
    }
  }

  private static func alarm(
    _ needs: [AccountAlarmNeed], _ context: SynthesisContext
  ) -> AWSCloudWatchAlarm {
    let cause = needs.map(\.cause).joined("MON-2: counted for the account, and not by table")
    var alarm = needs.count == 1 ? needs[0].make(needs[0].cause) : needs[0].make(cause)
    alarm.alarmActions = leaves(needs.flatMap(\.actions))
    alarm.okActions = leaves(needs.flatMap(\.okActions))
    alarm.tags = context.serviceTags { .init(key: $0, value: $1) }
    return alarm
  }

  /// Everybody who is to be told, once.
  private static func leaves(_ leaves: [Leaf<String>]) -> LeafList<String>? {
    var seen: Set<[UInt8]> = []
    let each = leaves.filter { seen.insert(TemplateJSON.write($0.templateValue)).inserted }
    return each.isEmpty ? nil : LeafList(each)
  }

  private static func nodes(of need: AccountAlarmNeed) -> [NodeID] {
    var nodes: [NodeID] = []
    let values =
      [need.make(need.cause).templateValue] + need.actions.map(\.templateValue)
      + need.okActions.map(\.templateValue)
    for value in values { value.forEachCause { nodes += $0.nodes } }
    return nodes
  }
}
