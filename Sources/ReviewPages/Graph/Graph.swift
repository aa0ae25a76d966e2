// A service as a picture: who binds to what, where the data lies, what encrypts and keeps it.

import Review

/// A box with a name and lines beneath it.
struct GraphNode {
  enum Kind: String {
    case function, table, key, backup, replica
  }

  let kind: Kind
  let name: String
  /// What kind of thing it is, in small letters.
  let caption: String
  var lines: [String] = []
}

/// From a line of one box to the head of another.
struct GraphEdge {
  let from: Int
  /// The line it starts at; nil for the head of the box.
  let line: Int?
  let to: Int
  /// Data flows, or one thing relies on another.
  let isData: Bool
  /// It ends in another region.
  var leavesRegion = false
}

/// Boxes in columns, from those who ask to what is asked.
struct Graph {
  private(set) var nodes: [GraphNode] = []
  private(set) var edges: [GraphEdge] = []
  /// Of the stack's own region, from left to right.
  private(set) var columns: [[Int]] = []
  /// Copies in other regions.
  private(set) var regions: [(name: String, nodes: [Int])] = []
  let home: String

  init(_ review: ServiceReview) {
    home = Wording.region(review.regions.first { $0.isHome }?.name)
    var functions: [Int] = []
    var tables: [Int] = []
    var places: [String: Int] = [:]
    let owned = Dictionary(
      review.tables.map { ($0.component ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    for component in review.components {
      guard let table = owned[component.name] else { continue }
      places[component.name] = nodes.count
      tables.append(nodes.count)
      nodes.append(Graph.node(table))
    }
    let bindings = Dictionary(grouping: review.bindings, by: \.component)
    for component in review.components where places[component.name] == nil {
      functions.append(nodes.count)
      nodes.append(GraphNode(kind: .function, name: component.name, caption: component.type))
      let function = nodes.count - 1
      for binding in bindings[component.name] ?? [] {
        guard let table = places[binding.target] else { continue }
        nodes[function].lines.append(binding.access.joined(separator: ", "))
        edges.append(
          GraphEdge(
            from: function, line: nodes[function].lines.count - 1, to: table, isData: true))
      }
    }
    columns = [ordered(functions), tables].filter { !$0.isEmpty }
    let supports = addSupports(review, places)
    if !supports.isEmpty { columns.append(supports) }
    addCopies(review, places)
  }

  /// Functions stand beside their tables, so that few lines cross.
  private func ordered(_ functions: [Int]) -> [Int] {
    let ends = Dictionary(grouping: edges, by: \.from)
    func height(_ function: Int) -> Double {
      let targets = (ends[function] ?? []).map(\.to)
      guard !targets.isEmpty else { return .infinity }
      return Double(targets.reduce(0, +)) / Double(targets.count)
    }
    return functions.enumerated()
      .map { (offset: $0.offset, function: $0.element, height: height($0.element)) }
      .sorted { ($0.height, $0.offset) < ($1.height, $1.offset) }.map(\.function)
  }

  private static func node(_ table: ReviewedTable) -> GraphNode {
    var node = GraphNode(
      kind: .table, name: table.component ?? table.logicalID, caption: "table \(table.name)")
    if !table.indexes.isEmpty {
      node.lines.append("indexes: " + table.indexes.joined(separator: ", "))
    }
    if table.streamView != nil { node.lines.append("stream of changes") }
    return node
  }

  /// Keys and backups of the stack's own region, each beside the first table that has it.
  private mutating func addSupports(
    _ review: ServiceReview, _ places: [String: Int]
  ) -> [Int] {
    var supports: [Int] = []
    var keys: [KeyUse: Int] = [:]
    for table in review.tables {
      guard let name = table.component, let place = places[name] else { continue }
      if let home = table.copies.first {
        nodes[place].lines.append("encrypted")
        let line = nodes[place].lines.count - 1
        let key =
          keys[home.key]
          ?? {
            nodes.append(Graph.node(home.key, review))
            supports.append(nodes.count - 1)
            keys[home.key] = nodes.count - 1
            return nodes.count - 1
          }()
        edges.append(GraphEdge(from: place, line: line, to: key, isData: false))
        if let days = home.recoveryDays {
          nodes[place].lines.append("restorable: last \(Wording.plural(days, "day"))")
        }
      }
      guard !table.backups.isEmpty else { continue }
      nodes[place].lines.append("backups")
      nodes.append(
        GraphNode(
          kind: .backup, name: table.backups[0].vault, caption: "backup vault",
          lines: table.backups.map { "\($0.rule): \(Wording.kept($0.days))" }
            + (table.backups[0].lockDays == nil ? [] : ["locked"])))
      supports.append(nodes.count - 1)
      edges.append(
        GraphEdge(
          from: place, line: nodes[place].lines.count - 1, to: nodes.count - 1, isData: false))
    }
    return supports
  }

  private static func node(_ key: KeyUse, _ review: ServiceReview) -> GraphNode {
    var node = GraphNode(kind: .key, name: Wording.key(key, review), caption: "key")
    if case .created(let place) = key {
      let key = review.keys[place]
      node.lines.append(
        key.rotationDays.map { "rotated: every \(Wording.plural($0, "day"))" }
          ?? "never rotated")
    }
    return node
  }

  private mutating func addCopies(_ review: ServiceReview, _ places: [String: Int]) {
    for region in review.regions where !region.isHome {
      var members: [Int] = []
      for table in review.tables {
        guard let name = table.component, let place = places[name],
          let copy = table.copies.first(where: { $0.region == region.name })
        else { continue }
        var lines = ["key \(Wording.key(copy.key, review))"]
        if let days = copy.recoveryDays {
          lines.append("restorable: last \(Wording.plural(days, "day"))")
        }
        if table.backups.contains(where: { backup in
          backup.copies.contains { $0.destination == region.name }
        }) {
          lines.append("copies of backups")
        }
        nodes.append(
          GraphNode(kind: .replica, name: name, caption: "copy of the table", lines: lines))
        members.append(nodes.count - 1)
        nodes[place].lines.append("copied to \(Wording.region(region.name))")
        edges.append(
          GraphEdge(
            from: place, line: nodes[place].lines.count - 1, to: nodes.count - 1, isData: true,
            leavesRegion: true))
      }
      if !members.isEmpty { regions.append((Wording.region(region.name), members)) }
    }
  }
}
