// What became of exports and imports.

package import TableModel
package import VirtualTime

package struct TransferCounts: Sendable, Hashable, Codable {
  package var items = 0
  package var bytes = 0
  /// Of an import: items that could not be put.
  package var errors = 0
  package var processed = 0
}

/// Why nothing came of an export or an import.
package struct TransferFailure: Sendable, Hashable, Codable {
  package let code: String
  package let message: String

  package init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

package struct ExportDescription: Sendable, Hashable, Codable {
  package let exportArn: String
  package let tableArn: String
  package let tableID: String
  package let moment: Instant
  package let started: Instant
  package let finished: Instant
  package let counts: TransferCounts
  package var place: BucketPlace?
  package var token: String?
  package var failure: TransferFailure?
}

/// What an import was asked to read, and how.
package struct ImportSource: Sendable, Hashable, Codable {
  package enum Format: String, Sendable, Hashable, Codable {
    case dynamoDBJSON = "DYNAMODB_JSON"
    case csv = "CSV"
  }

  package let place: BucketPlace
  package let format: Format
  package let isCompressed: Bool
  package let delimiter: UInt8?
  /// The names of the columns; nil where the first line of each file has them.
  package let header: [String]?

  package init(
    _ place: BucketPlace, _ format: Format, isCompressed: Bool, delimiter: UInt8? = nil,
    header: [String]? = nil
  ) {
    self.place = place
    self.format = format
    self.isCompressed = isCompressed
    self.delimiter = delimiter
    self.header = header
  }
}

package struct ImportDescription: Sendable, Hashable, Codable {
  package let importArn: String
  package let tableArn: String
  package let tableID: String
  package let definition: TableDefinition
  package let started: Instant
  package let finished: Instant
  package var counts = TransferCounts()
  package var source: ImportSource?
  package var token: String?
  package var failure: TransferFailure?
}
