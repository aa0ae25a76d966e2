// What a worker becomes: a function, the mappings that call it, and the rights these need.

import AWSNames
import CloudFormation
import ComponentKit
import LambdaFunction
import Provenance
import ServiceSpec
import Shapes

struct WorkerSynthesis {
  let worker: LambdaWorker
  let context: SynthesisContext
  let stem: String

  var output: ComponentOutput {
    var synthesis = FunctionSynthesis(worker.entry, worker.function, stem: stem, in: context)
    let mappings = mappings(synthesis.settings)
    for mapping in mappings {
      if let grant = unboundGrant(mapping.mapping) { synthesis.add(grant) }
      if let (target, cause) = mapping.destination {
        synthesis.add(target, "SendFailures", cause)
      }
    }
    let (function, waits) = synthesis.finished()
    var output = function
    output.resources += mappings.map { mapping in
      mapping.resource(after: waits.ofMapping(hasDestination: mapping.destination != nil))
    }
    return output
  }

  /// Named for the component whose stream is read, or for the text that names the stream.
  private func mappings(_ settings: FunctionSettings) -> [StreamMapping] {
    let names = worker.mappings.map { mapping in
      guard let source = mapping.value.eventSourceArn.value else { return "" }
      return MappingSource(source).component ?? source.written
    }
    let words = LogicalID.assign(names: names)
    return zip(worker.mappings, words).map { mapping, words in
      StreamMapping(
        settings: settings, mapping: mapping, name: settings.names.name(words, "Mapping"))
    }
  }

  /// The right to read the stream of a mapping, where no bind gives it.
  private func unboundGrant(_ mapping: Traced<EventSourceMapping>) -> Grant? {
    guard let source = mapping.value.eventSourceArn.traced else { return nil }
    guard let name = MappingSource(source.value).component, let target = context.neighbour(name)
    else { return grant(ofStream: source) }
    let isBound = worker.entry.binds.contains { bind in
      bind.value.to.value == name && bind.value.grants(.streamRead)
    }
    guard !isBound else { return nil }
    return target.component.grant(
      GrantRequest(streamOf: target.stem, at: source.node), in: context)
  }

  /// A stream of somebody else's. Its key, if it has one, is theirs to open.
  private func grant(ofStream source: Traced<Text>) -> Grant {
    var grant = Grant()
    let cause = Cause.derived(source.node, "the mapping reads this stream")
    grant.statements.append(
      TemplateStatement(
        "ReadStream", actions: StreamAccess.actions.map { "dynamodb:" + $0 },
        resources: [context.leaf(source.value, cause)], cause: cause))
    grant.wideStatements.append(StreamAccess.list(cause))
    return grant
  }
}
