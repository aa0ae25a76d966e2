// ExportTableToPointInTime: the items of a table, as files in a bucket.

import TableEngine
import TableItems

enum ExportTableToPointInTime: Operation {
  static func answer(
    _ input: Wire.ExportTableToPointInTimeInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ExportTableToPointInTimeOutput {
    let buckets = try Transfers.buckets(of: engine)
    guard input.exportFormat != "ION" else {
      throw .validation("The simulator exports as DYNAMODB_JSON, not as ION")
    }
    guard input.exportType != "INCREMENTAL_EXPORT" else {
      throw .validation("The simulator makes full exports, not incremental ones")
    }
    let place = BucketPlace(
      bucket: input.s3Bucket, prefix: input.s3Prefix, owner: input.s3BucketOwner)
    var output = Wire.ExportTableToPointInTimeOutput()
    if let token = input.clientToken,
      let known = engine.listExports().first(where: { $0.token == token })
    {
      guard known.place == place, known.tableArn == engine.tableARN(input.tableArn) else {
        throw .exportConflict("The client token was used for another export")
      }
      output.exportDescription = Wire.ExportDescription(known, at: call.now)
      return output
    }
    var items: [Item] = []
    var description = try engine.exportTable(
      input.tableArn, moment: input.exportTime, at: call.now
    ) { items.append($0) }
    description.place = place
    description.token = input.clientToken
    let files = ExportFiles(description, in: place)
    do throws(BucketFault) {
      // A server that starts again does not write again what it wrote.
      try call.isReplayed ? files.find(in: buckets) : files.write(items, to: buckets)
    } catch { description.failure = TransferFailure(error) }
    engine.keep(description)
    output.exportDescription = Wire.ExportDescription(description, at: nil)
    return output
  }
}
