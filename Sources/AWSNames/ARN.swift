// Amazon Resource Names: the one spelling by which AWS knows a thing everywhere.

package import Diagnostics
package import Shapes

/// `arn:partition:service:region:account:resource`, every field checked but the resource, whose
/// shape is its service's own (`ARNKind`).
package struct ARN: Hashable, Sendable, CustomStringConvertible {
  package static let malformed = Code("AWS001", "malformed-arn", .error)
  /// EVIDENCE: IAM API reference, `arnType`: 20 to 2048 characters.
  package static let lengthMax = 2_048

  package let partition: Partition
  package let service: String
  /// Nil where the service is not regional (IAM, S3 buckets).
  package let region: Region?
  /// Twelve digits, or `aws` for what AWS owns; nil where the name needs none (S3 buckets).
  package let account: String?
  package let resource: String

  package var description: String {
    "arn:\(partition.name):\(service):\(region?.name ?? ""):\(account ?? ""):\(resource)"
  }

  package init(parsing text: String) throws(FormatFault) {
    guard text.utf8.count <= ARN.lengthMax else {
      throw ARN.fault(text, "is longer than \(ARN.lengthMax) characters")
    }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw ARN.fault(text, "contains a space or control character")
    }
    // By bytes: a colon is one, and the ends of characters need not be looked for.
    let fields = text.utf8.split(separator: 0x3A, maxSplits: 5, omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard fields[0] == "arn" else { throw ARN.fault(text, "does not begin with `arn:`") }
    guard fields.count == 6 else {
      throw ARN.fault(text, "has \(fields.count) of the 6 fields of an ARN")
    }
    guard let partition = Partition(named: fields[1]) else {
      throw ARN.fault(
        text, "names the unknown partition \(Characters.excerpt(fields[1]))",
        help: Partition.choices)
    }
    guard ARN.isService(fields[2]) else {
      throw ARN.fault(text, "names no service in its third field")
    }
    self.partition = partition
    service = String(fields[2])
    region = try ARN.parseRegion(fields[3], in: partition, of: text)
    account = try ARN.parseAccount(fields[4], of: text)
    guard !fields[5].isEmpty else { throw ARN.fault(text, "names no resource in its last field") }
    resource = String(fields[5])
  }

  private static func isService(_ field: Substring) -> Bool {
    !field.isEmpty
      && field.utf8.allSatisfy {
        Characters.isLowerCaseLetter($0) || Characters.isDigit($0) || $0 == 0x2D
      }
  }

  private static func parseRegion(
    _ field: Substring, in partition: Partition, of text: String
  ) throws(FormatFault) -> Region? {
    guard !field.isEmpty else { return nil }
    let region = try Region(parsing: String(field))
    guard region.partition == partition else {
      throw fault(
        text,
        "names partition `\(partition.name)`, but `\(region)` lies in `\(region.partition.name)`",
        help: "write `arn:\(region.partition.name):…`, or a region of `\(partition.name)`")
    }
    return region
  }

  private static func parseAccount(
    _ field: Substring, of text: String
  ) throws(FormatFault) -> String? {
    guard !field.isEmpty else { return nil }
    let isNumber = field.utf8.count == 12 && field.utf8.allSatisfy(Characters.isDigit)
    guard isNumber || field == "aws" else {
      throw fault(
        text, "names the account \(Characters.excerpt(field))", help: "an account is 12 digits")
    }
    return String(field)
  }

  static func fault(_ text: String, _ reason: String, help: String? = nil) -> FormatFault {
    FormatFault(
      malformed, "\(Characters.excerpt(text)) \(reason)",
      help: help ?? "write `arn:partition:service:region:account:resource`")
  }
}
