// The account in all its regions: one engine for each, and what passes between them.

import Synchronization
package import VirtualTime

/// Engines of one account; those that hold replicas of a table send each other their changes.
package final class Fleet: Sendable {
  private let settings: EngineSettings
  private let engines = Mutex<[String: Engine]>([:])
  private let home = Mutex(Home())
  let post = ReplicaPost()

  package init(_ settings: EngineSettings = EngineSettings()) { self.settings = settings }

  /// Stands apart from the others, since it holds the fleet.
  private struct Home: Sendable {
    weak let engine: Engine?

    init(_ engine: Engine? = nil) { self.engine = engine }
  }

  /// The engine of the region that the settings name, which holds those of all other regions.
  package static func home(_ settings: EngineSettings) -> Engine {
    let fleet = Fleet(settings)
    let engine = Engine(settings, fleet: fleet, owns: true)
    fleet.home.withLock { $0 = Home(engine) }
    return engine
  }

  private var homeEngine: Engine? { home.withLock { $0.engine } }

  /// The engine of a region, made when it is first asked for.
  package func engine(in region: String) -> Engine {
    if region == settings.region, let homeEngine { return homeEngine }
    let enforces = homeEngine?.enforcesThroughput ?? false
    return engines.withLock { engines in
      if let engine = engines[region] { return engine }
      var settings = settings
      settings.region = region
      // Two regions must not make up the same ids.
      settings.seed = region.utf8.reduce(settings.seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      let engine = Engine(settings, fleet: self)
      // It has no tables yet: the time is nothing to it.
      if enforces { engine.enforceThroughput(at: Instant(milliseconds: 0)) }
      engines[region] = engine
      return engine
    }
  }

  /// The engine of a region, if there is one.
  func existing(in region: String) -> Engine? {
    if region == settings.region, let homeEngine { return homeEngine }
    return engines.withLock { $0[region] }
  }

  /// All but the home.
  var others: [Engine] { engines.withLock { Array($0.values) } }

  /// In the order of the regions' names.
  var all: [Engine] {
    (others + [homeEngine].compactMap { $0 }).sorted {
      $0.settings.region < $1.settings.region
    }
  }

  package var regions: [String] { all.map(\.settings.region) }

  package func advance(to now: Instant) {
    let all = all
    // What one region does may be due in another: until nothing is.
    while let due = all.compactMap({ $0.nextDue() }).min(), due <= now {
      for engine in all { engine.advance(to: due) }
    }
    for engine in all { engine.advance(to: now) }
  }
}

extension Engine {
  /// The engine that answers for a region: that of a replica, else this one, whatever the region
  /// is called, so that a client may name any.
  package func counterpart(in region: String) -> Engine {
    region == settings.region ? self : fleet?.existing(in: region) ?? self
  }

  /// Tells every table here and in all other regions what time it is.
  package func meetEverywhere(_ now: Instant) {
    for engine in fleet?.all ?? [self] { engine.meet(now) }
  }

  /// When something happens by itself next, here or in another region.
  package func nextDueEverywhere() -> Instant? {
    (fleet?.all ?? [self]).compactMap { $0.nextDue() }.min()
  }

  /// Lets happen what is due here and in all other regions.
  package func advanceEverywhere(to now: Instant) {
    if let fleet { fleet.advance(to: now) } else { advance(to: now) }
  }
}

/// A change on its way to another region.
struct ReplicaChangeMessage: Sendable {
  let due: Instant
  let stamp: ReplicaStamp
  let key: [UInt8]
  /// The item as it is stored; nil where it was deleted.
  let new: [UInt8]?
}

/// When and where an item was written last.
///
/// EVIDENCE: Developer Guide, "Global tables: How it works": the last writer wins. UNCERTAIN: who
/// wins of two at one moment; here the region whose name comes later.
struct ReplicaStamp: Sendable, Comparable {
  let moment: Instant
  let region: String

  static func < (left: ReplicaStamp, right: ReplicaStamp) -> Bool {
    (left.moment, left.region) < (right.moment, right.region)
  }
}

/// Changes that were sent and have not arrived, by region and table.
final class ReplicaPost: Sendable {
  private let boxes = Mutex<[String: [ReplicaChangeMessage]]>([:])

  func send(_ message: ReplicaChangeMessage, to region: String, table: String) {
    boxes.withLock { $0["\(region)/\(table)", default: []].append(message) }
  }

  /// What has arrived, in the order of its writing.
  func take(_ region: String, table: String, at now: Instant) -> [ReplicaChangeMessage] {
    boxes.withLock { boxes in
      guard let waiting = boxes["\(region)/\(table)"], !waiting.isEmpty else { return [] }
      let arrived = waiting.filter { $0.due <= now }
      guard !arrived.isEmpty else { return [] }
      boxes["\(region)/\(table)"] = waiting.filter { $0.due > now }
      return arrived.sorted { $0.stamp < $1.stamp }
    }
  }

  var all: [String: [ReplicaChangeMessage]] { boxes.withLock { $0 } }

  func replace(with kept: [String: [ReplicaChangeMessage]]) { boxes.withLock { $0 = kept } }

  func nextDue(_ region: String, table: String) -> Instant? {
    boxes.withLock { $0["\(region)/\(table)"]?.map(\.due).min() }
  }

  func forget(_ region: String, table: String) {
    boxes.withLock { $0["\(region)/\(table)"] = nil }
  }
}

/// What a table knows of its replicas.
struct ReplicaSet: Sendable, Codable {
  let region: String
  var others: [String]
  let delay: TimeSpan
  /// Everybody's: what an engine is made of again gets the new one.
  var post = ReplicaPost()
  /// The last write of each item, deletions included.
  var stamps: [[UInt8]: ReplicaStamp] = [:]

  private enum CodingKeys: String, CodingKey { case region, others, delay, stamps }
}

extension TableState {
  /// Tells the other regions of a change made here.
  mutating func replicate(_ change: ItemChange, at now: Instant) {
    guard let set = replicas else { return }
    let stamp = ReplicaStamp(moment: now, region: set.region)
    replicas?.stamps[change.key] = stamp
    let message = ReplicaChangeMessage(
      due: now + set.delay, stamp: stamp, key: change.key, new: change.new?.bytes)
    for region in set.others { set.post.send(message, to: region, table: name) }
  }

  /// Takes in what has arrived from other regions, unless it was overwritten here since.
  mutating func receiveReplicas(_ now: Instant) {
    guard let set = replicas else { return }
    for message in set.post.take(set.region, table: name, at: now) {
      if let stamp = replicas?.stamps[message.key], stamp >= message.stamp { continue }
      replicas?.stamps[message.key] = message.stamp
      var meter = Meter(name)
      let change = ItemChange(
        key: message.key, old: taken(message.key).item,
        new: message.new.map { StoredItem(reading: $0) })
      // When it arrived, not when somebody looked. Nothing happened here in between, since whatever
      // does lets this happen first.
      commit(change, .replication, at: message.due, &meter)
    }
  }
}
