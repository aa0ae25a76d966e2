// What an operation is: typed input, typed output, and the engine between them.

import IAMPolicy
import TableEngine
package import VirtualTime

/// One file of `Operations` each; the generated `OperationName` knows them all.
protocol Operation {
  associatedtype Input: WireInput
  associatedtype Output: WireOutput

  /// What it asks of IAM.
  static func access(_ input: Input, in engine: Engine) -> TableCall

  static func answer(_ input: Input, _ call: Call, by engine: Engine) throws(EngineError) -> Output
}

/// Who asks, from where and when.
package struct Call: Sendable {
  package let accessKeyID: String
  package let region: String
  package let now: Instant
  /// Whom the call has to pass, if it has to pass anybody.
  package let gate: (any CallGate)?

  package init(
    accessKeyID: String, region: String, now: Instant, gate: (any CallGate)? = nil
  ) {
    self.accessKeyID = accessKeyID
    self.region = region
    self.now = now
    self.gate = gate
  }
}
