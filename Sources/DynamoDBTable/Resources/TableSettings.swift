// What a table is to be, as values of a template: the same for a table and for a global one.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import ServiceSpec
import Shapes

struct TableSettings: Sendable {
  let table: Table
  let names: TableNames
  let context: SynthesisContext

  init(_ table: Table, stem: String, in context: SynthesisContext) {
    self.table = table
    self.context = context
    names = TableNames(
      stem: stem, isGlobal: table.isGlobal,
      indexNames: table.keys.indexes.compactMap(\.name.value))
  }

  var config: TableConfig { table.config }

  var placement: Placement { context.placement }

  /// Something that is there because the component is.
  func because(_ note: String) -> Cause { .derived(table.entry.name.node, note) }
}

// MARK: - Names and keys

/// An attribute of a key, as the template declares it.
struct AttributeLeaves: Sendable {
  let name: Leaf<String>
  let type: Leaf<String>
}

/// A part of a key, as the template states it.
struct KeyLeaves: Sendable {
  let name: Leaf<String>
  let role: Leaf<String>
}

extension TableSettings {
  var tableName: Leaf<String> {
    if let given = config.tableName.traced { return context.leaf(given) }
    return .literal(
      "\(placement.stack)-\(table.entry.name.value)",
      because("service, environment and component, in that order"))
  }

  var tableNamePieces: [SubstitutionPiece] {
    if let given = config.tableName.value { return context.pieces(of: given) }
    return [.text("\(placement.stack)-\(table.entry.name.value)")]
  }

  /// The ARN of the table, or of something in it, where the table itself cannot be asked: in its
  /// own policy, and in regions where the stack is not.
  func arnPieces(
    in region: [SubstitutionPiece] = [.pseudo(.region)], _ rest: String = ""
  ) -> [SubstitutionPiece] {
    [.text("arn:"), .pseudo(.partition), .text(":dynamodb:")] + region
      + [.text(":"), .pseudo(.accountId), .text(":table/")] + tableNamePieces
      + (rest.isEmpty ? [] : [.text(rest)])
  }

  var attributeDefinitions: [AttributeLeaves] {
    var seen: Set<String> = []
    let all = Dictionary(grouping: table.keys.declarations, by: \.name.value)
    let declarations = table.keys.declarations.filter { seen.insert($0.name.value).inserted }
    return declarations.map { declaration in
      // The short form says the type at every key that holds the attribute.
      let types = all[declaration.name.value, default: []].map(\.type.node)
      let cause: Cause =
        types.count > 1
        ? .derived(from: types, note: "every key that holds the attribute agrees on its type")
        : .stated(declaration.type.node)
      return AttributeLeaves(
        name: .stated(declaration.name),
        type: .literal(declaration.type.value.rawValue, cause))
    }
  }

  func keySchema(_ parts: [KeyPart]) -> [KeyLeaves] {
    parts.map { part in
      KeyLeaves(
        name: .stated(part.name),
        role: .literal(part.role.value.rawValue, .stated(part.role.node)))
    }
  }

  func projectionType(of index: TableIndex) -> Leaf<String> {
    index.projection.value?.projectionType.leaf
      ?? .literal(
        ProjectionType.all.rawValue,
        .derived(
          index.name.node ?? index.node, "an index that does not say copies all attributes"))
  }

  func nonKeyAttributes(of index: TableIndex) -> LeafList<String>? {
    index.projection.value?.nonKeyAttributes.value.map { LeafList($0.elements.map(Leaf.stated)) }
  }
}

// MARK: - Settings

extension TableSettings {
  var isEncrypted: Leaf<Bool>? { config.sseSpecification.value?.sseEnabled.leaf }

  var encryptionType: Leaf<String>? {
    // A type beside `false` is refused by DynamoDB; the tier's own yields to the person's word.
    guard config.sseSpecification.value?.sseEnabled.value != false else { return nil }
    return config.sseSpecification.value?.sseType.leaf
  }

  /// What the stream shows; nil without a stream.
  var streamView: Leaf<String>? {
    guard table.hasStream == true else { return nil }
    let settings = config.streamSpecification.value
    if let view = settings?.streamViewType.traced {
      let cause = Cause.derived(
        from: [view.node] + [settings?.streamEnabled.node].compactMap { $0 },
        note: "an enabled stream shows what it is told to")
      return .literal(view.value.rawValue, cause)
    }
    let view = StreamViewType.newAndOldImages.rawValue
    if let settings {
      return .literal(
        view,
        .derived(
          settings.streamEnabled.node ?? settings.node,
          "a stream that does not say shows both images"))
    }
    return .literal(
      view,
      .derived(
        from: replicas.map(\.written.node), note: "replication reads both images"))
  }

  var expiry: (attribute: Leaf<String>, enabled: Leaf<Bool>)? {
    guard let settings = config.timeToLiveSpecification.value,
      let enabled = settings.enabled.leaf, let attribute = settings.attributeName.leaf
    else { return nil }
    return (attribute, enabled)
  }

  var recovery: (enabled: Leaf<Bool>, days: Leaf<Int>?)? {
    guard let isOn = table.recovery.pointInTimeRecovery else { return nil }
    let cause = Cause.derived(
      from: table.recovery.statements.map(\.node), note: "every place that says so agrees")
    let days = isOn ? config.pointInTimeRecovery.value?.recoveryPeriodInDays.leaf : nil
    return (.literal(isOn, cause), days)
  }

  /// EVIDENCE: the table of configuration: microseconds where nobody says.
  func precision(of stream: KinesisStream) -> Leaf<String> {
    stream.approximateCreationDateTimePrecision.leaf
      ?? .literal(
        TimestampPrecision.microsecond.rawValue,
        .derived(
          stream.streamArn.node ?? stream.node,
          "a data stream that does not say tells microseconds"))
  }

  var removal: Removal? {
    config.removalPolicy.traced.map {
      Removal($0.value == .retain ? .retain : .delete, .stated($0.node))
    }
  }

  var tags: [(key: String, value: Leaf<String>)] { context.tags(config.tags.value) }

  /// A type of tag that the resource takes, made from the table's tags.
  func tags<Shape>(
    _ make: (_ key: Leaf<String>, _ value: Leaf<String>) -> Shape
  ) -> [Shape]? {
    let tags = tags.map { make(.literal($0.key, $0.value.cause), $0.value) }
    return tags.isEmpty ? nil : tags
  }

  /// What was written and rightly leaves no trace.
  var omissions: [NodeID] {
    let stream = config.streamSpecification.value
    let expiry = config.timeToLiveSpecification.value
    var nodes: [NodeID?] = settingsOfNoReplica
    if table.hasStream == false {
      nodes += [
        stream?.streamEnabled.node, stream?.streamViewType.node, stream?.resourcePolicy.node,
      ]
    }
    if expiry?.attributeName.isAbsent == true { nodes.append(expiry?.enabled.node) }
    if let restriction = config.vpcEndpoint.value?.restrictTable, restriction.value == false {
      nodes.append(restriction.node)
    }
    return nodes.compactMap { $0 } + unusedKeySettings + unusedInsightsModes + repeatedSchedules
      + readCapacityOfNoReplica + unusedBackupSettings + unusedAlarmSettings
      + unusedAuditSettings + unusedEndpointSettings + unusedAcceleratorSettings
  }
}
