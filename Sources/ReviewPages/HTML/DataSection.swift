// Where data lies, what encrypts it, how far it can be brought back, and how long backups are kept.

import Review

extension ServicePage {
  func data(_ html: inout HTMLWriter) {
    section("data", "Data and backups", &html) { html in
      if review.tables.isEmpty { html.paragraph("This service has no tables.") }
      for table in review.tables { self.table(table, &html) }
      guard !review.keys.isEmpty else { return }
      html.element("h3", text: "Keys that this service makes")
      html.element("div", [("class", "cards")]) { html in
        html.table(
          "Keys", ["Key", "Region", "New material", "Days of grace", "When its stack goes"]
        ) { html in
          for key in review.keys { self.key(key, &html) }
        }
      }
    }
  }

  private func table(_ table: ReviewedTable, _ html: inout HTMLWriter) {
    html.element("h3") { html in
      html.text(table.component ?? table.logicalID)
      html.text(" ")
      html.element("span", [("class", "soft")], text: "(\(table.name))")
    }
    html.element("div", [("class", "cards")]) { html in
      html.table(
        "Copies of \(table.component ?? table.logicalID)",
        ["Region", "Encrypted with", "Can be brought back", "Protected from deletion"],
        isCaptionShown: true
      ) { html in
        for copy in table.copies {
          html.row { html in
            html.head { $0.text(Wording.region(copy.region, review)) }
            html.cell("Encrypted with", text: Wording.key(copy.key, review))
            html.cell(
              "Can be brought back",
              text: copy.recoveryDays.map {
                "to any second of the last \(Wording.plural($0, "day"))"
              } ?? "no")
            html.cell("Protected from deletion", text: copy.isProtected ? "yes" : "no")
          }
        }
      }
    }
    backups(table, &html)
    html.element("dl", [("class", "lines")]) { html in
      line("When its stack goes", table.whenRemoved, &html)
      if let attribute = table.expiryAttribute { line("Items expire by", attribute, &html) }
      if let view = table.streamView { line("Stream of changes", view, &html) }
    }
  }

  private func backups(_ table: ReviewedTable, _ html: inout HTMLWriter) {
    guard !table.backups.isEmpty else {
      return html.paragraph("No backup plan of this stack selects it.")
    }
    html.element("div", [("class", "cards")]) { html in
      html.table(
        "Backups of \(table.component ?? table.logicalID)",
        ["Rule", "Kept for", "Made", "Vault", "Copies"], isCaptionShown: true
      ) { html in
        for backup in table.backups {
          html.row { html in
            html.head { $0.text(backup.rule) }
            html.cell("Kept for") { html in
              html.element("strong", text: Wording.kept(backup.days))
              if let days = backup.coldAfterDays {
                html.text(", in cold storage after \(Wording.plural(days, "day"))")
              }
            }
            html.cell("Made", text: Wording.schedule(backup))
            html.cell("Vault", text: "\(backup.vault), \(Wording.lock(backup))")
            html.cell(
              "Copies",
              text: backup.copies.isEmpty
                ? "none"
                : backup.copies.map { "\($0.destination), kept for \(Wording.kept($0.days))" }
                  .joined(separator: "; "))
          }
        }
      }
    }
  }

  private func key(_ key: ReviewedKey, _ html: inout HTMLWriter) {
    html.row { html in
      html.head { $0.text(key.alias ?? key.logicalID) }
      html.cell("Region", text: Wording.region(key.region, review))
      html.cell(
        "New material",
        text: key.rotationDays.map { "every \(Wording.plural($0, "day"))" } ?? "never")
      html.cell("Days of grace", text: key.pendingDays.map(String.init) ?? "30")
      html.cell("When its stack goes", text: key.whenRemoved)
    }
  }

  private func line(_ name: String, _ value: String, _ html: inout HTMLWriter) {
    html.element("dt", text: name)
    html.element("dd", text: value)
  }
}
