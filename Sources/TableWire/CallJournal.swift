// Where requests that change something are written down before they do.

import TableEngine
package import VirtualTime

package struct JournaledRequest {
  package let operation: OperationName
  package let accessKeyID: String
  package let region: String
  package let body: ArraySlice<UInt8>
}

package protocol CallJournal: Sendable {
  /// Writes a request down, then runs it at the time it was written down with; no other runs
  /// meanwhile. Throws, and runs nothing, when it could not be written down.
  func run(_ request: JournaledRequest, _ body: (Instant) -> Void) throws(WireFault)
}

extension OperationName {
  /// Whether it may change something. Statements of PartiQL may; only their text would tell.
  package var isChange: Bool {
    !["BatchGet", "Describe", "Get", "List", "Query", "Scan", "TransactGet"].contains {
      rawValue.hasPrefix($0)
    }
  }
}

extension WireFault {
  package static let unkept = WireFault.engine(
    .internalServerError("The request was not kept: the data folder cannot be written to."))
}
