// The matrix for a terminal: a block for each principal, at most 100 columns wide.

package enum MatrixText {
  private static let columnsMax = 100

  package static func render(_ matrix: AccessMatrix) -> String {
    let stack = matrix.stack
    var blocks: [String] = []
    // Those who serve people come before those who serve the stack.
    let numbered = stack.principals.enumerated()
    let ordered =
      numbered.filter { !$0.element.functions.isEmpty }
      + numbered.filter { $0.element.functions.isEmpty }
    let grouped = Dictionary(grouping: matrix.rows, by: \.principal)
    for (number, principal) in ordered {
      let rows = grouped[number] ?? []
      blocks.append(block(principal, rows, stack))
    }
    if stack.principals.isEmpty { blocks.append("no roles and no users\n") }
    if !matrix.outside.isEmpty { blocks.append(block(matrix.outside, stack)) }
    if !stack.notes.isEmpty {
      blocks.append(
        "what cannot be known\n" + stack.notes.map { wrapped("  ", "- ", [$0], " ") }.joined())
    }
    return blocks.joined(separator: "\n")
  }

  private static func block(
    _ principal: StackPrincipal, _ rows: [AccessRow], _ stack: StackAccess
  ) -> String {
    var text = wrapped("", "", [title(of: principal)], " ")
    for row in rows where !row.isDeniedThroughout {
      text += wrapped("  ", "", [stack.resources[row.resource].title], " ")
      for group in row.groups { text += lines(group) }
    }
    let idle = rows.filter(\.isDeniedThroughout).map { stack.resources[$0.resource].title }
    if !idle.isEmpty { text += wrapped("  ", "nothing on  ", idle, ", ") }
    return text
  }

  private static func block(_ outside: [OutsideAccess], _ stack: StackAccess) -> String {
    "outside of the stack, as far as their own policies allow it\n"
      + outside.map { one in
        wrapped("  ", "", ["\(stack.resources[one.resource].title), to \(one.who)"], " ")
          + wrapped(
            "    ", one.unknowns.isEmpty ? "allowed   " : "unknown   ", one.actions.map(short), ", "
          )
          + reasons("by", [one.ground])
          + (one.unknowns.isEmpty
            ? "" : wrapped("              ", "it depends on ", one.unknowns, ", "))
      }.joined()
  }

  private static func title(of principal: StackPrincipal) -> String {
    let what = "\(principal.kind.rawValue) \(principal.logicalID)"
    guard principal.name != principal.logicalID else { return what }
    return "\(principal.name) (\(what))"
  }

  private static func lines(_ group: AccessGroup) -> String {
    let actions = group.actions.map(short)
    switch group.decision {
    case .implicitDeny:
      return wrapped("    ", "denied    ", ["the other \(actions.count)"], " ")
    case .explicitDeny:
      return wrapped("    ", "denied    ", actions, ", ") + reasons("by", group.grounds)
    case .allowed:
      return wrapped("    ", "allowed   ", actions, ", ") + reasons("by", group.grounds)
        + reasons("unless", group.limits)
    case .unknown:
      let names = group.unknowns.isEmpty ? ["its conditions"] : group.unknowns
      return wrapped("    ", "unknown   ", actions, ", ") + reasons("by", group.grounds)
        + wrapped("              ", "it depends on ", names, ", ")
    }
  }

  private static func reasons(_ word: String, _ grounds: [AccessGround]) -> String {
    grounds.map { ground in
      wrapped(
        "              ", word + " ",
        ["statement \(ground.statement) of \(ground.policy)"], " ")
        + ground.conditions.map {
          wrapped("                ", "if ", ["\($0.key) \($0.operation)"] + $0.values, " ")
        }.joined()
    }.joined()
  }

  /// Most are DynamoDB's.
  private static func short(_ action: String) -> String {
    action.hasPrefix("dynamodb:") ? String(action.dropFirst("dynamodb:".count)) : action
  }

  /// Continued lines stand under the first word; a word too long for a line is left whole.
  static func wrapped(
    _ indent: String, _ head: String, _ words: [String], _ separator: String
  ) -> String {
    let pieces =
      separator == " " ? words.flatMap { $0.split(separator: " ").map(String.init) } : words
    let mark = separator == " " ? "" : ","
    let hanging = indent + String(repeating: " ", count: head.count)
    var lines: [String] = []
    var line = indent + head
    // Counting a line anew for each word would take as long as the line is.
    var width = line.count
    let hangingWidth = hanging.count
    var isFresh = true
    for (position, piece) in pieces.enumerated() {
      let text = piece + (position == pieces.count - 1 ? "" : mark)
      let added = text.count
      if !isFresh, width + 1 + added > columnsMax {
        lines.append(line)
        line = hanging
        width = hangingWidth
        isFresh = true
      }
      line += isFresh ? text : " " + text
      width += isFresh ? added : 1 + added
      isFresh = false
    }
    lines.append(line)
    return lines.map { $0 + "\n" }.joined()
  }
}
