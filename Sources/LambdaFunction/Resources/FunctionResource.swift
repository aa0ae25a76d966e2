// The function itself: AWS::Lambda::Function.

import CloudFormation
import ComponentKit
import Compliance
import Provenance
import Shapes

enum FunctionResource {
  static func resource(
    _ settings: FunctionSettings, _ variables: [FunctionVariable],
    after policies: [(id: String, cause: Cause)]
  ) -> Resource {
    Resource(
      settings.names.function, properties(settings, variables), dependsOn: policies)
  }

  private static func properties(
    _ settings: FunctionSettings, _ variables: [FunctionVariable]
  ) -> AWSLambdaFunction {
    let config = settings.config
    let context = settings.context
    var function = AWSLambdaFunction(
      code: FunctionCodeSource.code(settings),
      role: .expression(
        settings.names.role.attribute(.arn), settings.because("each function has its own role")))
    function.functionName = settings.functionName
    function.description = context.leaf(config.description)
    if let image = config.code.value?.imageUri.node {
      function.packageType = .literal("Image", .derived(image, "the code is an image"))
    } else {
      function.runtime = config.chosenRuntime(in: context.tree)
      function.handler = config.chosenHandler(in: context)
      function.layers = config.layers.value.map(context.leaves)
    }
    function.architectures = config.architecture.leaf.map { LeafList([$0]) }
    function.timeout = config.timeout.leaf
    function.memorySize = config.memorySize.leaf
    function.ephemeralStorage = config.ephemeralStorage.value?.size.leaf.map { .init(size: $0) }
    if !variables.isEmpty {
      var environment = AWSLambdaFunction.Environment()
      environment.variables = NamedLeaves(variables.map { ($0.name, $0.value) }).templateValue
      function.environment = environment
      function.kmsKeyArn = FunctionVariables.key(settings)
    }
    function.reservedConcurrentExecutions = config.reservedConcurrency.leaf
    function.vpcConfig = FunctionNetworkSettings.network(settings)
    function.deadLetterConfig = settings.deadLetterTarget.map { target, cause in
      var shape = AWSLambdaFunction.DeadLetterConfig()
      shape.targetArn = target.arn(cause)
      return shape
    }
    function.tracingConfig = config.tracing.leaf.map { mode in
      var shape = AWSLambdaFunction.TracingConfig()
      shape.mode = mode
      return shape
    }
    var logging = AWSLambdaFunction.LoggingConfig()
    logging.logGroup = .expression(
      settings.names.logGroup.reference,
      settings.because("LAM-1: it writes to a log group that the stack makes"))
    function.loggingConfig = logging
    function.tags = settings.tags { key, value in
      var tag = AWSLambdaFunction.Tag(key: key)
      tag.value = value
      return tag
    }
    return function
  }
}
