// Every leaf of a template by its pointer, with its cause: total by construction, for a value
// cannot
// be made without one.

package import Provenance

package struct TrailEntry: Sendable {
  package let pointer: String
  package let cause: Cause
}

extension Template {
  package var trail: [TrailEntry] {
    var entries: [TrailEntry] = []
    gather(value, at: "", into: &entries)
    return entries
  }

  private func gather(_ value: TemplateValue, at pointer: String, into entries: inout [TrailEntry])
  {
    switch value {
    case .string(_, let cause), .integer(_, let cause),
      .boolean(_, let cause), .expression(_, let cause):
      entries.append(TrailEntry(pointer: pointer, cause: cause))
    case .list(let elements):
      if elements.isEmpty {
        entries.append(TrailEntry(pointer: pointer, cause: .fixed(.structure)))
      }
      for (position, element) in elements.enumerated() {
        gather(element, at: "\(pointer)/\(position)", into: &entries)
      }
    case .object(let members):
      if members.isEmpty {
        entries.append(TrailEntry(pointer: pointer, cause: .fixed(.structure)))
      }
      for member in members {
        gather(member.value, at: pointer + "/" + escaped(member.key), into: &entries)
      }
    }
  }

  private func escaped(_ key: String) -> String {
    guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return key
    }
    return key.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
      .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
  }

  /// Every node that some value of the template came from.
  package var effectiveNodes: Set<NodeID> {
    var nodes: Set<NodeID> = []
    for entry in trail {
      switch entry.cause {
      case .stated(let node): nodes.insert(node)
      case .derived(let sources, _): nodes.formUnion(sources)
      case .fixed: break
      }
    }
    return nodes
  }
}
