// How many characters a policy may have once CloudFormation has filled it in.

import AWSNames
import CloudFormation
import Provenance

enum PolicySize {
  /// EVIDENCE: IAM user guide, quotas: a managed policy has at most 6,144 characters, not counting
  /// white space.
  static let max = 6_144

  /// `{"Version":"2012-10-17","Statement":[]}`
  static let envelope = 40

  /// At most this many, with the comma behind it: what is not known counts as its longest.
  static func bound(of statement: TemplateStatement) -> Int {
    bound(of: statement.templateValue) + 1
  }

  private static func bound(of value: TemplateValue) -> Int {
    switch value {
    case .string(let text, _): return text.utf8.count + 2
    case .integer(let number, _): return String(number).utf8.count
    case .number, .boolean: return 24
    case .expression(let expression, _): return bound(of: expression) + 2
    case .list(let elements): return elements.reduce(2) { $0 + bound(of: $1) + 1 }
    case .object(let members):
      return members.reduce(2) { $0 + $1.key.utf8.count + 4 + bound(of: $1.value) }
    }
  }

  private static func bound(of expression: Expression) -> Int {
    guard let pieces = expression.pieces else { return nameMax }
    return pieces.reduce(0) { sum, piece in
      switch piece {
      case .text(let text): return sum + text.utf8.count
      case .imported: return sum + nameMax
      case .reference(let id): return sum + bound(ofReference: id)
      case .attribute: return sum + arnMax
      }
    }
  }

  /// The names of tables are the longest of those that policies hold.
  private static let nameMax = 255
  /// `arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/`, a name, and a stream's label.
  private static let arnMax = 340

  private static func bound(ofReference id: String) -> Int {
    switch PseudoParameter(rawValue: id) {
    case .accountId: return 12
    case .partition: return 10
    case .region: return 14
    case .urlSuffix: return 16
    case .stackId, .stackName, nil: return nameMax
    }
  }
}
