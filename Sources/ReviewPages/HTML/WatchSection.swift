// What is watched, whom it tells, what is kept how long; and all resources, to look one up.

import Review

extension ServicePage {
  func watch(_ html: inout HTMLWriter) {
    section("watch", "Alarms and retention", &html) { html in
      let silent = review.alarms.filter(\.actions.isEmpty).count
      html.paragraph(
        review.alarms.isEmpty
          ? "There are no alarms."
          : "\(Wording.plural(review.alarms.count, "alarm")), "
            + (silent == 0 ? "each of which tells somebody." : "\(silent) of which tell nobody."))
      if !review.alarms.isEmpty { alarms(&html) }
      if !review.retentions.isEmpty { retentions(&html) }
    }
  }

  private func alarms(_ html: inout HTMLWriter) {
    html.fold("Every alarm") { html in
      html.element("div", [("class", "cards")]) { html in
        html.table("Alarms", ["What", "Metrics", "Goes off when", "Tells"]) { html in
          for alarm in review.alarms {
            html.row { html in
              html.head { $0.text(alarm.description) }
              html.cell("Metrics", text: alarm.metrics.joined(separator: ", "))
              html.cell("Goes off when", text: alarm.condition)
              html.cell(
                "Tells",
                text: alarm.actions.isEmpty ? "nobody" : alarm.actions.joined(separator: ", "))
            }
          }
        }
      }
    }
  }

  private func retentions(_ html: inout HTMLWriter) {
    html.element("h3", text: "What is kept how long")
    html.element("div", [("class", "cards")]) { html in
      html.table("Retention of logs, buckets and queues", ["What", "Kind", "Kept for"]) { html in
        for retention in review.retentions {
          html.row { html in
            html.head { $0.text(retention.name) }
            html.cell("Kind", text: retention.kind.rawValue)
            html.cell(
              "Kept for",
              text: Wording.kept(retention.days)
                + (retention.isLocked ? ", locked: nobody can delete it before" : ""))
          }
        }
      }
    }
  }

  func resources(_ html: inout HTMLWriter) {
    section("resources", "Resources", &html) { html in
      let owners = Dictionary(grouping: review.resources) { $0.component ?? "" }
      for component in review.components {
        if let found = owners[component.name] {
          list("\(component.name), \(Wording.plural(found.count, "resource"))", found, &html)
        }
      }
      if let shared = owners[""] {
        list("shared, \(Wording.plural(shared.count, "resource"))", shared, &html)
      }
      guard !review.parameters.isEmpty else { return }
      html.element("h3", text: "What the deployment must say")
      html.element("dl", [("class", "lines")]) { html in
        for parameter in review.parameters {
          html.element("dt") { $0.code(parameter.name) }
          html.element(
            "dd",
            text: parameter.description
              + (parameter.defaultValue.map { " (default: \($0))" } ?? ""))
        }
      }
    }
  }

  private func list(
    _ title: String, _ resources: [ReviewedResource], _ html: inout HTMLWriter
  ) {
    html.fold(title) { html in
      html.element("div", [("class", "cards")]) { html in
        html.table(title, ["Logical id", "Type", "Template"]) { html in
          for resource in resources {
            html.row { html in
              html.head { $0.path(resource.logicalID) }
              html.cell("Type", text: resource.type)
              html.cell("Template") { $0.path(resource.file) }
            }
          }
        }
      }
    }
  }
}
