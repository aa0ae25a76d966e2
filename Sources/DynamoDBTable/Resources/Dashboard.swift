// The dashboard of a table: what it uses, what it refuses, how long it takes.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import Shapes

enum Dashboard {
  static func resources(_ settings: TableSettings) -> [Resource] {
    guard case .given(true, let wish)? = settings.config.monitoring.value?.dashboard else {
      return []
    }
    let cause = Cause.stated(wish)
    let body = DashboardBody(widgets(settings)).pieces(settings.names.tableReference.pieces ?? [])
    return [
      Resource(
        settings.names.dashboard,
        AWSCloudWatchDashboard(dashboardBody: .expression(.substitution(body), cause)))
    ]
  }

  private static func widgets(_ settings: TableSettings) -> [DashboardBody.Widget] {
    typealias Widget = DashboardBody.Widget
    typealias Line = DashboardBody.Line
    let indexes = settings.table.keys.globalIndexes.compactMap(\.name.value)
    func lines(_ metrics: [String]) -> [Line] {
      let whole = metrics.map { Line(metric: $0, dimensions: []) }
      let parts = indexes.flatMap { index in
        metrics.map { Line(metric: $0, dimensions: [("GlobalSecondaryIndexName", index)]) }
      }
      return whole + parts
    }
    func byOperation(_ metric: String, _ operations: [String]) -> [Line] {
      operations.map { Line(metric: metric, dimensions: [("Operation", $0)]) }
    }
    var widgets = [
      Widget(
        title: "Capacity used", statistic: "Sum",
        lines: lines(["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"])),
      Widget(
        title: "Throttled", statistic: "Sum",
        lines: lines(["ReadThrottleEvents", "WriteThrottleEvents"])),
      Widget(
        title: "Errors of DynamoDB", statistic: "Sum",
        lines: byOperation("SystemErrors", AlarmKind.everyOperation)),
      Widget(
        title: "Milliseconds taken", statistic: "Average",
        lines: byOperation("SuccessfulRequestLatency", AlarmKind.shortOperations)),
    ]
    let distant = settings.replicas.compactMap(\.region.name)
    if !distant.isEmpty {
      widgets.append(
        Widget(
          title: "Milliseconds until replicated", statistic: "Average",
          lines: distant.map {
            Line(metric: "ReplicationLatency", dimensions: [("ReceivingRegion", $0)])
          }))
    }
    return widgets
  }
}

/// CloudWatch's own JSON, which a template holds as a text.
private struct DashboardBody {
  struct Line {
    let metric: String
    let dimensions: [(name: String, value: String)]
  }

  struct Widget {
    let title: String
    let statistic: String
    let lines: [Line]
  }

  /// EVIDENCE: CloudWatch: a dashboard is 24 units wide.
  private enum Size {
    static let columns = 2
    static let width = 12
    static let height = 6
  }

  private let widgets: [Widget]

  init(_ widgets: [Widget]) { self.widgets = widgets }

  /// Every text in it is a name of ours, of AWS's, or one whose letters the schema limits: nothing
  /// needs an escape.
  func pieces(_ table: [SubstitutionPiece]) -> [SubstitutionPiece] {
    var pieces = [SubstitutionPiece.text(#"{"widgets":["#)]
    for (position, widget) in widgets.enumerated() {
      if position > 0 { pieces.append(.text(",")) }
      let left = position % Size.columns * Size.width
      let top = position / Size.columns * Size.height
      pieces.append(
        .text(
          #"{"type":"metric","x":\#(left),"y":\#(top),"width":\#(Size.width),"#
            + #""height":\#(Size.height),"properties":{"title":"\#(widget.title)","#
            + #""region":""#))
      pieces += [
        .pseudo(.region), .text(#"","stat":"\#(widget.statistic)","period":300,"metrics":["#),
      ]
      for (number, line) in widget.lines.enumerated() {
        pieces.append(
          .text((number > 0 ? "," : "") + #"["AWS/DynamoDB","\#(line.metric)","TableName",""#))
        pieces += table
        let rest = line.dimensions.map { #","\#($0.name)","\#($0.value)""# }.joined()
        pieces.append(.text(#"""# + rest + "]"))
      }
      pieces.append(.text("]}}"))
    }
    return pieces + [.text("]}")]
  }
}
