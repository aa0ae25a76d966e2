// A table as files in a bucket: the items, and two manifests that say where they are.

import TableEngine
import TableItems
import VirtualTime

/// EVIDENCE: Developer Guide, "DynamoDB table export output format". Left out are the MD5 sums that
/// the service puts beside the manifests and into them.
struct ExportFiles {
  private let description: ExportDescription
  private let place: BucketPlace

  init(_ description: ExportDescription, in place: BucketPlace) {
    self.description = description
    self.place = place
  }

  /// What stands behind the last slash of the export's ARN.
  private var id: String {
    description.exportArn.split(separator: "/").last.map { String($0) } ?? ""
  }

  private var folder: String {
    var folder = place.prefix ?? ""
    if !folder.isEmpty, !folder.hasSuffix("/") { folder += "/" }
    return folder + "AWSDynamoDB/\(id)/"
  }

  var manifestKey: String { folder + "manifest-summary.json" }

  func write(_ items: [Item], to buckets: any BucketStore) throws(BucketFault) {
    var writer = WireWriter()
    for item in items {
      writer.beginObject()
      writer.key("\"Item\":")
      writer.item(item)
      writer.endObject()
      writer.endLine()
    }
    let dataKey = folder + "data/" + id.split(separator: "-").joined() + ".json.gz"
    try buckets.write([], to: folder + "_started", in: place.bucket)
    try buckets.write(Gzip.store(writer.bytes), to: dataKey, in: place.bucket)
    let filesKey = folder + "manifest-files.json"
    try buckets.write(manifestFiles(items.count, dataKey), to: filesKey, in: place.bucket)
    try buckets.write(summary(filesKey), to: manifestKey, in: place.bucket)
  }

  /// The manifest is written last: where it is, all the rest was.
  func find(in buckets: any BucketStore) throws(BucketFault) {
    guard try buckets.keys(under: manifestKey, in: place.bucket).contains(manifestKey) else {
      throw BucketFault(.noObject, "The files of the export are not there")
    }
  }

  private func manifestFiles(_ count: Int, _ dataKey: String) -> [UInt8] {
    var writer = WireWriter()
    writer.beginObject()
    writer.key("\"itemCount\":")
    writer.integer(count)
    writer.key("\"dataFileS3Key\":")
    writer.string(dataKey.utf8)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  private func summary(_ filesKey: String) -> [UInt8] {
    let members: [(StaticString, String?)] = [
      ("\"version\":", "2020-06-30"), ("\"exportArn\":", description.exportArn),
      ("\"startTime\":", description.started.text), ("\"endTime\":", description.finished.text),
      ("\"tableArn\":", description.tableArn), ("\"tableId\":", description.tableID),
      ("\"exportTime\":", description.moment.text), ("\"s3Bucket\":", place.bucket),
      ("\"s3Prefix\":", place.prefix), ("\"manifestFilesS3Key\":", filesKey),
      ("\"outputFormat\":", "DYNAMODB_JSON"), ("\"exportType\":", "FULL_EXPORT"),
    ]
    var writer = WireWriter()
    writer.beginObject()
    for (key, value) in members {
      writer.key(key)
      if let value { writer.string(value.utf8) } else { writer.raw("null".utf8) }
    }
    writer.key("\"billedSizeBytes\":")
    writer.integer(description.counts.bytes)
    writer.key("\"itemCount\":")
    writer.integer(description.counts.items)
    writer.endObject()
    return writer.bytes
  }
}
