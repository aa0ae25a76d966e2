// Where the code of a function comes from, and the settings that may stand in two places.

import Provenance
import Shapes

extension FunctionConfig {
  /// Wherever it is written; broken when either place is.
  var effectiveHandler: Field<Text> { effective(handler, code.value?.handler) }

  /// Wherever it is written; a layer's yields to what a person says in either place.
  func effectiveRuntime(in tree: Tree) -> Field<Runtime> {
    if let inner = code.value?.runtime, !inner.isAbsent, let outer = runtime.node,
      !tree.isWritten(outer)
    {
      return inner
    }
    return effective(runtime, code.value?.runtime)
  }

  /// `runtime` beside `code`, where a person wrote it.
  func writtenRuntime(in tree: Tree) -> Traced<Runtime>? {
    runtime.traced.flatMap { tree.isWritten($0.node) ? $0 : nil }
  }

  /// The code is an image, or may be: nothing follows from what a package needs.
  var mayBeImage: Bool { code.isBroken || code.value.map { !$0.imageUri.isAbsent } ?? false }

  private func effective<Value>(_ outer: Field<Value>, _ inner: Field<Value>?) -> Field<Value> {
    if code.isBroken { return outer.isAbsent ? .broken(node) : outer }
    return outer.isAbsent ? inner ?? .absent : outer
  }
}

extension Runtime {
  /// EVIDENCE: CloudFormation, `AWS::Lambda::Function Code`: "(Node.js and Python) The source code
  /// of your Lambda function" (`ZipFile`).
  var takesInlineCode: Bool { fileExtension != nil }

  /// What a module of an interpreted runtime is called; nil for runtimes that take packages only.
  var fileExtension: String? {
    if rawValue.hasPrefix("nodejs") { return "js" }
    return rawValue.hasPrefix("python") ? "py" : nil
  }
}
