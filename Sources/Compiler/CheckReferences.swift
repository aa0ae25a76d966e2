// What `${component.attribute}` names must be there, and no value may depend on itself.

import ComponentKit
import Diagnostics
import Provenance
import Shapes
import ServiceSpec

extension Compilation {
  mutating func checkReferences(
    _ uses: [ReferenceUse], _ service: Service, _ neighbours: inout Neighbours
  ) {
    var edges: [String: [(target: String, node: NodeID)]] = [:]
    let owners = OwnerTable(service, tree)
    var names: Set<String> = []
    let shared = Set(service.components.map(\.name.value).filter { !names.insert($0).inserted })
    // What may not be a reference at all was reported: what it names is no second mistake.
    let reported = reportedNodes
    for use in uses where !tree.isBroken(use.node) && !reported.contains(use.node) {
      for piece in use.pieces {
        guard case .component(let name, let path) = piece else { continue }
        guard let component = neighbours.component(name) else {
          if !neighbours.isKnown(name) { reportUnknown(name, path, at: use.node, neighbours) }
          continue
        }
        let answer = component.attribute(path)
        report(answer, name, path, at: use.node)
        if case .absent = answer { neighbours.noteReportedAbsence(of: path, in: name) }
        // Where two components have one name, nobody knows which of them is meant.
        if case .there(isIndependent: false) = answer, let owner = owners.owner(of: use.node),
          !shared.contains(name)
        {
          edges[owner, default: []].append((name, use.node))
        }
      }
    }
    addBinds(of: service, neighbours, to: &edges)
    reportCycles(edges, service)
  }

  /// A function is told the names of what it binds to, so it cannot be made before.
  private func addBinds(
    of service: Service, _ neighbours: Neighbours,
    to edges: inout [String: [(target: String, node: NodeID)]]
  ) {
    for component in service.components {
      guard neighbours.component(component.name.value)?.hasRole == true else { continue }
      for bind in component.binds {
        guard let target = bind.value.to.traced,
          neighbours.component(target.value)?.offer != nil
        else { continue }
        edges[component.name.value, default: []].append((target.value, target.node))
      }
    }
  }

  /// The values that some rule found wrong already.
  private var reportedNodes: Set<NodeID> {
    var nodes: Set<NodeID> = []
    for finding in sink.findings where finding.code.severity == .error {
      if case .node(let node) = finding.place { nodes.insert(node) }
    }
    return nodes
  }

  private mutating func reportUnknown(
    _ name: String, _ path: [String], at node: NodeID, _ neighbours: Neighbours
  ) {
    if ["env", "environment"].contains(name) {
      sink.report(
        Finding(
          ReferenceCodes.unknownComponent, at: .node(node), "no component is called `\(name)`",
          help: "did you mean `${env:\(path.joined(separator: "."))}`?"))
      return
    }
    let nearest = sink.nearest(to: name, among: neighbours.names)
    sink.report(
      Finding(
        ReferenceCodes.unknownComponent, at: .node(node), "no component is called `\(name)`",
        help: nearest.map { "did you mean `\($0)`?" }
          ?? "references name a component of this service: `${component.attribute}`"))
  }

  private mutating func report(
    _ answer: AttributeAnswer, _ name: String, _ path: [String], at node: NodeID
  ) {
    switch answer {
    case .there, .undecided: return
    case .absent(let reason, let help, let cause):
      let related = cause.map { [Related(.introduction($0), "this leaves it out")] } ?? []
      sink.report(
        Finding(
          ReferenceCodes.unavailable, at: .node(node), reason, help: help, related: related))
    case .unknown(let known):
      let written = path.joined(separator: ".")
      let nearest = Suggestion.nearest(to: written, among: known)
      sink.report(
        Finding(
          ReferenceCodes.unknownAttribute, at: .node(node), "`\(name)` has no `\(written)`",
          help: nearest.map { "did you mean `${\(name).\($0)}`?" }
            ?? (known.isEmpty
              ? "`\(name)` has none of this kind"
              : "it has " + known.map { "`\($0)`" }.joined(separator: ", "))))
    }
  }

  /// Reports each cycle once, at the reference that closes it.
  private mutating func reportCycles(
    _ edges: [String: [(target: String, node: NodeID)]], _ service: Service
  ) {
    var state: [String: Bool] = [:]  // false while on the path, true when done
    for component in service.components where state[component.name.value] == nil {
      // Depth first without recursion: a chain may be as long as the service.
      var path: [(name: String, next: Int)] = [(component.name.value, 0)]
      state[component.name.value] = false
      while let last = path.last {
        let outgoing = edges[last.name] ?? []
        guard last.next < outgoing.count else {
          state[last.name] = true
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let edge = outgoing[last.next]
        switch state[edge.target] {
        case nil:
          state[edge.target] = false
          path.append((edge.target, 0))
        case false?:
          let names = path.map(\.name).drop { $0 != edge.target }
          reportCycle(Array(names), at: edge.node)
        case true?: break
        }
      }
    }
  }

  private mutating func reportCycle(_ names: [String], at node: NodeID) {
    let circle = (names + [names[0]]).map { "`\($0)`" }.joined(separator: " → ")
    sink.report(
      Finding(
        ReferenceCodes.cycle, at: .node(node),
        names.count == 1
          ? "`\(names[0])` refers to itself" : "these components refer to each other: \(circle)",
        help: names.count == 1
          ? "a resource cannot name its own attributes"
          : "write one of these values out as text, or pass it when the function is called"))
  }
}
