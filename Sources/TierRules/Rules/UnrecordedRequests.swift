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
    let selectors = trails.flatMap { $0.selectors(of: "AWS::DynamoDB::Table") }
    let streams = trails.flatMap { $0.selectors(of: "AWS::DynamoDB::Stream") }
    for table in stack.tables {
      var isRecorded = true
      for (copy, selector) in recorded(table, selectors) {
        if let selector {
          report.holds(table, at: selector)
        } else {
          isRecorded = false
          report.fails(
            table, at: nil, "no trail records who reads and writes \(copy.title)",
            help: "write `audit: { cloudTrailDataEvents: all }`, or `trail: external` with its ARN")
        }
      }
      // Nobody needs to be told twice that there is no trail.
      if isRecorded { checkStreams(of: table, streams, &report) }
    }
  }

  /// What a stream holds are items of the table, as they were and as they became.
  private static func checkStreams(
    of table: ResourceView, _ selectors: [ValueView], _ report: inout RuleReport
  ) {
    guard !table["StreamSpecification"].isAbsent else { return }
    for copy in table.copies {
      if let selector = selectors.first(where: { takesIn($0, copy) }) {
        report.holds(table, at: selector)
      } else {
        report.fails(
          table, at: nil, "no trail records who reads the stream of \(copy.title)",
          help: "select the events of `AWS::DynamoDB::Stream` whose ARN starts with the table's")
      }
    }
  }

  /// Labels of streams are made later: a selector says how their ARNs begin.
  private static func takesIn(_ selector: ValueView, _ copy: TableCopy) -> Bool {
    guard selector.names("resources.ARN") else { return true }
    let name = copy.resource.tableName
    return selector.selects("resources.ARN") { arn in
      guard let text = arn.text else { return false }
      let isOwn = text == "${\(copy.resource.id).Arn}/stream/"
      let region = copy.region?.text
      if isOwn { return region == nil || region == copy.resource.copies.first?.region?.text }
      return text.hasSuffix(":table/\(name)/stream/")
        && (region.map { text.holds(":dynamodb:\($0):") } ?? true)
    }
  }

  /// The selector that records each copy of a table, nil for a copy that none records.
  private static func recorded(
    _ table: ResourceView, _ selectors: [ValueView]
  ) -> [(TableCopy, ValueView?)] {
    var copies = table.copies.map { copy in
      (copy, selectors.first { !$0.names("resources.ARN") || selects($0, copy) })
    }
    // The resource's own ARN is that of one region: of the stack's, if anybody said which that is.
    let own = selectors.first { $0.selects("resources.ARN") { $0.namedResource == table.id } }
    let place = copies.firstIndex { copy, selector in
      selector == nil
        && (table.region == nil || copy.region == nil || copy.region?.string == table.region)
    }
    if let own, let place { copies[place].1 = own }
    return copies
  }

  /// By a text with the name of the table, and of the region where there are several.
  private static func selects(_ selector: ValueView, _ copy: TableCopy) -> Bool {
    selector.selects("resources.ARN") { arn in
      guard let text = arn.text, text.hasSuffix(":table/\(copy.resource.tableName)") else {
        return false
      }
      return copy.region.map { text.holds(":dynamodb:\($0.text ?? ""):") } ?? true
    }
  }
}
