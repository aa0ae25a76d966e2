// What stands for the buckets that tables are exported to and imported from.

package struct BucketFault: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case noBucket, noObject, other }

  package let kind: Kind
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}

package protocol BucketStore: Sendable {
  func write(_ bytes: [UInt8], to key: String, in bucket: String) throws(BucketFault)

  /// The keys that begin with a prefix, in their order.
  func keys(under prefix: String, in bucket: String) throws(BucketFault) -> [String]

  func read(_ key: String, in bucket: String) throws(BucketFault) -> [UInt8]
}

/// Where in a bucket something was put or found.
package struct BucketPlace: Sendable, Hashable, Codable {
  package let bucket: String
  package let prefix: String?
  package let owner: String?

  package init(bucket: String, prefix: String? = nil, owner: String? = nil) {
    self.bucket = bucket
    self.prefix = prefix
    self.owner = owner
  }
}
