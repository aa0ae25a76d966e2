// A function that is told a table's name surely means to use the table, and only a bind lets it.

package import Diagnostics
import Provenance
import ServiceSpec
import Shapes

package enum UseWithoutBind {
  package static let code = Code("BIND017", "use-without-bind", .warning)

  private static let attributes = ["tableName", "tableArn", "indexArn"]

  static func check(
    _ component: any Component, among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink
  ) {
    // A bind that was reported, or names nothing, may be the one that is missed.
    guard component.hasRole, component.entry.hasIntactBinds else { return }
    var bound: Set<String> = []
    for bind in component.entry.binds {
      guard let name = bind.value.to.value, neighbours.component(name)?.offer != nil else {
        return
      }
      bound.insert(name)
    }
    for value in component.variableValues where value.value.holdsReference {
      for (name, path) in references(in: value.value) {
        guard let first = path.first, attributes.contains(first), !bound.contains(name),
          let target = neighbours.component(name), target.offer != nil,
          case .there = target.attribute(path)
        else { continue }
        bound.insert(name)
        let capability = first == "indexArn" ? "dynamodb:index" : "database:dynamodb"
        sink.report(
          Finding(
            code, at: .node(value.node),
            "a variable names `\(name)`, but no bind lets the function use the table",
            help: "add to `binds`: `{ to: \(name), capability: \(capability), access: read }`",
            related: [Related(.node(target.entry.name.node), "`\(name)` is declared here")]))
      }
    }
  }

  private static func references(in text: Text) -> [(name: String, path: [String])] {
    // A text that cannot be read was reported where references are resolved.
    let pieces: [ReferencePiece]
    do throws(ReferenceFault) { pieces = try ReferenceText.pieces(of: text.written) } catch {
      return []
    }
    return pieces.compactMap { piece in
      guard case .component(let name, let path) = piece else { return nil }
      return (name, path)
    }
  }
}
