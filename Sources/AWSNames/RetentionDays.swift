// How long CloudWatch Logs can keep a log: a fixed list, not a number.

package enum RetentionDays {
  /// EVIDENCE: CloudFormation, `AWS::Logs::LogGroup`, `RetentionInDays`.
  package static let allowed = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
  ]

  /// The shortest retention that is long enough; nil beyond the longest. So "10 years" is 3653.
  package static func roundUp(_ days: Int) -> Int? {
    allowed.first { $0 >= days }
  }
}
