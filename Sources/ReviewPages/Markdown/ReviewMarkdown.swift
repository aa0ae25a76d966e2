// A review as a comment of a pull request: what must be known first, the rest to be opened.

import AccessMatrix
import Review

package enum ReviewMarkdown {
  package static func render(_ services: [ReviewedService]) -> [UInt8] {
    var writer = MarkdownWriter()
    for service in services { ServiceMarkdown(service).write(to: &writer) }
    // One empty line at the end is none.
    var bytes = writer.bytes
    while bytes.count > 1, bytes[bytes.count - 1] == 0x0A, bytes[bytes.count - 2] == 0x0A {
      bytes.removeLast()
    }
    return bytes
  }
}

struct ServiceMarkdown {
  let service: ReviewedService
  let review: ServiceReview
  private let concerns: Concerns

  init(_ service: ReviewedService) {
    self.service = service
    review = service.review
    concerns = Concerns(service.review)
  }

  func write(to writer: inout MarkdownWriter) {
    writer.heading(2, "Review of \(Markdown.code(review.stack)), \(Wording.tier(review.tier))")
    waived(&writer)
    failed(&writer)
    writer.line(summary)
    writer.line()
    if let difference = service.difference { changes(difference, &writer) }
    if let base = service.newSince {
      writer.line("New: nothing in \(Markdown.code(base)) makes this stack.")
      writer.line()
    }
    access(&writer)
    data(&writer)
    controls(&writer)
    watch(&writer)
  }

  private var summary: String {
    let counts = Dictionary(grouping: review.rows, by: \.status).mapValues(\.count)
    var parts = [
      "**\(concerns.failed.count) required and failed**",
      "\(counts[.waived] ?? 0) waived", "\(counts[.cannotBeKnown] ?? 0) cannot be known",
      "\(counts[.met] ?? 0) met", "\(counts[.notApplicable] ?? 0) not applicable",
    ]
    if !concerns.advice.isEmpty { parts.append("\(concerns.advice.count) advice not taken") }
    return parts.joined(separator: ", ")
  }

  private func waived(_ writer: inout MarkdownWriter) {
    let waivers = review.waivers.filter { $0.isUsed || $0.isExpired }
    guard !waivers.isEmpty else { return }
    writer.table(
      ["Waived", "On", "Until", "Owner", "Reason", "Line"],
      waivers.map { waiver in
        [
          "**\(waiver.row)** \(Markdown.code(waiver.slug))", Markdown.code(waiver.component),
          waiver.isExpired ? "**expired on \(waiver.expires)**" : waiver.expires,
          Markdown.text(waiver.owner), Markdown.text(waiver.reason),
          Markdown.code(Wording.place(waiver.place)),
        ]
      })
  }

  private func failed(_ writer: inout MarkdownWriter) {
    guard !concerns.failed.isEmpty else { return }
    var rows: [[String]] = []
    for place in concerns.failed {
      let row = review.rows[place]
      for finding in row.findings {
        guard case .fails(let message, let help) = finding.outcome else { continue }
        rows.append([
          "**\(row.id)** \(Markdown.text(row.requirement))",
          ReviewMarkdown.message(message), ReviewMarkdown.message(help),
          finding.place.map { Markdown.code(Wording.place($0)) } ?? "",
        ])
      }
    }
    writer.table(["Fails", "Finding", "To correct it", "Line"], rows)
  }

  private func access(_ writer: inout MarkdownWriter) {
    writer.fold("Who can do what") { writer in
      var rows: [[String]] = []
      for accessed in AccessedResource.all(in: service.access) {
        for line in accessed.lines {
          rows.append([
            Markdown.text(accessed.resource.title), Markdown.code(line.who),
            line.actions.map { action in
              action.hasPrefix("dynamodb:") ? String(action.dropFirst(9)) : action
            }.joined(separator: ", ") + (line.decision == .unknown ? " (may depend)" : ""),
            line.grounds.map { ground in
              Markdown.code(ground.statement)
                + (ground.conditions.isEmpty
                  ? ""
                  : " if "
                    + ground.conditions.map { Markdown.code($0.key) }
                    .joined(separator: ", "))
            }.joined(separator: ", "),
          ])
        }
      }
      writer.table(["On", "Who", "Allowed", "By statement"], rows)
      writer.line("Whatever is not listed is denied.")
      writer.line()
    }
  }

  private func controls(_ writer: inout MarkdownWriter) {
    writer.fold("Controls") { writer in
      writer.table(
        ["Row", "Status", "Asks that", "Controls", "Evidence"],
        review.rows.map { row in
          let finding =
            row.findings.first {
              if case .holds = $0.outcome { false } else { true }
            } ?? row.findings.first
          return [
            row.id, "\(row.status.sign) \(Wording.status(row))", Markdown.text(row.requirement),
            row.controls.joined(separator: ", "),
            finding.map { Markdown.code($0.evidence.pointer) } ?? "",
          ]
        })
    }
  }

  private func data(_ writer: inout MarkdownWriter) {
    guard !review.tables.isEmpty else { return }
    writer.fold("Data and backups") { writer in
      writer.table(
        ["Table", "Region", "Encrypted with", "Brought back", "Protected"],
        review.tables.flatMap { table in
          table.copies.map { copy in
            [
              Markdown.code(table.component ?? table.logicalID),
              Markdown.text(Wording.region(copy.region, review)),
              Markdown.code(Wording.key(copy.key, review)),
              copy.recoveryDays.map { Wording.plural($0, "day") } ?? "no",
              copy.isProtected ? "yes" : "no",
            ]
          }
        })
      let backups = review.tables.flatMap { table in table.backups.map { (table, $0) } }
      guard !backups.isEmpty else { return }
      writer.table(
        ["Backup", "Of", "Kept for", "Made", "Vault", "Copies"],
        backups.map { table, backup in
          [
            Markdown.code(backup.rule), Markdown.code(table.component ?? table.logicalID),
            Wording.kept(backup.days), Markdown.text(Wording.schedule(backup)),
            Markdown.text(Wording.lock(backup)),
            backup.copies.map {
              "\(Markdown.text($0.destination)), \(Wording.kept($0.days))"
            }.joined(separator: "; "),
          ]
        })
    }
  }

  private func watch(_ writer: inout MarkdownWriter) {
    writer.fold("Alarms and retention") { writer in
      let silent = review.alarms.filter(\.actions.isEmpty).count
      writer.line(
        "\(Wording.plural(review.alarms.count, "alarm")), \(silent) of which tell nobody.")
      writer.line()
      guard !review.retentions.isEmpty else { return }
      writer.table(
        ["Kept", "Kind", "For"],
        review.retentions.map { retention in
          [
            Markdown.code(retention.name), retention.kind.rawValue,
            Wording.kept(retention.days) + (retention.isLocked ? ", locked" : ""),
          ]
        })
    }
  }
}

extension ReviewMarkdown {
  /// What we say names things in backticks: they stay, and what lies between is made safe.
  static func message(_ message: String) -> String {
    let parts = message.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return Markdown.text(message) }
    return parts.enumerated().map { number, part in
      number % 2 == 0 ? Markdown.text(String(part)) : Markdown.code(String(part))
    }.joined()
  }
}
