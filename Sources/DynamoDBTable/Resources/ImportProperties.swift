// The data in S3 that a new table is filled with.

import ComponentKit
import CloudFormation
import Provenance
import Shapes

enum ImportProperties {
  private typealias Shape = AWSDynamoDBTable.ImportSourceSpecification

  static func properties(
    _ settings: TableSettings
  ) -> AWSDynamoDBTable.ImportSourceSpecification? {
    guard let source = settings.config.importSourceSpecification.value,
      let format = source.inputFormat.leaf, let bucket = source.s3BucketSource.value,
      let name = settings.context.leaf(bucket.s3Bucket)
    else { return nil }
    var place = AWSDynamoDBTable.S3BucketSource(s3Bucket: name)
    place.s3KeyPrefix = settings.context.leaf(bucket.s3KeyPrefix)
    place.s3BucketOwner = settings.context.leaf(bucket.s3BucketOwner)
    var shape = Shape(inputFormat: format, s3BucketSource: place)
    shape.inputCompressionType = source.inputCompressionType.leaf
    shape.inputFormatOptions = source.inputFormatOptions.value?.csv.value.map { csv in
      var options = AWSDynamoDBTable.Csv()
      options.delimiter = csv.delimiter.leaf
      options.headerList = csv.headerList.value.map { LeafList($0.elements.map(Leaf.stated)) }
      var formats = AWSDynamoDBTable.InputFormatOptions()
      formats.csv = options
      return formats
    }
    return shape
  }
}
