// ImportTable: a new table with the items of files in a bucket. The files are read before the
// request is written down, and what was read is kept with it: they are others' to change and take.

import TableEngine
import TableItems
import TableModel

enum ImportTable: Operation {
  static func readings(
    _ input: Wire.ImportTableInput, for engine: Engine
  ) throws(EngineError) -> [UInt8]? {
    let buckets = try Transfers.buckets(of: engine)
    let source = try ImportSource(input)
    guard known(input, in: engine) == nil else { return nil }
    let definition = TableDefinition(input.tableCreationParameters)
    do throws(BucketFault) {
      return ImportReadings.bytes(of: try ImportFiles(source, for: definition, buckets))
    } catch { return ImportReadings.bytes(of: TransferFailure(error)) }
  }

  private static func known(
    _ input: Wire.ImportTableInput, in engine: Engine
  ) -> ImportDescription? {
    guard let token = input.clientToken else { return nil }
    return engine.listImports().first { $0.token == token }
  }

  static func answer(
    _ input: Wire.ImportTableInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ImportTableOutput {
    _ = try Transfers.buckets(of: engine)
    let source = try ImportSource(input)
    let definition = TableDefinition(input.tableCreationParameters)
    var output = Wire.ImportTableOutput()
    if let known = known(input, in: engine) {
      guard known.source == source, known.definition == definition else {
        throw .importConflict("The client token was used for another import")
      }
      output.importTableDescription = Wire.ImportTableDescription(known, at: call.now)
      return output
    }
    var done = try run(call.readings, definition, call, engine)
    done.source = source
    done.token = input.clientToken
    engine.keep(done)
    output.importTableDescription = Wire.ImportTableDescription(done, at: nil)
    return output
  }

  private static func run(
    _ readings: [UInt8]?, _ definition: TableDefinition, _ call: Call, _ engine: Engine
  ) throws(EngineError) -> ImportDescription {
    // Folders that are older than kept imports have requests without readings: they were refused.
    guard let readings, var found = ImportReadings(readings) else {
      throw .validation("What was to be imported is not there")
    }
    if let failure = found.failure {
      return try engine.failedImport(definition, failure, at: call.now)
    }
    var done = try engine.importTable(definition, at: call.now) { found.next() }
    done.counts.errors += found.unreadable
    done.counts.processed += found.unreadable
    return done
  }
}

extension ImportSource {
  fileprivate init(_ input: Wire.ImportTableInput) throws(EngineError) {
    guard let format = Format(rawValue: input.inputFormat) else {
      throw .validation("The simulator imports DYNAMODB_JSON and CSV, not ION")
    }
    guard input.inputCompressionType != "ZSTD" else {
      throw .validation("The simulator imports files compressed with GZIP or not at all, not ZSTD")
    }
    let csv = input.inputFormatOptions?.csv
    self.init(
      BucketPlace(
        bucket: input.s3BucketSource.s3Bucket, prefix: input.s3BucketSource.s3KeyPrefix,
        owner: input.s3BucketSource.s3BucketOwner),
      format, isCompressed: input.inputCompressionType == "GZIP",
      delimiter: csv?.delimiter?.utf8.first, header: csv?.headerList)
  }
}
