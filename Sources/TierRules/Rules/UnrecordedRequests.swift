// AUD-1, a row of what the tiers require.

import AWSNames
import CloudFormation
import Diagnostics

enum UnrecordedRequests: TierRule {
  static let code = Code("AUD-1", "unrecorded-requests", .error)
  static let requirement = "a trail records the requests for the items of each table and stream"
  static let bars = TierBars(commercial: .advised, moderate: .required, high: .required)
  static let controls: [Control] = ["AU-2", "AU-3", "AU-12", "AC-6(9)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    let trails = stack.all(AWSCloudTrailTrail.self)
    let selectors = RecordedARNs(trails.flatMap { $0.selectors(of: "AWS::DynamoDB::Table") })
    let streams = RecordedARNs(trails.flatMap { $0.selectors(of: "AWS::DynamoDB::Stream") })
    for table in stack.tables {
      var isRecorded = true
      for (copy, selector) in selectors.selectors(of: table) {
        if let selector {
          report.holds(table, at: selector)
        } else {
          isRecorded = false
          report.fails(
            table, at: nil, "no trail records who reads and writes \(copy.title)",
            help: "write `audit: { cloudTrailDataEvents: all }`, or `trail: external` with its ARN"
              + " and a waiver")
        }
      }
      // Nobody needs to be told twice that there is no trail.
      if isRecorded { checkStreams(of: table, streams, &report) }
    }
  }

  /// What a stream holds are items of the table, as they were and as they became. Labels of streams
  /// are made later: a selector says how their ARNs begin.
  private static func checkStreams(
    of table: ResourceView, _ streams: RecordedARNs, _ report: inout RuleReport
  ) {
    guard !table["StreamSpecification"].isAbsent else { return }
    for (copy, selector) in streams.selectors(of: table, "/stream/") {
      if let selector {
        report.holds(table, at: selector)
      } else {
        report.fails(
          table, at: nil, "no trail records who reads the stream of \(copy.title)",
          help: "select the events of `AWS::DynamoDB::Stream` whose ARN starts with the table's")
      }
    }
  }
}
