// What the components of a service share: each thing once, made from what all of them asked for.

import CloudFormation
package import ComponentKit
import Provenance

/// What is made, and since when it is asked for.
package struct SharedOutput: Sendable {
  package private(set) var output = ComponentOutput()
  /// By logical id, the number of the need that asked for it first.
  package private(set) var firstNeeds: [String: Int] = [:]

  fileprivate mutating func add(_ resources: [Resource], since need: Int?) {
    guard let need else { return }
    output.resources += resources
    for resource in resources { firstNeeds[resource.logicalID] = need }
  }

  fileprivate mutating func omit(_ nodes: [NodeID]) { output.omissions += nodes }

  fileprivate mutating func add(_ endpoints: Endpoints) {
    output.parameters += endpoints.parameters
    output.omissions += endpoints.omissions
  }

  fileprivate mutating func ask(_ parameters: [Parameter]) { output.parameters += parameters }
}

/// One of the things that were asked for, with its number among all of them.
struct Numbered<Need: Sendable>: Sendable {
  let number: Int
  let need: Need
}

package enum SharedResources {
  package static func synthesize(
    _ needs: [SharedNeed], in context: SynthesisContext
  ) -> SharedOutput {
    var shared = SharedOutput()
    guard !needs.isEmpty else { return shared }
    let numbered = needs.enumerated().map { Numbered(number: $0.offset, need: $0.element) }
    let topics = numbered.compacted { need in
      if case .alarmTopic(let cause) = need { return cause }
      return nil
    }
    let audits = numbered.compacted { need in
      if case .audit(let audit) = need { return audit }
      return nil
    }
    let endpoints = numbered.compacted { need in
      if case .endpoint(let endpoint) = need { return endpoint }
      return nil
    }
    var uses = numbered.compacted { need in
      if case .encryptionKey(let use, let cause) = need { return SharedKeyUse(use, cause) }
      return nil
    }
    // What is shared is encrypted with the shared key too.
    uses += topics.map { Numbered(number: $0.number, need: SharedKeyUse(.alarms, $0.need)) }
    uses += audits.flatMap { audit in
      [KeyUse.trail, .logs].map {
        Numbered(number: audit.number, need: SharedKeyUse($0, audit.need.cause))
      }
    }

    shared.ask(context.tagParameters)
    let trails = AuditTrails(audits.map(\.need), context)
    shared.add(
      EncryptionKey.resources(
        uses.map(\.need), trailCount: max(1, trails.trails.count), context),
      since: uses.map(\.number).min())
    shared.add(AlarmTopic.resources(topics.map(\.need), context), since: topics.first?.number)
    shared.add(trails.record, since: audits.first?.number)
    for trail in trails.trails {
      shared.add([trail.resource], since: audits[trail.firstNeed].number)
    }
    let alarms = AccountAlarms(
      numbered.compacted { need in
        if case .accountAlarm(let alarm) = need { return alarm }
        return nil
      }, context)
    for alarm in alarms.alarms { shared.add([alarm.resource], since: alarm.firstNeed) }
    shared.omit(alarms.omissions)
    let made = Endpoints(endpoints.map(\.need), context)
    for endpoint in made.endpoints {
      shared.add([endpoint.resource], since: endpoints[endpoint.firstNeed].number)
    }
    shared.add(made)
    return shared
  }
}

extension [Numbered<SharedNeed>] {
  /// Those of one kind.
  fileprivate func compacted<Need>(
    _ kind: (SharedNeed) -> Need?
  ) -> [Numbered<Need>] {
    compactMap { numbered in
      kind(numbered.need).map { Numbered<Need>(number: numbered.number, need: $0) }
    }
  }
}

extension [Cause] {
  /// All that led to something that was asked for several times.
  func joined(_ note: String) -> Cause {
    var seen: Set<UInt32> = []
    let nodes = flatMap(\.nodes).filter { seen.insert($0.raw).inserted }
    return .derived(from: nodes, note: note)
  }
}

extension SynthesisContext {
  /// A type of tag that the resource takes, made from the tags of the service.
  func serviceTags<Shape>(
    _ make: (_ key: Leaf<String>, _ value: Leaf<String>) -> Shape
  ) -> [Shape]? {
    let tags = (tags(nil) + tierTags).map { make(.literal($0.key, $0.value.cause), $0.value) }
    return tags.isEmpty ? nil : tags
  }
}
