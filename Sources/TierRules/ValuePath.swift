// The way to a value of a template, so that what is said of it can be looked up there.

import Provenance

/// Links back to what holds it: a step costs one small allocation, and no way is ever copied.
package indirect enum ValuePath: Sendable {
  /// A resource, in the template of this number in its stack.
  case resource(part: Int, id: String)
  case member(ValuePath, String)
  case element(ValuePath, Int)

  /// The template of the stack that it leads into.
  package var part: Int { resource.part }

  /// The logical id of the resource that holds the value.
  package var resourceID: String { resource.id }

  private var resource: (part: Int, id: String) {
    var path = self
    while true {
      switch path {
      case .resource(let part, let id): return (part, id)
      case .member(let holder, _), .element(let holder, _): path = holder
      }
    }
  }

  /// As RFC 6901 writes it, without the escapes: one text for each step from the root.
  package var steps: [String] {
    switch self {
    case .resource(_, let id): return ["Resources", id]
    case .member(let holder, let key): return holder.steps + [key]
    case .element(let holder, let position): return holder.steps + [String(position)]
    }
  }

  package var pointer: String {
    steps.map { "/" + JSONPointerText.escaped($0) }.joined()
  }
}
