// Replicas of a table added and removed, and what all of them share kept the same.

import TableModel
import VirtualTime

extension Engine {
  func changeReplicas(_ request: UpdateTableRequest, at now: Instant) throws(EngineError) {
    guard !request.replicaChanges.isEmpty else { return }
    guard let fleet else {
      throw .validation("Replicas cannot be changed: this engine stands alone")
    }
    for change in request.replicaChanges {
      switch change {
      case .create(let region, _, _): try addReplica(request.tableName, region, fleet, at: now)
      case .delete(let region): try removeReplica(request.tableName, region, fleet, at: now)
      case .update(let region, _, _):
        try withTable(request.tableName, at: now) { state throws(EngineError) in
          guard state.replicas?.others.contains(region) == true else {
            throw .replicaNotFound("Replica not found in region \(region)")
          }
        }
      }
    }
  }

  private func checkOther(_ region: String) throws(EngineError) {
    guard region != settings.region else {
      throw .validation(
        "Cannot add, delete, or update the local region through ReplicaUpdates. "
          + "Use CreateTable, DeleteTable, or UpdateTable as required.")
    }
  }

  private func addReplica(
    _ tableName: String, _ region: String, _ fleet: Fleet, at now: Instant
  ) throws(EngineError) {
    try checkOther(region)
    let name = Engine.tableName(tableName)
    let target = fleet.engine(in: region)
    guard target.table(name) == nil else {
      throw .validation(
        "Failed to create a the new replica of table with name: '\(name)' because one or more "
          + "replicas already existed as tables.")
    }
    let own = settings.region
    let delay = settings.replicationDelay
    let (state, others) = try withTable(name, at: now) { state throws(EngineError) in
      if state.replicas == nil {
        state.replicas = ReplicaSet(region: own, others: [], delay: delay, post: fleet.post)
      }
      // EVIDENCE: Developer Guide, "Global tables: How it works": streams with both images.
      if state.streams.last?.disabled != nil || state.streams.isEmpty {
        state.openStream(.newAndOldImages, at: now)
        state.definition.streamSpecification = StreamSpecification(
          enabled: true, viewType: .newAndOldImages)
      }
      let others = state.replicas?.others ?? []
      state.replicas?.others = (others + [region]).sorted()
      return (state, others)
    }
    var definition = state.definition
    definition.tags = []
    definition.deletionProtectionEnabled = nil
    definition.resourcePolicy = nil
    _ = try target.create(definition, at: now) { copy in
      copy.fill(state.items)
      copy.replicas = ReplicaSet(
        region: region, others: (others + [own]).sorted(), delay: delay, post: fleet.post)
      copy.replicas?.stamps = state.replicas?.stamps ?? [:]
      if let expiry = state.expiry, expiry.status == .enabled {
        copy.startExpiry(expiry.attribute, .zero, at: now)
      }
    }
    for other in others {
      try fleet.engine(in: other).withTable(name, at: now) { state in
        state.replicas?.others.append(region)
        state.replicas?.others.sort()
      }
    }
  }

  private func removeReplica(
    _ tableName: String, _ region: String, _ fleet: Fleet, at now: Instant
  ) throws(EngineError) {
    try checkOther(region)
    let name = Engine.tableName(tableName)
    let others = try withTable(name, at: now) { state throws(EngineError) in
      guard state.replicas?.others.contains(region) == true else {
        throw .validation("Replica not found in region \(region)")
      }
      return state.replicas?.others ?? []
    }
    for other in [settings.region] + others where other != region {
      try fleet.engine(in: other).withTable(name, at: now) { state in
        state.replicas?.others.removeAll { $0 == region }
        if state.replicas?.others.isEmpty == true { state.replicas = nil }
      }
    }
    fleet.post.forget(region, table: name)
    _ = try fleet.engine(in: region).withTable(name, at: now) { state in state.replicas = nil }
    _ = try fleet.engine(in: region).deleteTable(name, at: now)
  }

  /// What is the same in every region: billing, throughput of writes, indexes, streams.
  func shareUpdate(_ request: UpdateTableRequest, at now: Instant) throws(EngineError) {
    guard let fleet else { return }
    let others = try withTable(request.tableName, at: now) { $0.replicas?.others ?? [] }
    guard !others.isEmpty else { return }
    var shared = request
    shared.tableName = Engine.tableName(request.tableName)
    shared.replicaChanges = []
    shared.tableClass = nil
    shared.deletionProtectionEnabled = nil
    guard
      shared.billingMode != nil || shared.provisionedThroughput != nil
        || !shared.indexChanges.isEmpty || shared.encryption != nil
    else { return }
    for region in others { _ = try fleet.engine(in: region).changeTable(shared, at: now) }
  }
}
