// The path of a route: segments, of which some stand for what a caller writes there.

/// EVIDENCE: API Gateway developer guide, "Create routes for HTTP APIs": path variables are
/// `{name}`, and a greedy one, `{name+}`, only ends a path.
struct RoutePath {
  enum Segment: Equatable {
    case literal(Substring)
    case variable(Substring)
    case greedyVariable(Substring)
  }

  let segments: [Segment]

  /// Why a text is no path: a message without the path itself, and what to write.
  struct Fault: Error {
    let message: String
    let help: String
  }

  init(parsing path: String) throws(Fault) {
    var segments: [Segment] = []
    var names: Set<Substring> = []
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() {
      let segment = try RoutePath.segment(part)
      switch segment {
      case .literal: break
      case .variable(let name), .greedyVariable(let name):
        guard names.insert(name).inserted else {
          throw Fault(
            message: "the variable `\(name)` is in the path twice",
            help: "give each variable of a path a name of its own")
        }
      }
      if case .greedyVariable = segment, position + 1 < parts.count {
        throw Fault(
          message: "`\(part)` takes all that follows, so it must end the path",
          help: "write `\(part.dropLast(2))}`, or move it to the end")
      }
      segments.append(segment)
    }
    self.segments = segments
  }

  /// What requests the path takes: variables are alike, whatever they are called.
  var shape: String {
    segments.map { segment in
      switch segment {
      case .literal(let text): return "/" + text
      case .variable: return "/{}"
      case .greedyVariable: return "/{+}"
      }
    }.joined()
  }

  private static func segment(_ part: Substring) throws(Fault) -> Segment {
    guard part.contains("{") || part.contains("}") else { return .literal(part) }
    let isVariable = part.first == "{" && part.last == "}"
    var inner = part.dropFirst().dropLast()
    guard isVariable, !inner.contains("{"), !inner.contains("}") else {
      throw Fault(
        message: "`\(part)` is neither a word nor a variable",
        help: "a variable is a whole segment: `/orders/{orderId}`")
    }
    let isGreedy = inner.last == "+"
    if isGreedy { inner.removeLast() }
    guard !inner.isEmpty, !inner.contains("+"), !inner.contains("%"), !inner.contains("~") else {
      throw Fault(
        message: "`\(part)` names no variable",
        help: "write a name of letters, digits, dashes and underscores: `{orderId}`")
    }
    return isGreedy ? .greedyVariable(inner) : .variable(inner)
  }
}
