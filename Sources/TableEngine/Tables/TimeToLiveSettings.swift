// UpdateTimeToLive and DescribeTimeToLive, and the passing of time.

import Synchronization
import TableItems
package import TableModel
package import VirtualTime

extension Engine {
  package func updateTimeToLive(
    _ tableName: String, _ setting: TimeToLive, at now: Instant
  ) throws(EngineError) -> TimeToLive {
    let others = try setTimeToLive(tableName, setting, at: now)
    // EVIDENCE: Developer Guide, "Global tables: settings synchronization": always shared.
    for region in others {
      _ = try fleet?.engine(in: region).setTimeToLive(
        Engine.tableName(tableName), setting, at: now)
    }
    return setting
  }

  /// Sets this region's table; gives the other regions that have a replica.
  private func setTimeToLive(
    _ tableName: String, _ setting: TimeToLive, at now: Instant
  ) throws(EngineError) -> [String] {
    try withTable(tableName, at: now) { state throws(EngineError) in
      guard state.status != .creating else {
        throw .resourceInUse(EngineMessage.beingCreated(state.name))
      }
      guard !setting.attributeName.isEmpty, setting.attributeName.utf8.count <= 255 else {
        throw .validation("TimeToLive attribute name must be between 1 and 255 bytes long")
      }
      let attribute = ByteString(setting.attributeName)
      switch (state.expiry, setting.enabled) {
      case (let expiry?, _) where expiry.status == .enabling || expiry.status == .disabling:
        throw .validation(
          "Time to live has been modified multiple times within a fixed interval")
      case (nil, false):
        // UNCERTAIN: the exact words of this one message.
        throw .validation("TimeToLive is already disabled")
      case (let expiry?, true):
        throw .validation(
          expiry.attribute == attribute
            ? "TimeToLive is already enabled"
            : "TimeToLive is already enabled with a different attribute name")
      case (let expiry?, false):
        guard expiry.attribute == attribute else {
          throw .validation("TimeToLive is already enabled with a different attribute name")
        }
        state.stopExpiry(settings.expiryChange, at: now)
      case (nil, true): state.startExpiry(attribute, settings.expiryChange, at: now)
      }
      return state.replicas?.others ?? []
    }
  }

  package func describeTimeToLive(
    _ tableName: String, at now: Instant
  ) throws(EngineError) -> TimeToLiveDescription {
    try withTable(tableName, at: now) { state in
      TimeToLiveDescription(
        status: state.expiry?.status ?? .disabled,
        attributeName: state.expiry?.attribute.description)
    }
  }

  /// Lets everything happen that is due by `now`, each at its own time: deletions of items, changes
  /// of status, entries of indexes, copies in other regions.
  package func advance(to now: Instant) {
    let tables = directory.withLock { $0.tables.values.sorted { $0.name < $1.name } }
    // One table's events do not bear on another's, so tables may go one after the other.
    for table in tables {
      table.state.withLock { state in state.run(to: now) }
    }
    forgetTables(at: now)
  }

  /// Tells every table what time it is, without deleting what has expired.
  package func meet(_ now: Instant) {
    let tables = directory.withLock { Array($0.tables.values) }
    for table in tables { table.state.withLock { $0.settle(now) } }
  }

  /// When something happens by itself next, for a clock that moves from event to event.
  package func nextDue() -> Instant? {
    let tables = directory.withLock { Array($0.tables.values) }
    return tables.compactMap { $0.state.withLock(\.nextDue) }.min()
  }
}

extension TableState {
  mutating func startExpiry(_ attribute: ByteString, _ span: TimeSpan, at now: Instant) {
    var expiry = Expiry(
      attribute: attribute, status: span > .zero ? .enabling : .enabled,
      statusDue: span > .zero ? now + span : nil)
    var walk = RangeWalk(.all, items, isForward: true)
    while let place = walk.next(items) {
      let stored = StoredItem(reading: items.value(at: place))
      expiry.follow(items.key(at: place), old: nil, new: stored.item)
    }
    self.expiry = expiry
  }

  mutating func stopExpiry(_ span: TimeSpan, at now: Instant) {
    guard span > .zero else {
      expiry = nil
      return
    }
    expiry?.status = .disabling
    expiry?.statusDue = now + span
  }

  /// Goes from event to event up to `now`.
  mutating func run(to now: Instant) {
    while let due = nextDue, due <= now {
      settle(max(due, lastMoment))
      expireItems(max(due, lastMoment))
    }
    settle(now)
    trimStreams(now)
  }
}
