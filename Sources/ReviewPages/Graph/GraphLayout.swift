// Where the boxes of a graph stand: columns from left to right, regions as panels around them.
// Whole numbers throughout, so that the picture is the same everywhere.

struct GraphBox {
  var x = 0
  var y = 0
  let width: Int
  let height: Int
}

struct GraphPanel {
  let title: String
  let x: Int
  let y: Int
  let width: Int
  let height: Int
}

struct GraphLayout {
  static let headHeight = 44
  static let lineHeight = 20
  private static let boxWidth = 226
  private static let gap = 22
  private static let columnGap = 54
  private static let margin = 14
  private static let panelHead = 30
  /// Beneath the boxes, for what leads out of the region.
  private static let laneHeight = 18

  private(set) var boxes: [GraphBox]
  /// Where each edge ends, from the top of its box: those of one box do not end at one point.
  private(set) var arrivals: [Int] = []
  /// Where what leads out of the region runs, beneath all boxes.
  private(set) var laneY = 0
  private(set) var panels: [GraphPanel] = []
  private(set) var width = 0
  private(set) var height = 0

  init(_ graph: Graph) {
    boxes = graph.nodes.map { node in
      GraphBox(
        width: GraphLayout.boxWidth,
        height: GraphLayout.headHeight
          + (node.lines.isEmpty ? 0 : node.lines.count * GraphLayout.lineHeight + 8))
    }
    place(graph)
    let counts = Dictionary(grouping: graph.edges, by: \.to).mapValues(\.count)
    var positions: [Int: Int] = [:]
    arrivals = graph.edges.map { edge in
      positions[edge.to, default: 0] += 1
      return GraphLayout.headHeight * (positions[edge.to] ?? 1) / ((counts[edge.to] ?? 1) + 1)
    }
  }

  private mutating func place(_ graph: Graph) {
    let margin = GraphLayout.margin
    let top = margin + GraphLayout.panelHead
    let heights = graph.columns.map(columnHeight)
    let homeHeight = heights.max() ?? 0
    var x = margin * 2
    for (column, height) in zip(graph.columns, heights) {
      // A short column stands in the middle of the long ones, near what it is joined to.
      stack(column, x: x, y: top + (homeHeight - height) / 2)
      x += GraphLayout.boxWidth + GraphLayout.columnGap
    }
    let lane = graph.regions.isEmpty ? 0 : GraphLayout.laneHeight
    laneY = top + homeHeight + lane
    let homeEnd = x - GraphLayout.columnGap + margin
    panels.append(
      GraphPanel(
        title: graph.home, x: margin, y: margin, width: homeEnd - margin,
        height: homeHeight + lane + GraphLayout.panelHead + margin))
    width = homeEnd + margin
    height = margin + homeHeight + lane + GraphLayout.panelHead + margin * 2
    guard !graph.regions.isEmpty else { return }
    let left = homeEnd + GraphLayout.columnGap * 2 / 3
    var y = margin
    for region in graph.regions {
      let inner = columnHeight(region.nodes)
      stack(region.nodes, x: left + margin, y: y + GraphLayout.panelHead)
      panels.append(
        GraphPanel(
          title: region.name, x: left, y: y, width: GraphLayout.boxWidth + margin * 2,
          height: inner + GraphLayout.panelHead + margin))
      y += inner + GraphLayout.panelHead + margin * 2
    }
    width = left + GraphLayout.boxWidth + margin * 3
    height = max(height, y + margin)
  }

  private func columnHeight(_ nodes: [Int]) -> Int {
    nodes.map { boxes[$0].height }.reduce(0, +) + max(0, nodes.count - 1) * GraphLayout.gap
  }

  private mutating func stack(_ nodes: [Int], x: Int, y: Int) {
    var y = y
    for node in nodes {
      boxes[node].x = x
      boxes[node].y = y
      y += boxes[node].height + GraphLayout.gap
    }
  }
}
