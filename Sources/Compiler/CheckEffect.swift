// No line of a spec without an effect: what reaches no value of a template is refused, not dropped.

import CloudFormation
import ComponentKit
import Diagnostics
import Provenance

extension Compilation {
  mutating func checkEffect(of hardened: Hardened, in stack: Stack) {
    var effective = EffectiveNodes(count: tree.nodeCount)
    for template in stack.templates {
      template.value.forEachCause { effective.insert($0) }
    }
    var omitted = EffectiveNodes(count: tree.nodeCount)
    for node in stack.omissions { omitted.insert(node) }
    if let owner = hardened.placement.owner, !effective.contains(owner.node) {
      // What a tag of the component's own replaces is no loss.
      effective.insert(owner.node)
    }
    for component in hardened.components {
      for root in hardened.written(component) { reportWithoutEffect(root, effective, omitted) }
    }
  }

  /// A mapping that was the cause of something has not thereby been read whole: each value in it
  /// answers for itself.
  private mutating func reportWithoutEffect(
    _ node: NodeID, _ effective: EffectiveNodes, _ omitted: EffectiveNodes
  ) {
    let content = tree.content(of: node)
    if omitted.contains(node) || omitted.contains(content) { return }
    switch tree.kind(of: content) {
    case .mapping:
      for entry in tree.entries(of: content) {
        reportWithoutEffect(entry.value, effective, omitted)
      }
    case .sequence:
      for child in tree.children(of: content) { reportWithoutEffect(child, effective, omitted) }
    case .null, .boolean, .integer, .float, .string, .alias, .link:
      if effective.contains(node) || effective.contains(content) { return }
      sink.report(
        Finding(
          SynthesisCodes.noSetting, at: .introduction(node),
          "nothing in the templates comes of this setting",
          help: "remove it; a setting that looks as if it did something would mislead its readers"))
    }
  }
}

/// The nodes that something in a template came from, as one flag each.
struct EffectiveNodes {
  private var flags: [Bool]

  init(count: Int) { flags = Array(repeating: false, count: count) }

  mutating func insert(_ node: NodeID) { flags[Int(node.raw)] = true }

  mutating func insert(_ cause: Cause) {
    switch cause {
    case .stated(let node): insert(node)
    case .derived(let nodes, _): for node in nodes { insert(node) }
    case .fixed: break
    }
  }

  func contains(_ node: NodeID) -> Bool { flags[Int(node.raw)] }
}
