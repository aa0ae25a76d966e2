// Where the code of a function comes from, and the settings that may stand in two places.

import Provenance
import Shapes

extension FunctionConfig {
  /// Wherever it is written; broken when either place is.
  var effectiveHandler: Field<Text> { effective(handler, code.value?.handler) }

  /// Wherever it is written; absent stands for the default, a Node.js.
  var effectiveRuntime: Field<Runtime> { effective(runtime, code.value?.runtime) }

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
