// Where requests that change something are written down before they do.

import TableEngine
package import VirtualTime

package struct JournaledRequest {
  package let operation: OperationName
  package let accessKeyID: String
  package let region: String
  package let body: ArraySlice<UInt8>
  /// What was read outside of the tables for it.
  package let readings: [UInt8]?
}

package protocol CallJournal: Sendable {
  /// Writes a request down, then runs it at the time it was written down with; no other runs
  /// meanwhile. Throws, and runs nothing, when it could not be written down.
  func run(_ request: JournaledRequest, _ body: (Instant) -> Void) throws(WireFault)
}

extension OperationName {
  /// Whether it may change something; of statements of PartiQL only their text tells.
  var isChange: Bool {
    !["BatchGet", "Describe", "Get", "List", "Query", "Scan", "TransactGet"].contains {
      rawValue.hasPrefix($0)
    }
  }

  /// Whether it may use units of a table up.
  var usesUnits: Bool {
    switch self {
    case .batchExecuteStatement, .batchGetItem, .batchWriteItem, .deleteItem, .executeStatement,
      .executeTransaction, .getItem, .putItem, .query, .scan, .transactGetItems,
      .transactWriteItems, .updateItem:
      true
    default: false
    }
  }

  /// Whether what it was asked has to be kept: where units run out, reading leaves its traces, too.
  func isKept(onlyReads: Bool, by engine: Engine) -> Bool {
    isChange && !onlyReads || engine.enforcesThroughput && usesUnits
  }
}

enum StatementText {
  /// A statement that begins so reads, or is none.
  static func onlyReads(_ text: String) -> Bool {
    text.utf8.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(6).elementsEqual(
      "select".utf8
    ) { $0 | 0x20 == $1 }
  }
}

extension WireFault {
  package static let unkept = WireFault.engine(
    .internalServerError("The request was not kept: the data folder cannot be written to."))
}
