// The alarms of a table: those of its level, those that somebody names, without those that are
// switched off.

import AWSNames
import CloudFormation
import ComponentKit
import Compliance
import Provenance
import ServiceSpec
import Shapes

enum AlarmResources {
  static func resources(_ settings: TableSettings) -> [Resource] { resources(settings, in: nil) }

  /// CloudWatch watches its own region, so a replica has alarms beside it, which its tier asks for.
  /// An alarm may be there before its table: it names it, and missing data do not set it off.
  static func companions(_ settings: TableSettings) -> [RegionalPart] {
    guard settings.placement.tier > .commercial,
      settings.tableNamePieces.allSatisfy(\.isPortable)
    else { return [] }
    return settings.replicas.compactMap { replica in
      guard let region = replica.region.name else { return nil }
      var part = RegionalPart(region: region)
      part.parameters = settings.context.tagParameters
      part.resources = resources(settings, in: replica)
      part.needs = needs(settings, in: replica)
      return part
    }
  }

  private static func resources(
    _ settings: TableSettings, in replica: ReplicaPlace?
  ) -> [Resource] {
    let actions = AlarmActions(settings, in: replica)
    let tags = replica == nil ? settings.tags : settings.portableTags
    return wanted(settings).filter { !$0.kind.isOfAccount }.flatMap { wish in
      subjects(of: wish.kind, settings, in: replica).map { subject in
        var alarm = alarm(wish, subject)
        alarm.alarmActions = actions.onAlarm
        alarm.okActions = actions.onOK
        alarm.tags =
          tags.isEmpty
          ? nil : tags.map { .init(key: .literal($0.key, $0.value.cause), value: $0.value) }
        return Resource(LogicalName<AWSCloudWatchAlarm>(subject.logicalID), alarm)
      }
    }
  }

  static func areThere(_ settings: TableSettings) -> Bool {
    wanted(settings).contains { !subjects(of: $0.kind, settings).isEmpty }
  }

  /// What the alarms ask of what the service shares.
  static func needs(
    _ settings: TableSettings, in replica: ReplicaPlace? = nil
  ) -> [SharedNeed] {
    let actions = AlarmActions(settings, in: replica)
    let alarms = accountAlarms(settings, actions).map(SharedNeed.accountAlarm)
    guard let cause = actions.topicCause, areThere(settings) else { return alarms }
    return [.alarmTopic(cause: cause)] + alarms
  }

  /// The service has one of each in a region, however many of its tables ask.
  private static func accountAlarms(
    _ settings: TableSettings, _ actions: AlarmActions
  ) -> [AccountAlarmNeed] {
    wanted(settings).filter(\.kind.isOfAccount).flatMap { wish in
      subjects(of: wish.kind, settings).map { subject in
        AccountAlarmNeed(
          word: wish.kind.word, isStated: wish.settings != nil,
          actions: actions.onAlarm?.leaves ?? [], okActions: actions.onOK?.leaves ?? [],
          cause: wish.cause
        ) { cause in alarm(Wish(kind: wish.kind, settings: wish.settings, cause: cause), subject) }
      }
    }
  }

  // MARK: - Which

  struct Wish: Sendable {
    let kind: AlarmKind
    let settings: Alarm?
    let cause: Cause
  }

  static func wanted(_ settings: TableSettings) -> [Wish] {
    let monitoring = settings.config.monitoring.value
    let named = Dictionary(
      (monitoring?.alarms.value?.given ?? []).map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
    return AlarmKind.all.compactMap { kind in
      if let own = named[kind.name] {
        guard own.alarm.enabled.value != false else { return nil }
        return Wish(
          kind: kind, settings: own.alarm,
          cause: .derived(
            from: [own.node] + [own.alarm.enabled.node].compactMap { $0 },
            note: "an alarm that is asked for by name"))
      }
      guard let level = monitoring?.level.traced, level.value.includes(kind.level),
        isUseful(kind, settings)
      else { return nil }
      return Wish(
        kind: kind, settings: nil,
        cause: .derived(level.node, "MON-2: an alarm of the level `\(kind.level.rawValue)`"))
    }
  }

  /// What the account provisions says nothing about a table that is billed on demand.
  private static func isUseful(_ kind: AlarmKind, _ settings: TableSettings) -> Bool {
    !kind.metric.hasPrefix("AccountProvisioned") || settings.table.isProvisioned == true
  }

  // MARK: - About what

  /// What one alarm is about: the whole table, an index of it, or a region that it replicates to.
  struct Subject: Sendable {
    let logicalID: String
    let title: String
    let dimensions: [(name: String, value: Leaf<String>)]
  }

  /// None where the table reports no such metric. In a region of a replica, what concerns that one.
  static func subjects(
    of kind: AlarmKind, _ settings: TableSettings, in replica: ReplicaPlace? = nil
  ) -> [Subject] {
    let component = settings.table.entry.name.value
    let cause = settings.because("the table it is about")
    let table: (name: String, value: Leaf<String>) = (
      "TableName",
      replica == nil
        ? .expression(settings.names.tableReference, cause)
        : SynthesisContext.leaf(of: settings.tableNamePieces, cause)
    )
    let whole = "\(settings.names.table.id)\(kind.word)"
    switch kind.dimensions {
    case .account:
      return [
        Subject(logicalID: kind.word, title: settings.placement.stack, dimensions: [])
      ]
    case .table:
      guard kind.metric != "TimeToLiveDeletedItemCount" || expires(settings) else { return [] }
      return [Subject(logicalID: whole + "Alarm", title: component, dimensions: [table])]
    case .operations:
      return [Subject(logicalID: whole + "Alarm", title: component, dimensions: [table])]
    case .share:
      guard settings.table.isProvisioned == true else { return [] }
      return [Subject(logicalID: whole + "Alarm", title: component, dimensions: [table])]
    case .index:
      return settings.table.keys.globalIndexes.compactMap(\.name.traced).map { index in
        Subject(
          logicalID: settings.names.indexStem(index.value) + kind.metric + "Alarm",
          title: "index \(index.value) of \(component)",
          dimensions: [table, ("GlobalSecondaryIndexName", .stated(index))])
      }
    case .receivingRegion:
      return settings.replicas.filter { $0.region.name != replica?.region.name }.map { other in
        // What the region of the stack is called there means another one here.
        let region = other.region.name ?? other.region.home
        return Subject(
          logicalID: whole + LogicalID.pascalCase(region) + "Alarm",
          title: "\(component) to \(region)",
          dimensions: [
            table,
            (
              "ReceivingRegion",
              replica == nil
                ? settings.context.leaf(other.written)
                : .literal(region, .stated(other.written.node))
            ),
          ])
      }
    }
  }

  private static func expires(_ settings: TableSettings) -> Bool {
    settings.config.timeToLiveSpecification.value?.enabled.value == true
  }

  // MARK: - The alarm

  private static func alarm(_ wish: Wish, _ subject: Subject) -> AWSCloudWatchAlarm {
    let own = wish.settings
    let kind = wish.kind
    let usual = wish.cause.leading(to: "what is usual where nobody says")
    var alarm = AWSCloudWatchAlarm()
    alarm.alarmDescription = .literal("\(subject.title): \(kind.title)", wish.cause)
    let period = own?.periodSeconds.leaf ?? .literal(kind.periodSeconds, usual)
    let statistic = statistic(of: kind, own) ?? .literal(kind.statistic.rawValue, usual)
    AlarmMetrics(subject: subject, period: period, statistic: statistic, cause: wish.cause)
      .place(kind, in: &alarm)
    alarm.evaluationPeriods = own?.evaluationPeriods.leaf ?? .literal(kind.evaluationPeriods, usual)
    alarm.threshold = own?.threshold.leaf ?? .literal(kind.threshold, usual)
    alarm.comparisonOperator =
      own?.comparisonOperator.leaf
      ?? .literal(ComparisonOperator.greaterThanThreshold.rawValue, usual)
    alarm.treatMissingData =
      own?.treatMissingData.leaf
      ?? .literal(
        MissingData.notBreaching.rawValue,
        wish.cause.leading(to: "most metrics have data only when something happened"))
    return alarm
  }

  /// A share is made from sums: of another statistic it would say nothing, so one that is written
  /// is left to be refused as a setting without effect.
  private static func statistic(of kind: AlarmKind, _ own: Alarm?) -> Leaf<String>? {
    if case .share = kind.dimensions { return nil }
    return own?.statistic.leaf
  }
}

extension TableSettings {
  /// What was written about alarms and rightly leaves no trace.
  var unusedAlarmSettings: [NodeID] {
    guard let monitoring = config.monitoring.value else { return [] }
    let hasAlarms = AlarmResources.areThere(self)
    var nodes: [NodeID?] = [monitoring.level.node]
    if monitoring.dashboard.value == false { nodes.append(monitoring.dashboard.node) }
    for list in [monitoring.alarmActions, monitoring.okActions] {
      if !hasAlarms || list.value?.count == 0 { nodes.append(list.node) }
    }
    let kinds = Dictionary(uniqueKeysWithValues: AlarmKind.all.map { ($0.name, $0) })
    for alarm in table.alarms {
      let isOff = alarm.alarm.enabled.value == false
      let isVain = kinds[alarm.name].map { AlarmResources.subjects(of: $0, self).isEmpty } ?? true
      if isOff || isVain { nodes.append(alarm.node) }
    }
    return nodes.compactMap { $0 }
  }
}
