// The separate clouds AWS runs: no account, key or copy crosses from one to another.

package enum Partition: String, CaseIterable, Sendable {
  case aws
  case awsUSGov = "aws-us-gov"
  case awsChina = "aws-cn"

  /// As ARNs spell it.
  package var name: String { rawValue }

  package init?(named name: some StringProtocol) {
    self.init(rawValue: String(name))
  }

  /// "expected `aws`, …": for the help of whatever names a partition that is none.
  static var choices: String {
    "partitions are " + allCases.map { "`\($0.name)`" }.joined(separator: ", ")
  }
}
