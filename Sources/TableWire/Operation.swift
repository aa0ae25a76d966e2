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

  /// Whether this request changes nothing, though others of its name do.
  static func onlyReads(_ input: Input) -> Bool

  /// What it has to read outside of the tables: by the next start that may be another, so it is
  /// kept with the request. Nil for what reads nothing there.
  static func readings(_ input: Input, for engine: Engine) throws(EngineError) -> [UInt8]?

  static func answer(_ input: Input, _ call: Call, by engine: Engine) throws(EngineError) -> Output
}

extension Operation {
  static func onlyReads(_ input: Input) -> Bool { false }

  static func readings(_ input: Input, for engine: Engine) throws(EngineError) -> [UInt8]? { nil }
}

/// Who asks, from where and when.
package struct Call: Sendable {
  package let accessKeyID: String
  package let region: String
  package private(set) var now: Instant
  /// Whom the call has to pass, if it has to pass anybody.
  package let gate: (any CallGate)?
  /// Where it is to be written down, if it changes anything; nil where nothing need last.
  let journal: (any CallJournal)?
  /// What was read outside of the tables for it (`Operation.readings`).
  package var readings: [UInt8]?
  /// Asked again at a new start: what it did outside of the tables was done then.
  private(set) var isReplayed = false

  package init(
    accessKeyID: String, region: String, now: Instant, gate: (any CallGate)? = nil,
    journal: (any CallJournal)? = nil
  ) {
    self.accessKeyID = accessKeyID
    self.region = region
    self.now = now
    self.gate = gate
    self.journal = journal
  }

  var replayed: Call {
    var call = self
    call.isReplayed = true
    return call
  }

  func at(_ now: Instant) -> Call {
    var call = self
    call.now = now
    return call
  }
}
