// What changed since an older spec: access first, for that is what a review is mostly about.

import Review

extension ServicePage {
  func changes(_ difference: ReviewDifference, _ html: inout HTMLWriter) {
    section("changes", "What changed", &html) { html in
      html.element("p") { html in
        html.text("Since ")
        html.path(difference.base)
        html.text(difference.isEmpty ? ": nothing." : ".")
      }
      accessChanges(difference, &html)
      rowChanges(difference, &html)
      waiverChanges(difference, &html)
      resourceChanges(difference, &html)
    }
  }

  private func accessChanges(_ difference: ReviewDifference, _ html: inout HTMLWriter) {
    guard !difference.access.isEmpty || !difference.bindings.isEmpty else { return }
    html.element("h3", text: "Access")
    if !difference.bindings.isEmpty {
      html.element("ul") { html in
        for change in difference.bindings { bind(change, &html) }
      }
    }
    guard !difference.access.isEmpty else { return }
    html.element("div", [("class", "cards")]) { html in
      html.table("Changes of access", ["Who", "On", "Gained", "Lost"]) { html in
        for change in difference.access {
          html.row { html in
            html.head { $0.text(change.principal) }
            html.cell("On", text: change.resource)
            html.cell("Gained") { html in actions(change.gained, "ins", &html) }
            html.cell("Lost") { html in actions(change.lost, "del", &html) }
          }
        }
      }
    }
  }

  private func bind(
    _ change: ReviewDifference.Change<ReviewedBinding>, _ html: inout HTMLWriter
  ) {
    guard let binding = change.after ?? change.before else { return }
    html.element("li") { html in
      html.text("bind of \(binding.component) to \(binding.target): ")
      if let before = change.before { html.element("del", text: ChangeWording.bind(before)) }
      if change.before != nil, change.after != nil { html.text(" → ") }
      if let after = change.after { html.element("ins", text: ChangeWording.bind(after)) }
    }
  }

  private func actions(_ actions: [String], _ tag: String, _ html: inout HTMLWriter) {
    for (number, action) in actions.enumerated() {
      if number > 0 { html.text(" ") }
      html.element(tag, text: action)
    }
  }

  private func rowChanges(_ difference: ReviewDifference, _ html: inout HTMLWriter) {
    guard !difference.rows.isEmpty else { return }
    html.element("h3", text: "Controls")
    html.element("div", [("class", "cards")]) { html in
      html.table("Rows whose status changed", ["Row", "Before", "Now"]) { html in
        for row in difference.rows {
          html.row { html in
            html.head { $0.text("\(row.id) \(row.requirement)") }
            html.cell("Before") { status(row.before, &$0) }
            html.cell("Now") { status(row.after, &$0) }
          }
        }
      }
    }
  }

  private func status(_ status: RowStatus?, _ html: inout HTMLWriter) {
    guard let status else { return html.text("not asked") }
    badge(status, status.rawValue, &html)
  }

  private func waiverChanges(_ difference: ReviewDifference, _ html: inout HTMLWriter) {
    guard !difference.waivers.isEmpty else { return }
    html.element("h3", text: "Waivers")
    html.element("ul") { html in
      for change in difference.waivers {
        html.element("li") { html in
          if let before = change.before { html.element("del", text: ChangeWording.waiver(before)) }
          if change.before != nil, change.after != nil { html.text(" → ") }
          if let after = change.after { html.element("ins", text: ChangeWording.waiver(after)) }
        }
      }
    }
  }

  private func resourceChanges(_ difference: ReviewDifference, _ html: inout HTMLWriter) {
    guard !difference.resources.isEmpty else { return }
    html.element("h3", text: "Resources")
    html.fold(ChangeWording.counts(difference)) { html in
      for resource in difference.resources {
        html.element("details") { html in
          html.element("summary") { html in
            html.element("span", [("class", "kind")], text: resource.kind.rawValue)
            html.text(" ")
            html.code(resource.logicalID)
            html.text(" \(resource.type)")
          }
          members(resource, &html)
        }
      }
    }
  }

  private func members(_ resource: ReviewDifference.Resource, _ html: inout HTMLWriter) {
    guard !resource.members.isEmpty else {
      return html.paragraph(resource.component.map { "of \($0)" } ?? "shared by the service")
    }
    html.element("dl", [("class", "lines")]) { html in
      for member in resource.members.prefix(ChangeWording.membersMax) {
        html.element("dt") { $0.path(member.pointer) }
        html.element("dd") { html in
          if let before = member.before { html.element("del", text: before) }
          if member.before != nil, member.after != nil { html.text(" → ") }
          if let after = member.after { html.element("ins", text: after) }
        }
      }
    }
    let rest = resource.members.count - ChangeWording.membersMax
    if rest > 0 { html.paragraph("and \(rest) more") }
  }
}

enum ChangeWording {
  /// What is beyond is not read one by one: the resource is another.
  static let membersMax = 20

  static func bind(_ binding: ReviewedBinding) -> String {
    (binding.access + binding.options).joined(separator: ", ")
  }

  static func waiver(_ waiver: ReviewedWaiver) -> String {
    "\(waiver.row) on \(waiver.component) until \(waiver.expires), by \(waiver.owner):"
      + " \(waiver.reason)"
  }

  static func counts(_ difference: ReviewDifference) -> String {
    let kinds = Dictionary(grouping: difference.resources, by: \.kind).mapValues(\.count)
    return [
      ReviewDifference.Resource.Kind.added, .removed, .changed,
    ].compactMap { kind in kinds[kind].map { "\($0) \(kind.rawValue)" } }.joined(separator: ", ")
  }
}
