// A stream that calls a function: AWS::Lambda::EventSourceMapping.

import CloudFormation
import ComponentKit
import Compliance
import LambdaFunction
import Provenance
import ServiceSpec
import Shapes

struct StreamMapping {
  let settings: FunctionSettings
  let mapping: Traced<EventSourceMapping>
  let name: LogicalName<AWSLambdaEventSourceMapping>

  /// Where what was given up goes, and who wants it; nil where it is dropped.
  var destination: (target: FailureTarget, cause: Cause)? {
    let given = mapping.value.destinationConfig.value?.onFailure.value?.destination
    if let given, let arn = settings.context.leaf(given) {
      return (.existing(arn), arn.cause)
    }
    guard settings.isHardened else { return nil }
    return (
      .own(settings.names.failureQueue),
      settings.required("LAM-2 (SI-11, CP-10(2)): what a consumer gives up is kept")
    )
  }

  func resource(after policies: [(id: String, cause: Cause)]) -> Resource {
    Resource(name, properties, dependsOn: policies)
  }

  private var properties: AWSLambdaEventSourceMapping {
    let written = mapping.value
    let context = settings.context
    let cause = Cause.derived(mapping.node, "the stream calls the function")
    var shape = AWSLambdaEventSourceMapping(
      functionName: .expression(settings.names.function.reference, cause))
    shape.eventSourceArn = context.leaf(written.eventSourceArn)
    shape.startingPosition = written.startingPosition.leaf
    shape.enabled = written.enabled.leaf
    shape.batchSize = written.batchSize.leaf
    shape.maximumBatchingWindowInSeconds = written.maximumBatchingWindowInSeconds.leaf
    shape.parallelizationFactor = written.parallelizationFactor.leaf
    shape.maximumRetryAttempts = written.maximumRetryAttempts.leaf ?? bound(StreamMapping.retries)
    shape.maximumRecordAgeInSeconds = written.maximumRecordAgeInSeconds.leaf
    shape.bisectBatchOnFunctionError = written.bisectBatchOnFunctionError.leaf ?? bound(true)
    shape.functionResponseTypes = written.functionResponseTypes.value.map { list in
      LeafList(list.elements.map { .literal($0.value.rawValue, .stated($0.node)) })
    }
    shape.tumblingWindowInSeconds = written.tumblingWindowInSeconds.leaf
    shape.filterCriteria = written.filterCriteria.value?.filters.value.map(criteria)
    if let destination {
      var onFailure = AWSLambdaEventSourceMapping.OnFailure()
      onFailure.destination = destination.target.arn(destination.cause)
      var config = AWSLambdaEventSourceMapping.DestinationConfig()
      config.onFailure = onFailure
      shape.destinationConfig = config
    }
    shape.metricsConfig = written.metricsConfig.value?.metrics.value.map { list in
      var metrics = AWSLambdaEventSourceMapping.MetricsConfig()
      metrics.metrics = LeafList(
        list.elements.map { .literal($0.value.rawValue, .stated($0.node)) })
      return metrics
    }
    shape.kmsKeyArn = context.leaf(written.kmsKeyArn)
    shape.tags = settings.tags { key, value in
      var tag = AWSLambdaEventSourceMapping.Tag(key: key)
      tag.value = value
      return tag
    }
    return shape
  }

  /// Enough for a fault that passes within minutes; a layer cannot say it, for it knows no mapping.
  private static let retries = 5

  private func bound<Value>(_ value: Value) -> Leaf<Value>? {
    guard settings.isHardened else { return nil }
    return .literal(
      value, settings.required("LAM-2 (SI-11, CP-10(2)): a bad record does not block its shard"))
  }

  private func criteria(
    _ filters: List<EventFilter>
  ) -> AWSLambdaEventSourceMapping.FilterCriteria {
    var criteria = AWSLambdaEventSourceMapping.FilterCriteria()
    criteria.filters = filters.elements.map { filter in
      var shape = AWSLambdaEventSourceMapping.Filter()
      shape.pattern = settings.context.leaf(filter.value.pattern)
      return shape
    }
    return criteria
  }
}
