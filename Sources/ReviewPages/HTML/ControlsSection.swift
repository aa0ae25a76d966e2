// Every row of the tier with its evidence, and every control of the baseline with its rows.

import Review

extension ServicePage {
  func controls(_ html: inout HTMLWriter) {
    section("controls", "Controls", &html) { html in
      html.paragraph(
        "What \(Wording.tier(review.tier)) asks of this service, row by row. Each opens to its"
          + " evidence: where in which template, what stands there, and the line that caused it.",
        "soft")
      for row in review.rows { self.row(row, &html) }
      let controls = review.controls
      if !controls.isEmpty {
        html.element("h3", text: "By control of NIST SP 800-53")
        html.element("div", [("class", "cards")]) { html in
          html.table("Controls of the baseline", ["Control", "Status", "Rows"]) { html in
            for control in controls { self.control(control, &html) }
          }
        }
      }
      waivers(&html)
    }
  }

  func badge(_ status: RowStatus, _ text: String, _ html: inout HTMLWriter) {
    html.element(
      "span", [("class", "badge \(kind(of: status, text))")], text: "\(status.sign) \(text)")
  }

  private func kind(of status: RowStatus, _ text: String) -> String {
    switch status {
    case .failed: text == status.rawValue ? "failed" : "none"
    case .waived: "waived"
    case .cannotBeKnown: "unknown"
    case .met: "met"
    case .notApplicable: "none"
    }
  }

  private func row(_ row: ReviewedRow, _ html: inout HTMLWriter) {
    let isGrave = row.status == .failed && row.isRequired || row.status == .waived
    html.element("details", [("id", id(row.id))] + (isGrave ? [("open", "")] : [])) { html in
      html.element("summary") { html in
        badge(row.status, Wording.status(row), &html)
        html.text(" ")
        html.element("span", [("class", "kind")], text: row.id)
        html.text(" \(row.requirement)")
        if !row.isRequired {
          html.text(" ")
          html.element("span", [("class", "soft")], text: "(advised)")
        }
      }
      if !row.controls.isEmpty {
        html.paragraph("Controls: " + row.controls.joined(separator: ", "), "soft")
      }
      guard !row.findings.isEmpty else {
        html.paragraph("Nothing in this stack is of the kind it asks about.")
        return
      }
      html.element("div", [("class", "cards")]) { html in
        html.table(
          "Evidence for \(row.id)", ["What", "Finding", "Where it stands", "Caused by"]
        ) { html in
          for finding in row.findings { self.finding(finding, &html) }
        }
      }
    }
  }

  private func finding(_ finding: ReviewedFinding, _ html: inout HTMLWriter) {
    html.row { html in
      html.head { html in html.text(finding.component ?? finding.logicalID) }
      html.cell("Finding") { html in outcome(finding, &html) }
      html.cell("Where it stands") { html in evidence(finding.evidence, &html) }
      html.cell("Caused by") { html in sources(finding, &html) }
    }
  }

  private func outcome(_ finding: ReviewedFinding, _ html: inout HTMLWriter) {
    switch finding.outcome {
    case .holds: html.text("holds")
    case .fails(let message, let help):
      html.message(message)
      html.text(". To correct it: ")
      html.message(help)
    case .waived(let message, let place):
      let waiver = review.waivers[place]
      html.message(message)
      html.text(". Waived until \(waiver.expires) by \(waiver.owner): \(waiver.reason)")
    case .cannotBeKnown(let message): html.message(message)
    }
  }

  func evidence(_ evidence: Evidence, _ html: inout HTMLWriter) {
    html.element("p") { html in
      html.path(evidence.file)
      html.text(" ")
      html.path(evidence.pointer)
    }
    if let value = evidence.value {
      if value.count <= 60 {
        html.element("p") { html in html.path(value) }
      } else {
        // On paper the pointer has to do: policies fill pages.
        html.fold("what stands there", kind: "raw") { $0.path(value) }
      }
    }
    if let missing = evidence.missing {
      html.element("p") { html in
        html.text("there is no ")
        html.path(missing)
      }
    }
  }

  private func sources(_ finding: ReviewedFinding, _ html: inout HTMLWriter) {
    var places = finding.evidence.sources
    if let place = finding.place, !places.contains(place) { places.insert(place, at: 0) }
    html.element("ul") { html in
      for place in places { html.element("li", text: Wording.place(place)) }
      if let note = finding.evidence.note { html.element("li", text: note) }
      if places.isEmpty, finding.evidence.note == nil {
        html.element("li", text: "its being there")
      }
    }
  }

  private func control(_ control: ReviewedControl, _ html: inout HTMLWriter) {
    html.row { html in
      html.head { $0.text(control.id) }
      html.cell("Status") { badge(control.status, control.status.rawValue, &$0) }
      html.cell("Rows") { html in
        for (number, place) in control.rows.enumerated() {
          if number > 0 { html.text(", ") }
          let row = review.rows[place]
          html.element("a", [("href", "#\(id(row.id))")], text: row.id)
        }
      }
    }
  }

  private func waivers(_ html: inout HTMLWriter) {
    html.element("h3", [("id", id("waivers"))], text: "Waivers")
    guard !review.waivers.isEmpty else { return html.paragraph("There are none.") }
    html.element("div", [("class", "cards")]) { html in
      html.table(
        "Waivers of this spec", ["Row", "On", "Until", "Owner", "Reason", "Written at"]
      ) { html in
        for waiver in review.waivers {
          html.row { html in
            html.head { html in
              html.element("a", [("href", "#\(id(waiver.row))")], text: waiver.row)
            }
            html.cell("On", text: waiver.component)
            html.cell("Until") { html in
              html.text(waiver.expires)
              if waiver.isExpired {
                html.text(" ")
                html.element("span", [("class", "badge failed")], text: "expired")
              } else if !waiver.isUsed {
                html.text(" ")
                html.element("span", [("class", "badge none")], text: "not needed")
              }
            }
            html.cell("Owner", text: waiver.owner)
            html.cell("Reason", text: waiver.reason)
            html.cell("Written at", text: Wording.place(waiver.place))
          }
        }
      }
    }
  }
}
