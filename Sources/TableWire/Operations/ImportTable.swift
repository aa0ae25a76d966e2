// ImportTable: a new table with the items of files in a bucket.

import TableEngine
import TableItems
import TableModel

enum ImportTable: Operation {
  static func answer(
    _ input: Wire.ImportTableInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ImportTableOutput {
    let buckets = try Transfers.buckets(of: engine)
    guard buckets.servesImports else {
      throw .validation(
        "The simulator imports nothing while it keeps its tables: leave `--data` out")
    }
    let source = try ImportSource(input)
    let definition = TableDefinition(input.tableCreationParameters)
    var output = Wire.ImportTableOutput()
    if let token = input.clientToken,
      let known = engine.listImports().first(where: { $0.token == token })
    {
      guard known.source == source, known.definition == definition else {
        throw .importConflict("The client token was used for another import")
      }
      output.importTableDescription = Wire.ImportTableDescription(known, at: call.now)
      return output
    }
    var done = try run(source, definition, buckets, call, engine)
    done.source = source
    done.token = input.clientToken
    engine.keep(done)
    output.importTableDescription = Wire.ImportTableDescription(done, at: nil)
    return output
  }

  private static func run(
    _ source: ImportSource, _ definition: TableDefinition, _ buckets: any BucketStore,
    _ call: Call, _ engine: Engine
  ) throws(EngineError) -> ImportDescription {
    let files: ImportFiles
    do throws(BucketFault) {
      files = try ImportFiles(source, for: definition, buckets)
    } catch {
      return try engine.failedImport(definition, TransferFailure(error), at: call.now)
    }
    var rest = files.items[...]
    var done = try engine.importTable(definition, at: call.now) { rest.popFirst() }
    done.counts.errors += files.unreadable
    done.counts.processed += files.unreadable
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
