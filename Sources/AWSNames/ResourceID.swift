// The ids EC2 gives the parts of a network: a prefix, a dash, hexadecimal digits.

package import Diagnostics
package import Shapes

package struct ResourceID: Hashable, Sendable, CustomStringConvertible {
  package static let malformed = Code("AWS007", "malformed-resource-id", .error)

  package enum Kind: String, CaseIterable, Sendable {
    case securityGroup = "sg"
    case subnet
    case vpc
    case routeTable = "rtb"

    /// With its article, as a message says it.
    var noun: String {
      switch self {
      case .securityGroup: return "a security group id"
      case .subnet: return "a subnet id"
      case .vpc: return "a VPC id"
      case .routeTable: return "a route table id"
      }
    }
  }

  package let kind: Kind
  package let text: String

  package var description: String { text }

  /// EVIDENCE: EC2 user guide, "Resource IDs": 8 digits before 2016, 17 since.
  package init(parsing text: String, as kind: Kind) throws(FormatFault) {
    let prefix = "\(kind.rawValue)-"
    let digits = text.utf8.dropFirst(prefix.utf8.count)
    guard text.hasPrefix(prefix), digits.count == 8 || digits.count == 17,
      digits.allSatisfy(Characters.isLowerCaseHexDigit)
    else {
      throw FormatFault(
        ResourceID.malformed, "\(Characters.excerpt(text)) is not \(kind.noun)",
        help: "an id is `\(prefix)` and 8 or 17 of the digits `0-9a-f`; a value that only the "
          + "deployment knows is a reference, `${…}`")
    }
    self.kind = kind
    self.text = text
  }
}
