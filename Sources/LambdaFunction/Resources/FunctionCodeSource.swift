// Where the code of a function comes from: what was written, or what the deployment says.

import ServiceSpec
import CloudFormation
import ComponentKit
import Provenance
import Shapes

enum FunctionCodeSource {
  static func code(_ settings: FunctionSettings) -> AWSLambdaFunction.Code {
    let context = settings.context
    var code = AWSLambdaFunction.Code()
    let source = settings.config.code.value
    if let image = source?.imageUri.traced {
      code.imageUri = context.leaf(image)
      return code
    }
    if let text = source?.zipFile.traced {
      code.zipFile = context.leaf(text)
      return code
    }
    code.s3Bucket =
      source.flatMap { context.leaf($0.s3Bucket) } ?? reference(to: bucket(settings))
    code.s3Key = source.flatMap { context.leaf($0.s3Key) } ?? reference(to: key(settings))
    code.s3ObjectVersion = source.flatMap { context.leaf($0.s3ObjectVersion) }
    return code
  }

  /// What the spec does not say.
  static func parameters(_ settings: FunctionSettings) -> [Parameter] {
    let source = settings.config.code.value
    guard source?.imageUri.isAbsent ?? true, source?.zipFile.isAbsent ?? true else { return [] }
    var parameters: [Parameter] = []
    if source?.s3Bucket.isAbsent ?? true { parameters.append(bucket(settings)) }
    if source?.s3Key.isAbsent ?? true { parameters.append(key(settings)) }
    return parameters
  }

  private static func bucket(_ settings: FunctionSettings) -> Parameter {
    parameter(settings, "CodeBucket", "The S3 bucket with the code of")
  }

  private static func key(_ settings: FunctionSettings) -> Parameter {
    parameter(settings, "CodeKey", "The S3 key, in that bucket, of the code of")
  }

  private static func parameter(
    _ settings: FunctionSettings, _ suffix: String, _ title: String
  ) -> Parameter {
    Parameter(
      settings.names.stem + suffix,
      description: "\(title) function \(settings.entry.name.value)",
      cause: settings.because("the spec does not say where the code is"))
  }

  private static func reference(to parameter: Parameter) -> Leaf<String> {
    .expression(parameter.reference, parameter.cause)
  }
}

// MARK: - What may stand in two places

extension FunctionConfig {
  func chosenHandler(in context: SynthesisContext) -> Leaf<String>? {
    let inner = code.value?.handler ?? .absent
    return effectiveHandler.traced.map {
      context.leaf($0.value, cause([handler.node, inner.node], $0.node))
    }
  }

  func chosenRuntime(in tree: Tree) -> Leaf<String>? {
    effectiveRuntime(in: tree).traced.map { chosen in
      let inner = code.value?.runtime ?? .absent
      let nodes = [runtime.node, inner.node].filter { $0.map(tree.isWritten) ?? false }
      return .literal(chosen.value.rawValue, cause(nodes, chosen.node))
    }
  }

  private func cause(_ nodes: [NodeID?], _ chosen: NodeID) -> Cause {
    let nodes = nodes.compactMap { $0 }
    return nodes.count > 1
      ? .derived(from: nodes, note: "both places that say so agree") : .stated(chosen)
  }
}
