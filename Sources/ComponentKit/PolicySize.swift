// How many characters a policy may have once CloudFormation has filled it in.

import AWSNames
package import CloudFormation
import Provenance

package struct PolicySize {
  /// EVIDENCE: IAM user guide, quotas: a managed policy has at most 6,144 characters, not counting
  /// white space.
  package static let max = 6_144

  /// EVIDENCE: Amazon VPC user guide, "Amazon VPC quotas": the policy of an endpoint has at most
  /// 20,480 characters, with white space.
  package static let endpointMax = 20_480

  /// `{"Version":"2012-10-17","Statement":[]}`
  package static let envelope = 40

  /// At most this many, with the comma behind it: what is not known counts as its longest.
  package static func bound(of statement: TemplateStatement) -> Int {
    bound(of: statement.templateValue) + 1
  }

  package static func bound(of value: TemplateValue) -> Int {
    PolicySize(isLongest: true).size(of: value)
  }

  /// At least this many: what is not known counts as its shortest.
  package static func floor(of value: TemplateValue) -> Int {
    PolicySize(isLongest: false).size(of: value)
  }

  private let isLongest: Bool

  private func size(of value: TemplateValue) -> Int {
    // Whatever has a comma behind it counts it: one too many where a list ends.
    let comma = isLongest ? 1 : 0
    switch value {
    case .string(let text, _): return text.utf8.count + 2
    case .integer(let number, _): return String(number).utf8.count
    case .number, .boolean: return isLongest ? 24 : 1
    case .expression(let expression, _): return size(of: expression) + 2
    case .list(let elements): return elements.reduce(2) { $0 + size(of: $1) + comma }
    case .object(let members):
      return members.reduce(2) { $0 + $1.key.utf8.count + 3 + comma + size(of: $1.value) }
    }
  }

  private func size(of expression: Expression) -> Int {
    guard let pieces = expression.pieces else { return name }
    return pieces.reduce(0) { sum, piece in
      switch piece {
      case .text(let text): return sum + text.utf8.count
      case .imported: return sum + name
      case .reference(let id): return sum + size(ofReference: id)
      case .attribute: return sum + (isLongest ? PolicySize.arnMax : 1)
      }
    }
  }

  private var name: Int { isLongest ? PolicySize.nameMax : 1 }

  /// The names of tables are the longest of those that policies hold.
  private static let nameMax = 255
  /// `arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/`, a name, and a stream's label.
  private static let arnMax = 340

  private func size(ofReference id: String) -> Int {
    switch PseudoParameter(rawValue: id) {
    case .accountId: return 12
    case .partition: return isLongest ? 10 : 3
    case .region: return isLongest ? 14 : 9
    case .urlSuffix: return isLongest ? 16 : 13
    case .stackId, .stackName, nil: return name
    }
  }
}
