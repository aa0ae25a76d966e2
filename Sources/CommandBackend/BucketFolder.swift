// The folder of `--s3`, as the engine asks for buckets.

import AshlarCommand
import TableEngine

struct BucketFolder: BucketStore {
  let files: BucketFiles

  func write(_ bytes: [UInt8], to key: String, in bucket: String) throws(BucketFault) {
    do throws(BucketFiles.Fault) { try files.write(bytes, to: key, in: bucket) } catch {
      throw BucketFault(error, in: bucket)
    }
  }

  func keys(under prefix: String, in bucket: String) throws(BucketFault) -> [String] {
    do throws(BucketFiles.Fault) { return try files.keys(under: prefix, in: bucket) } catch {
      throw BucketFault(error, in: bucket)
    }
  }

  func read(_ key: String, in bucket: String) throws(BucketFault) -> [UInt8] {
    do throws(BucketFiles.Fault) { return try files.read(key, in: bucket) } catch {
      throw BucketFault(error, in: bucket)
    }
  }
}

extension BucketFault {
  fileprivate init(_ fault: BucketFiles.Fault, in bucket: String) {
    switch fault {
    case .noBucket: self.init(.noBucket, "The specified bucket does not exist: \(bucket)")
    case .refused(let reason): self.init(.other, reason)
    }
  }
}
