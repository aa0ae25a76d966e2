// What the components of a service share: each thing once, made from what all of them asked for.

import CloudFormation
package import ComponentKit
import Provenance

package enum SharedResources {
  package static func synthesize(
    _ needs: [SharedNeed], in context: SynthesisContext
  ) -> ComponentOutput {
    var output = ComponentOutput()
    guard !needs.isEmpty else { return output }
    let topics = needs.compactMap { need in
      if case .alarmTopic(let cause) = need { return cause }
      return nil
    }
    let audits = needs.compactMap { need in
      if case .audit(let audit) = need { return audit }
      return nil
    }
    let endpoints = needs.compactMap { need in
      if case .endpoint(let endpoint) = need { return endpoint }
      return nil
    }
    var uses = needs.compactMap { need in
      if case .encryptionKey(let use, let cause) = need { return SharedKeyUse(use, cause) }
      return nil
    }
    // What is shared is encrypted with the shared key too.
    uses += topics.map { SharedKeyUse(.alarms, $0) }
    uses += audits.flatMap { [SharedKeyUse(.trail, $0.cause), SharedKeyUse(.logs, $0.cause)] }

    output.parameters = context.tagParameters
    output.resources += EncryptionKey.resources(uses, context)
    output.resources += AlarmTopic.resources(topics, context)
    output.resources += AuditTrail.resources(audits, context)
    let made = Endpoints.made(endpoints, context)
    output.parameters += made.parameters
    output.resources += made.resources
    return output
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
