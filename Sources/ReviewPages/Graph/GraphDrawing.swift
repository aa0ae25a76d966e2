// A graph as SVG within a page: shapes and texts only, colored by the page's style.

extension HTMLWriter {
  private typealias Layout = GraphLayout

  mutating func drawing(_ graph: Graph, titled title: String, id: String) {
    let layout = GraphLayout(graph)
    let attributes: Attributes = [
      ("class", "graph"), ("role", "img"), ("aria-label", title),
      ("viewBox", "0 0 \(layout.width) \(layout.height)"), ("width", "\(layout.width)"),
      ("height", "\(layout.height)"),
    ]
    let region: Attributes = [
      ("class", "scroll"), ("role", "group"), ("aria-label", "Graph of \(title)"),
      ("tabindex", "0"),
    ]
    element("div", region) { html in
      html.element("svg", attributes) { html in
        html.raw(
          "\n<defs><marker id=\"\(id)-tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\""
            + " markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">"
            + "<path class=\"tip\" d=\"M0 0 L8 4 L0 8 Z\"></path></marker></defs>")
        for panel in layout.panels { html.panel(panel) }
        for (edge, arrival) in zip(graph.edges, layout.arrivals) {
          html.edge(edge, layout, arrival, id)
        }
        for (node, box) in zip(graph.nodes, layout.boxes) { html.box(node, box) }
      }
    }
  }

  private mutating func panel(_ panel: GraphPanel) {
    rectangle("panel", panel.x, panel.y, panel.width, panel.height, radius: 12)
    line("region", panel.title, x: panel.x + 16, y: panel.y + 20, max: 28)
  }

  private mutating func box(_ node: GraphNode, _ box: GraphBox) {
    element("g", [("class", "node \(node.kind.rawValue)")]) { html in
      html.element(
        "title",
        text: "\(node.caption): \(node.name)"
          + node.lines.map { ", \($0)" }.joined())
      html.rectangle("box", box.x, box.y, box.width, box.height, radius: 8)
      html.rectangle("stripe", box.x, box.y, 5, box.height, radius: 2)
      html.line("caption", node.caption, x: box.x + 16, y: box.y + 17, max: 30)
      html.line("name", node.name, x: box.x + 16, y: box.y + 35, max: 22)
      for (number, text) in node.lines.enumerated() {
        html.line(
          "detail", text, x: box.x + 16,
          y: box.y + Layout.headHeight + number * Layout.lineHeight + 14, max: 29)
      }
    }
  }

  private mutating func edge(
    _ edge: GraphEdge, _ layout: GraphLayout, _ arrival: Int, _ id: String
  ) {
    let from = layout.boxes[edge.from]
    let to = layout.boxes[edge.to]
    let startX = from.x + from.width
    let startY =
      from.y
      + (edge.line.map { Layout.headHeight + $0 * Layout.lineHeight + 10 } ?? 28)
    let endX = to.x - 2
    let endY = to.y + arrival
    let way =
      edge.leavesRegion
      ? "M\(startX) \(startY) C\(startX + 40) \(startY) \(startX + 8) \(layout.laneY)"
        + " \(startX + 48) \(layout.laneY) L\(endX - 64) \(layout.laneY)"
        + " C\(endX - 20) \(layout.laneY) \(endX - 48) \(endY) \(endX) \(endY)"
      : "M\(startX) \(startY) C\(startX + 32) \(startY) \(endX - 32) \(endY) \(endX) \(endY)"
    element(
      "path",
      [
        ("class", edge.isData ? "edge" : "edge support"), ("d", way),
        ("marker-end", "url(#\(id)-tip)"),
      ]
    ) { _ in }
  }

  private mutating func rectangle(
    _ kind: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, radius: Int
  ) {
    element(
      "rect",
      [
        ("class", kind), ("x", "\(x)"), ("y", "\(y)"), ("width", "\(width)"),
        ("height", "\(height)"), ("rx", "\(radius)"),
      ]
    ) { _ in }
  }

  private mutating func line(_ kind: String, _ text: String, x: Int, y: Int, max: Int) {
    element(
      "text", [("class", kind), ("x", "\(x)"), ("y", "\(y)")],
      text: Wording.shortened(text, to: max))
  }
}
