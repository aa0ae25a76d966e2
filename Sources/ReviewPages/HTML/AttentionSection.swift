// What must not be overlooked: what fails, what is waived and until when, what nobody can know.

import Review

extension ServicePage {
  func attention(_ html: inout HTMLWriter) {
    section("attention", "Before you sign", &html) { html in
      if concerns.isQuiet {
        html.element("div", [("class", "notice met")]) { html in
          html.paragraph("Nothing that is required fails, and nothing is waived.")
        }
      }
      for place in concerns.failed { failed(review.rows[place], &html) }
      for waiver in concerns.expired {
        notice("failed", "Expired: the waiver of \(waiver.row) on \(waiver.component)", &html) {
          $0.paragraph(
            "It ended on \(waiver.expires). \(waiver.owner) had said: \(waiver.reason)")
        }
      }
      for place in concerns.waived { waived(review.rows[place], &html) }
      if !concerns.unknown.isEmpty {
        notice("unknown", "What only the deployment decides", &html) { html in
          html.element("ul") { html in
            for place in concerns.unknown { unknown(review.rows[place], &html) }
          }
        }
      }
      scope(&html)
    }
  }

  private func notice(
    _ kind: String, _ title: String, _ html: inout HTMLWriter,
    _ contents: (inout HTMLWriter) -> Void
  ) {
    html.element("div", [("class", "notice \(kind)")]) { html in
      html.element("h3", text: title)
      contents(&html)
    }
  }

  private func failed(_ row: ReviewedRow, _ html: inout HTMLWriter) {
    notice("failed", "Fails: \(row.id), \(row.requirement)", &html) { html in
      for finding in row.findings {
        guard case .fails(let message, let help) = finding.outcome else { continue }
        html.element("p") { html in
          html.message(Wording.sentence(message))
          if let place = finding.place { html.text(" (\(Wording.place(place)))") }
          html.text(". To correct it: ")
          html.message(help)
          html.text(".")
        }
      }
      link(to: row, &html)
    }
  }

  /// One notice for each waiver that is needed, with its last day in its title.
  private func waived(_ row: ReviewedRow, _ html: inout HTMLWriter) {
    var messages: [Int: [String]] = [:]
    for finding in row.findings {
      guard case .waived(let message, let waiver) = finding.outcome else { continue }
      messages[waiver, default: []].append(message)
    }
    for place in messages.keys.sorted() {
      let waiver = review.waivers[place]
      let title = "Waived until \(waiver.expires): \(row.id) on \(waiver.component)"
      notice("waived", title, &html) { html in
        html.paragraph("It asks that \(row.requirement).")
        for message in messages[place] ?? [] {
          html.element("p") { html in
            html.text("But ")
            html.message(message)
            html.text(".")
          }
        }
        html.paragraph("Why \(waiver.owner) accepts it: \(waiver.reason)")
        link(to: row, &html)
      }
    }
  }

  private func unknown(_ row: ReviewedRow, _ html: inout HTMLWriter) {
    for finding in row.findings {
      guard case .cannotBeKnown(let message) = finding.outcome else { continue }
      html.element("li") { html in
        html.element("a", [("href", "#\(id(row.id))")], text: row.id)
        html.text(" ")
        html.message(message)
      }
    }
  }

  private func link(to row: ReviewedRow, _ html: inout HTMLWriter) {
    html.element("p") { html in
      html.element("a", [("href", "#\(id(row.id))")], text: "Evidence for \(row.id)")
    }
  }

  /// Which files the signature covers.
  private func scope(_ html: inout HTMLWriter) {
    html.element("p", [("class", "soft")]) { html in
      html.text("This page is about ")
      html.text(
        review.files.map { file in
          file.path + (file.region.map { " (\($0))" } ?? "")
        }.joined(separator: ", "))
      html.text(".")
    }
  }
}
