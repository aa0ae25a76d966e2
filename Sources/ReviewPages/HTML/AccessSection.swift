// Who can do what on which table, index, stream, backup and key, and which statement lets them.

import AccessMatrix
import Review

extension ServicePage {
  func access(_ html: inout HTMLWriter) {
    section("access", "Who can do what", &html) { html in
      html.paragraph(
        "By resource, out of the policies in the templates, of roles as of tables and keys. Who is"
          + " missing from a list can do nothing there.", "soft")
      let all = AccessedResource.all(in: service.access)
      summary(all, &html)
      let owners = Dictionary(
        review.resources.map { ($0.logicalID, $0.component) },
        uniquingKeysWith: { first, _ in first })
      for accessed in all where !accessed.lines.isEmpty {
        let owner = accessed.resource.logicalID.flatMap { owners[$0] ?? nil }
        resource(accessed, of: owner, &html)
      }
      let idle = all.filter(\.lines.isEmpty).map(\.resource)
      if !idle.isEmpty {
        html.element("h3", text: "Nobody in this stack")
        html.paragraph(
          "No role can do anything to: " + idle.map(\.title).joined(separator: "; ") + ".")
      }
      if !service.access.stack.notes.isEmpty {
        html.element("h3", text: "What cannot be known")
        html.element("ul") { html in
          for note in service.access.stack.notes { html.element("li", text: note) }
        }
      }
    }
  }

  /// The question that most come with, answered at a glance.
  private func summary(_ all: [AccessedResource], _ html: inout HTMLWriter) {
    let tables = all.filter { $0.resource.kind == .table && !$0.lines.isEmpty }
    guard !tables.isEmpty else { return }
    html.element("h3", text: "Items of each table")
    let kinds: [ActionKind] = [.read, .write, .delete]
    html.element("div", [("class", "cards")]) { html in
      html.table("Who can do what to the items of each table", ["Table"] + kinds.map(\.rawValue)) {
        html in
        for table in tables {
          html.row { html in
            html.head { html in
              html.element(
                "a", [("href", "#\(anchor(of: table.resource))")], text: table.resource.name)
            }
            for kind in kinds {
              let names = table.names(of: kind)
              html.cell(
                kind.rawValue, text: names.isEmpty ? "nobody" : names.joined(separator: ", "))
            }
          }
        }
      }
    }
  }

  private func anchor(of resource: StackResource) -> String {
    id("\(resource.kind.rawValue)-\(resource.arn.filter { $0.isLetter || $0.isNumber })")
  }

  private func resource(
    _ accessed: AccessedResource, of component: String?, _ html: inout HTMLWriter
  ) {
    let title = accessed.resource.title
    html.element("h3", [("id", anchor(of: accessed.resource))]) { html in
      html.text(title.prefix(1).uppercased() + title.dropFirst())
      if let component {
        html.text(" ")
        html.element("span", [("class", "soft")], text: "(\(component))")
      }
    }
    let kinds = accessed.kinds
    html.element("div", [("class", "cards")]) { html in
      html.table(
        "Roles that can use \(title)", ["Who"] + kinds.map(\.rawValue) + ["By which statement"]
      ) { html in
        for line in accessed.lines { row(line, kinds, &html) }
      }
    }
    if !accessed.denials.isEmpty {
      html.fold("What is denied to them whatever else allows it") { html in
        html.element("ul") { html in
          for line in accessed.denials {
            html.element("li") { html in
              html.text("\(line.who): ")
              html.text(line.actions.joined(separator: ", "))
              html.text(", by ")
              for ground in line.grounds { html.code(ground.statement) }
            }
          }
        }
      }
    }
  }

  private func row(_ line: AccessLine, _ kinds: [ActionKind], _ html: inout HTMLWriter) {
    html.row { html in
      html.head { html in
        html.text(line.who)
        if line.decision == .unknown {
          html.text(" ")
          html.element("span", [("class", "badge unknown")], text: "may depend")
        }
      }
      for kind in kinds {
        html.cell(kind.rawValue) { html in
          for (number, action) in line.actions(kind).enumerated() {
            if number > 0 { html.text(", ") }
            html.text(action)
          }
        }
      }
      html.cell("By which statement") { html in
        for ground in line.grounds { statement(ground, "", &html) }
        for limit in line.limits { statement(limit, "unless ", &html) }
        if !line.unknowns.isEmpty {
          html.paragraph("It depends on " + line.unknowns.joined(separator: ", "))
        }
      }
    }
  }

  private func statement(
    _ ground: AccessGround, _ word: String, _ html: inout HTMLWriter
  ) {
    html.element("details") { html in
      html.element("summary") { html in
        html.text(word)
        html.code(ground.statement)
        if !ground.conditions.isEmpty {
          html.text(" if " + ground.conditions.map(\.key).joined(separator: ", "))
        }
      }
      html.element("p") { html in
        html.text("policy ")
        html.code(ground.policy)
      }
      for condition in ground.conditions {
        html.element("p") { html in
          html.text("if ")
          html.code(condition.text)
        }
      }
      if !ground.file.isEmpty {
        html.element("p") { html in
          html.path(ground.file)
          html.text(" ")
          html.path(ground.pointer)
        }
      }
    }
  }
}
