// Global indexes created, changed and deleted on a table that exists.

import TableModel
import VirtualTime

extension TableUpdate {
  mutating func changeIndexes(_ request: UpdateTableRequest) throws(EngineError) {
    try checkSingleChange(request.indexChanges)
    for change in request.indexChanges {
      isQuiet = false
      switch change {
      case .create(let index): try create(index, request.attributeDefinitions ?? [])
      case .delete(let name): try delete(name)
      case .update(let name, let throughput, let onDemand, let warm):
        try update(name, throughput, onDemand, warm)
      }
    }
    if let definitions = request.attributeDefinitions {
      try checkDefinitions(definitions)
    }
  }

  /// EVIDENCE: Developer Guide, "Managing Global Secondary Indexes": one index a request.
  private func checkSingleChange(_ changes: [GlobalIndexChange]) throws(EngineError) {
    let count = changes.count { change in
      switch change {
      case .create, .delete: true
      case .update: false
      }
    }
    guard count > 1 else { return }
    throw .limitExceeded(
      "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously "
        + "per table")
  }

  private func checkDefinitions(_ definitions: [AttributeDefinition]) throws(EngineError) {
    for definition in definitions {
      guard let known = state.definition.type(of: definition.attributeName) else {
        let used = state.usedAttributes
        throw .validation(
          EngineMessage.values + "Some AttributeDefinitions are not used. AttributeDefinitions: "
            + definitions.map(\.attributeName).listed + ", keys used: " + used.listed)
      }
      guard known == definition.attributeType else {
        throw .validation(
          EngineMessage.values + "Cannot change the type of attribute "
            + "\(definition.attributeName), which is part of a key")
      }
    }
  }

  private mutating func create(
    _ index: SecondaryIndex, _ added: [AttributeDefinition]
  ) throws(EngineError) {
    if state.index(named: index.indexName) != nil {
      throw .validation("Attempting to create an index which already exists")
    }
    if state.indexes.contains(where: { $0.status != .active }) {
      throw .limitExceeded(
        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously "
          + "per table")
    }
    var definition = state.definition
    for attribute in added where definition.type(of: attribute.attributeName) == nil {
      definition.attributeDefinitions.append(attribute)
    }
    do throws(TableFault) {
      try TableRules.checkGlobalIndex(
        index, definitions: definition.attributeDefinitions, billing: definition.billing)
      if let throughput = index.provisionedThroughput {
        try TableRules.checkBounds(throughput, index: index.indexName)
      }
      try TableRules.checkProjectedCount(state.indexes.map(\.index) + [index])
    } catch { throw EngineError(error) }
    guard state.indexes.count(where: { !$0.isLocal }) < Limits.globalIndexesMax else {
      throw .validation(
        EngineMessage.values + "GlobalSecondaryIndex count exceeds the per-table limit of "
          + "\(Limits.globalIndexesMax)")
    }
    let keys = Set(index.keySchema.map(\.attributeName))
    definition.attributeDefinitions.removeAll { attribute in
      !keys.contains(attribute.attributeName)
        && state.definition.type(of: attribute.attributeName) == nil
    }
    definition.globalSecondaryIndexes = (definition.globalSecondaryIndexes ?? []) + [index]
    state.definition = definition
    var fresh = IndexState(index, isLocal: false, of: definition, delay: settings.indexDelay)
    fresh.backfill(state.items)
    if settings.indexCreation > .zero {
      fresh.status = .creating
      fresh.isBackfilling = true
      fresh.statusDue = now + settings.indexCreation
      state.wait(for: now + settings.indexCreation)
    }
    state.indexes.append(fresh)
    created.append(index.indexName)
  }

  private mutating func delete(_ name: String) throws(EngineError) {
    guard let place = state.index(named: name), !state.indexes[place].isLocal else {
      throw .resourceNotFound("Requested resource not found")
    }
    if settings.indexCreation > .zero {
      state.indexes[place].status = .deleting
      state.indexes[place].statusDue = now + settings.indexCreation
      state.wait(for: now + settings.indexCreation)
    } else {
      state.indexes.remove(at: place)
    }
    state.definition.globalSecondaryIndexes?.removeAll { $0.indexName == name }
    if state.definition.globalSecondaryIndexes?.isEmpty == true {
      state.definition.globalSecondaryIndexes = nil
    }
    let used = Set(state.usedAttributes)
    state.definition.attributeDefinitions.removeAll { !used.contains($0.attributeName) }
  }

  private mutating func update(
    _ name: String, _ throughput: Throughput?, _ onDemand: OnDemandThroughput?,
    _ warm: WarmThroughput?
  ) throws(EngineError) {
    guard let place = state.index(named: name), !state.indexes[place].isLocal else {
      throw .resourceNotFound("Requested resource not found")
    }
    if let throughput {
      do { try TableRules.checkBounds(throughput, index: name) } catch { throw EngineError(error) }
      guard state.definition.billing == .provisioned else {
        throw .validation(
          EngineMessage.values + "ProvisionedThroughput should not be specified for index: "
            + "\(name) when BillingMode is PAY_PER_REQUEST")
      }
      let current = state.indexes[place].throughput.throughput
      guard throughput != current else {
        throw .validation(ThroughputChange.unchanged("index \(name)", current, throughput))
      }
      state.indexes[place].throughput.change(to: throughput, at: now)
      state.indexes[place].index.provisionedThroughput = throughput
    }
    if let onDemand { state.indexes[place].index.onDemandThroughput = onDemand }
    if let warm { state.indexes[place].index.warmThroughput = warm }
    let updated = state.indexes[place].index
    if let listed = state.definition.globalSecondaryIndexes?.firstIndex(
      where: { $0.indexName == name })
    {
      state.definition.globalSecondaryIndexes?[listed] = updated
    }
  }
}

extension TableState {
  /// Names of the keys of table and indexes, each once.
  var usedAttributes: [String] {
    var used: [String] = []
    let indexes =
      (definition.localSecondaryIndexes ?? []) + (definition.globalSecondaryIndexes ?? [])
    for element in definition.keySchema + indexes.flatMap(\.keySchema)
    where !used.contains(element.attributeName) {
      used.append(element.attributeName)
    }
    return used
  }

  mutating func wait(for due: Instant) { statusDue = min(statusDue ?? due, due) }
}

extension IndexState {
  /// Takes in the items that were there before the index; those it cannot hold stay outside.
  mutating func backfill(_ items: OrderedStore) {
    var walk = RangeWalk(.all, items, isForward: true)
    while let place = walk.next(items) {
      let stored = StoredItem(reading: items.value(at: place))
      _ = follow(items.key(at: place), old: nil, new: stored, due: nil)
    }
  }
}
