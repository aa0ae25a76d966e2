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
    for node in stack.omissions { effective.insert(node) }
    if let owner = hardened.placement.owner, !effective.contains(owner.node) {
      // What a tag of the component's own replaces is no loss.
      effective.insert(owner.node)
    }
    for component in hardened.components {
      for root in hardened.written(component) { reportWithoutEffect(root, effective) }
    }
  }

  private mutating func reportWithoutEffect(_ node: NodeID, _ effective: EffectiveNodes) {
    let content = tree.content(of: node)
    // Who reached the whole of it, such as a policy, reached every part.
    if effective.contains(node) || effective.contains(content) { return }
    switch tree.kind(of: content) {
    case .mapping:
      for entry in tree.entries(of: content) { reportWithoutEffect(entry.value, effective) }
    case .sequence:
      for child in tree.children(of: content) { reportWithoutEffect(child, effective) }
    case .null, .boolean, .integer, .float, .string, .alias, .link:
      sink.report(
        Finding(
          SynthesisCodes.noSetting, at: .introduction(node),
          "this version does not synthesize this setting",
          help: "`ashlar validate` checks it; a template that leaves it out would be wrong"))
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
