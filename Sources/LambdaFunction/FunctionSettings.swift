// What a function is to be, as values of a template.

package import CloudFormation
package import ComponentKit
import Compliance
import Provenance
package import ServiceSpec
import Shapes

package struct FunctionSettings: Sendable {
  package let entry: ComponentEntry
  package let config: FunctionConfig
  package let names: FunctionNames
  package let context: SynthesisContext

  package init(
    _ entry: ComponentEntry, _ config: FunctionConfig, stem: String, in context: SynthesisContext
  ) {
    self.entry = entry
    self.config = config
    self.context = context
    names = FunctionNames(
      stem: stem, stack: context.placement.stack, component: entry.name.value)
  }

  package var placement: Placement { context.placement }

  package var isHardened: Bool { placement.tier > .commercial }

  /// Something that is there because the function is.
  package func because(_ note: String) -> Cause { .derived(entry.name.node, note) }

  /// Something that is there because of the tier.
  package func required(_ note: String) -> Cause { .derived(placement.tierNode, note) }

  package var functionName: Leaf<String> {
    .literal(
      names.functionName, because("service, environment and component, in that order"))
  }

  package func functionARN(_ cause: Cause) -> Leaf<String> {
    .expression(names.function.attribute(.arn), cause)
  }

  package var tags: [(key: String, value: Leaf<String>)] { context.tags(nil) + context.tierTags }

  /// A type of tag that the resource takes.
  package func tags<Shape>(
    _ make: (_ key: Leaf<String>, _ value: Leaf<String>) -> Shape
  ) -> [Shape]? {
    let tags = tags.map { make(.literal($0.key, $0.value.cause), $0.value) }
    return tags.isEmpty ? nil : tags
  }

  /// What was written and rightly leaves no trace.
  var omissions: [NodeID] {
    guard case .given(.create(false), let node) = config.deadLetterQueue else { return [] }
    return [node]
  }
}

// MARK: - Queues

/// Where what failed goes.
package enum FailureTarget: Sendable {
  /// A queue that the component makes.
  case own(QueueNames)
  /// A queue or topic that is there already.
  case existing(Leaf<String>)

  package func arn(_ cause: Cause) -> Leaf<String> {
    switch self {
    case .own(let names): return .expression(names.queue.attribute(.arn), cause)
    case .existing(let arn): return arn
    }
  }
}

extension FunctionSettings {
  /// The dead-letter queue, and the wish behind it; nil without one.
  var deadLetterTarget: (target: FailureTarget, cause: Cause)? {
    switch config.deadLetterQueue {
    case .absent, .broken, .given(.create(false), _): return nil
    case .given(.create(true), let node):
      return (.own(names.deadLetterQueue), .stated(node))
    case .given(.existing(let existing), let node):
      guard let arn = context.leaf(existing.arn) else { return nil }
      return (.existing(arn), .stated(node))
    }
  }
}
