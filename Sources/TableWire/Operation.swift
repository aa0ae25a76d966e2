// What an operation is: typed input, typed output, and the engine between them.

import TableEngine
package import VirtualTime

/// One file of `Operations` each; the generated `OperationName` knows them all.
protocol Operation {
  associatedtype Input: WireInput
  associatedtype Output: WireOutput

  static func answer(_ input: Input, _ call: Call, by engine: Engine) throws(EngineError) -> Output
}

/// Who asks, from where and when.
package struct Call: Sendable, Hashable {
  package let accessKeyID: String
  package let region: String
  package let now: Instant

  package init(accessKeyID: String, region: String, now: Instant) {
    self.accessKeyID = accessKeyID
    self.region = region
    self.now = now
  }
}
