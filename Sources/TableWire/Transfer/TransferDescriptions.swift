// Exports and imports as the wire describes them.

import TableEngine
import TableModel
import VirtualTime

enum Transfers {
  static func buckets(of engine: Engine) throws(EngineError) -> any BucketStore {
    guard let buckets = engine.settings.buckets else {
      throw .validation("No folder stands for S3: start the simulator with `--s3 DIR`")
    }
    return buckets
  }

  /// EVIDENCE: ListExports and ListImports give 25 at most. UNCERTAIN: how the service refuses a
  /// token that it never gave.
  static func page<Entry>(
    _ all: [Entry], after token: String?, limit: Int?, by arn: (Entry) -> String
  ) throws(EngineError) -> (page: ArraySlice<Entry>, next: String?) {
    var rest = all[...]
    if let token {
      guard let place = all.firstIndex(where: { pageToken(arn($0)) == token }) else {
        throw .validation("The provided NextToken is invalid")
      }
      rest = all[(place + 1)...]
    }
    let page = rest.prefix(limit ?? 25)
    return (page, page.count < rest.count ? page.last.map { pageToken(arn($0)) } : nil)
  }

  /// The shapes want sixteens of hexadecimal digits, 112 or more.
  private static func pageToken(_ arn: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in arn.utf8 { out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    while out.count < 112 || out.count % 16 != 0 { out.append(digits[0]) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Without a time it has just begun.
  static func status(
    _ finished: Instant, _ failure: TransferFailure?, at now: Instant?
  ) -> String {
    guard let now, now >= finished else { return "IN_PROGRESS" }
    return failure == nil ? "COMPLETED" : "FAILED"
  }
}

extension TransferFailure {
  /// UNCERTAIN: the codes of the service are not documented but for a few.
  init(_ fault: BucketFault) {
    switch fault.kind {
    case .noBucket: self.init(code: "S3NoSuchBucket", message: fault.message)
    case .noObject: self.init(code: "S3NoSuchKey", message: fault.message)
    case .other: self.init(code: "S3Error", message: fault.message)
    }
  }
}

extension Wire.ExportDescription {
  init(_ description: ExportDescription, at now: Instant?) {
    exportArn = description.exportArn
    exportStatus = Transfers.status(description.finished, description.failure, at: now)
    startTime = description.started
    tableArn = description.tableArn
    tableId = description.tableID
    exportTime = description.moment
    clientToken = description.token
    exportFormat = "DYNAMODB_JSON"
    exportType = "FULL_EXPORT"
    if let place = description.place {
      s3Bucket = place.bucket
      s3Prefix = place.prefix
      s3BucketOwner = place.owner
      if exportStatus == "COMPLETED" {
        exportManifest = ExportFiles(description, in: place).manifestKey
      }
    }
    guard exportStatus != "IN_PROGRESS" else { return }
    endTime = description.finished
    failureCode = description.failure?.code
    failureMessage = description.failure?.message
    if description.failure == nil {
      billedSizeBytes = description.counts.bytes
      itemCount = description.counts.items
    }
  }
}

extension Wire.ExportSummary {
  init(_ description: ExportDescription, at now: Instant) {
    exportArn = description.exportArn
    exportStatus = Transfers.status(description.finished, description.failure, at: now)
    exportType = "FULL_EXPORT"
  }
}

extension Wire.S3BucketSource {
  init(_ place: BucketPlace) {
    s3Bucket = place.bucket
    s3KeyPrefix = place.prefix
    s3BucketOwner = place.owner
  }
}

extension Wire.ImportTableDescription {
  init(_ description: ImportDescription, at now: Instant?) {
    importArn = description.importArn
    importStatus = Transfers.status(description.finished, description.failure, at: now)
    tableArn = description.tableArn
    tableId = description.tableID
    clientToken = description.token
    s3BucketSource = description.source.map { Wire.S3BucketSource($0.place) }
    inputFormat = description.source?.format.rawValue
    inputCompressionType = description.source?.isCompressed == true ? "GZIP" : "NONE"
    inputFormatOptions = description.source.flatMap { Wire.InputFormatOptions($0) }
    tableCreationParameters = Wire.TableCreationParameters(description.definition)
    startTime = description.started
    guard importStatus != "IN_PROGRESS" else { return }
    endTime = description.finished
    failureCode = description.failure?.code
    failureMessage = description.failure?.message
    errorCount = description.counts.errors
    processedSizeBytes = description.counts.bytes
    processedItemCount = description.counts.processed
    importedItemCount = description.counts.items
  }
}

extension Wire.ImportSummary {
  init(_ description: ImportDescription, at now: Instant) {
    importArn = description.importArn
    importStatus = Transfers.status(description.finished, description.failure, at: now)
    tableArn = description.tableArn
    s3BucketSource = description.source.map { Wire.S3BucketSource($0.place) }
    inputFormat = description.source?.format.rawValue
    startTime = description.started
    if importStatus != "IN_PROGRESS" { endTime = description.finished }
  }
}
