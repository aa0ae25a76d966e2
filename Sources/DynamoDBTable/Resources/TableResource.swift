// The table itself: AWS::DynamoDB::Table.

import ServiceSpec
package import CloudFormation
package import ComponentKit
package import Provenance
import Shapes

/// A table as a resource, and the outputs that name it.
package struct TableResource {
  private let table: Table
  private let placement: Placement
  private let logicalID: String
  private let stem: String

  /// `stem` is the component's own logical id; every resource of the component begins with it.
  package init(_ table: Table, in placement: Placement, stem: String) {
    self.table = table
    self.placement = placement
    self.stem = stem
    logicalID = stem + "Table"
  }

  package var resource: Resource {
    Resource(
      logicalID: logicalID, type: "AWS::DynamoDB::Table", properties: properties, removal: removal)
  }

  package var outputs: [Output] {
    let cause = Cause.derived(
      from: [table.entry.name.node], note: "every table names itself to other stacks")
    var outputs = [
      Output(
        key: stem + "TableName", description: "Name of table \(table.entry.name.value)",
        value: .reference(to: logicalID), cause: cause),
      Output(
        key: stem + "TableArn", description: "ARN of table \(table.entry.name.value)",
        value: .attribute("Arn", of: logicalID), cause: cause),
    ]
    if table.hasStream == true {
      outputs.append(
        Output(
          key: stem + "StreamArn",
          description: "ARN of the stream of table \(table.entry.name.value)",
          value: .attribute("StreamArn", of: logicalID), cause: cause))
    }
    return outputs
  }

  /// What was written and rightly leaves no trace.
  package var omissions: [NodeID] {
    let stream = table.config.streamSpecification.value
    let expiry = table.config.timeToLiveSpecification.value
    var nodes: [NodeID?] = []
    if table.hasStream == false {
      nodes += [stream?.streamEnabled.node, stream?.streamViewType.node]
    }
    if expiry?.attributeName.isAbsent == true { nodes.append(expiry?.enabled.node) }
    return nodes.compactMap { $0 }
  }

  private var removal: (policy: String, cause: Cause)? {
    guard let policy = table.config.removalPolicy.traced else { return nil }
    return (policy.value == .retain ? "Retain" : "Delete", .stated(policy.node))
  }

  private var properties: [TemplateMember] {
    let config = table.config
    var members = [TemplateMember("TableName", name)]
    members.append(TemplateMember("AttributeDefinitions", attributeDefinitions))
    members.append(TemplateMember("KeySchema", keySchema(table.keys.parts)))
    appendIndexes(to: &members)
    if let mode = config.billingMode.traced {
      members.append(
        TemplateMember("BillingMode", .string(mode.value.rawValue, .stated(mode.node))))
    }
    if let throughput = config.provisionedThroughput.value {
      append("ProvisionedThroughput", capacity(of: throughput), to: &members)
    }
    if let tableClass = config.tableClass.traced {
      members.append(
        TemplateMember(
          "TableClass", .string(tableClass.value.rawValue, .stated(tableClass.node))))
    }
    append("SSESpecification", encryption, to: &members)
    append("StreamSpecification", stream, to: &members)
    append("TimeToLiveSpecification", timeToLive, to: &members)
    append("PointInTimeRecoverySpecification", recovery, to: &members)
    if let protection = config.deletionProtectionEnabled.traced {
      members.append(
        TemplateMember(
          "DeletionProtectionEnabled", .boolean(protection.value, .stated(protection.node))))
    }
    if !tags.isEmpty { members.append(TemplateMember("Tags", .list(tags))) }
    return members
  }

  private func append(
    _ key: String, _ members: [TemplateMember], to properties: inout [TemplateMember]
  ) {
    if !members.isEmpty { properties.append(TemplateMember(key, .object(members))) }
  }
}

// MARK: - Names and keys

extension TableResource {
  private var name: TemplateValue {
    if let given = table.config.tableName.traced {
      return .string(given.value.written, .stated(given.node))
    }
    let parts = [placement.service, placement.environment, table.entry.name.value]
    return .string(
      parts.compactMap { $0 }.joined(separator: "-"),
      .derived(
        from: [table.entry.name.node], note: "service, environment and component, in that order"))
  }

  private var attributeDefinitions: TemplateValue {
    var seen: Set<String> = []
    let all = Dictionary(grouping: table.keys.declarations, by: \.name.value)
    let declarations = table.keys.declarations.filter { seen.insert($0.name.value).inserted }
    return .list(
      declarations.map { declaration in
        // The short form says the type at every key that holds the attribute.
        let types = all[declaration.name.value, default: []].map(\.type.node)
        let cause: Cause =
          types.count > 1
          ? .derived(from: types, note: "every key that holds the attribute agrees on its type")
          : .stated(declaration.type.node)
        return .object([
          TemplateMember(
            "AttributeName", .string(declaration.name.value, .stated(declaration.name.node))),
          TemplateMember("AttributeType", .string(declaration.type.value.rawValue, cause)),
        ])
      })
  }

  private func keySchema(_ parts: [KeyPart]) -> TemplateValue {
    .list(
      parts.map { part in
        .object([
          TemplateMember("AttributeName", .string(part.name.value, .stated(part.name.node))),
          TemplateMember("KeyType", .string(part.role.value.rawValue, .stated(part.role.node))),
        ])
      })
  }

  private func appendIndexes(to members: inout [TemplateMember]) {
    for (key, indexes) in [
      ("GlobalSecondaryIndexes", table.keys.globalIndexes),
      ("LocalSecondaryIndexes", table.keys.localIndexes),
    ] where !indexes.isEmpty {
      members.append(TemplateMember(key, .list(indexes.map(indexValue))))
    }
  }

  private func indexValue(_ index: TableIndex) -> TemplateValue {
    var members: [TemplateMember] = []
    if let name = index.name.traced {
      members.append(TemplateMember("IndexName", .string(name.value, .stated(name.node))))
    }
    members.append(TemplateMember("KeySchema", keySchema(index.parts)))
    members.append(TemplateMember("Projection", .object(projection(of: index))))
    if case .global(let global) = index.kind, let throughput = global.provisionedThroughput.value {
      append(
        "ProvisionedThroughput",
        capacity(throughput.readCapacityUnits, throughput.writeCapacityUnits), to: &members)
    }
    return .object(members)
  }

  private func projection(of index: TableIndex) -> [TemplateMember] {
    let projection = index.projection.value
    let type: TemplateValue
    if let given = projection?.projectionType.traced {
      type = .string(given.value.rawValue, .stated(given.node))
    } else {
      type = .string(
        ProjectionType.all.rawValue,
        .derived(from: [index.node], note: "an index that does not say copies all attributes"))
    }
    var members = [TemplateMember("ProjectionType", type)]
    if let names = projection?.nonKeyAttributes.value {
      members.append(
        TemplateMember(
          "NonKeyAttributes", .list(names.elements.map { .string($0.value, .stated($0.node)) })))
    }
    return members
  }
}

// MARK: - Settings

extension TableResource {
  private func capacity(of throughput: TableThroughput) -> [TemplateMember] {
    capacity(throughput.readCapacityUnits, throughput.writeCapacityUnits)
  }

  private func capacity(_ read: Field<Int>, _ write: Field<Int>) -> [TemplateMember] {
    [("ReadCapacityUnits", read), ("WriteCapacityUnits", write)].compactMap { key, field in
      field.traced.map { TemplateMember(key, .integer($0.value, .stated($0.node))) }
    }
  }

  private var encryption: [TemplateMember] {
    guard let settings = table.config.sseSpecification.value else { return [] }
    var members: [TemplateMember] = []
    if let enabled = settings.sseEnabled.traced {
      members.append(TemplateMember("SSEEnabled", .boolean(enabled.value, .stated(enabled.node))))
      // A type beside `false` is refused by DynamoDB; the tier's own yields to the person's word.
      if !enabled.value { return members }
    }
    if let type = settings.sseType.traced {
      members.append(TemplateMember("SSEType", .string(type.value.rawValue, .stated(type.node))))
    }
    if let key = settings.kmsMasterKeyId.traced {
      members.append(
        TemplateMember("KMSMasterKeyId", .string(key.value.written, .stated(key.node))))
    }
    return members
  }

  private var stream: [TemplateMember] {
    guard table.hasStream == true, let settings = table.config.streamSpecification.value else {
      return []
    }
    if let view = settings.streamViewType.traced {
      let cause = Cause.derived(
        from: [view.node] + [settings.streamEnabled.node].compactMap { $0 },
        note: "an enabled stream shows what it is told to")
      return [TemplateMember("StreamViewType", .string(view.value.rawValue, cause))]
    }
    return [
      TemplateMember(
        "StreamViewType",
        .string(
          StreamViewType.newAndOldImages.rawValue,
          .derived(
            from: [settings.streamEnabled.node ?? settings.node],
            note: "a stream that does not say shows both images")))
    ]
  }

  private var timeToLive: [TemplateMember] {
    guard let settings = table.config.timeToLiveSpecification.value,
      let enabled = settings.enabled.traced, let attribute = settings.attributeName.traced
    else { return [] }
    return [
      TemplateMember("AttributeName", .string(attribute.value, .stated(attribute.node))),
      TemplateMember("Enabled", .boolean(enabled.value, .stated(enabled.node))),
    ]
  }

  private var recovery: [TemplateMember] {
    guard let isOn = table.recovery.pointInTimeRecovery else { return [] }
    let cause = Cause.derived(
      from: table.recovery.statements.map(\.node), note: "every place that says so agrees")
    var members = [TemplateMember("PointInTimeRecoveryEnabled", .boolean(isOn, cause))]
    if isOn, let days = table.config.pointInTimeRecovery.value?.recoveryPeriodInDays.traced {
      members.append(
        TemplateMember("RecoveryPeriodInDays", .integer(days.value, .stated(days.node))))
    }
    return members
  }

  private var tags: [TemplateValue] {
    let entries = table.config.tags.value?.entries ?? []
    var tags = entries.compactMap { entry in
      entry.value.traced.map { tag(entry.key, $0) }
    }
    // The table's own word is nearer than the service's.
    if let owner = placement.owner, !entries.contains(where: { $0.key == TableResource.ownerKey }) {
      tags.append(tag(TableResource.ownerKey, owner))
    }
    return tags
  }

  private static let ownerKey = "owner"

  private func tag(_ key: String, _ value: Traced<Text>) -> TemplateValue {
    .object([
      TemplateMember("Key", .string(key, .stated(value.node))),
      TemplateMember("Value", .string(value.value.written, .stated(value.node))),
    ])
  }
}
