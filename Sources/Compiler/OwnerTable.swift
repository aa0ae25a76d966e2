// Finds the component that a line of the spec belongs to.

import Provenance
import ServiceSpec
import Shapes

/// Which component a node belongs to: entries are ranges of the tree, so halving finds it.
struct OwnerTable {
  private var starts: [(start: NodeID, end: NodeID, name: String)] = []

  init(_ service: Service, _ tree: Tree) {
    for component in service.components {
      starts.append((component.node, tree.after(component.node), component.name.value))
    }
    for environment in service.environments {
      for entry in environment.settings.overrides.value?.entries ?? [] {
        guard let node = entry.value.node else { continue }
        starts.append((node, tree.after(node), entry.key))
      }
    }
    starts.sort { $0.start < $1.start }
  }

  func owner(of node: NodeID) -> String? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle].start <= node { low = middle + 1 } else { high = middle }
    }
    guard low > 0, node < starts[low - 1].end else { return nil }
    return starts[low - 1].name
  }
}
