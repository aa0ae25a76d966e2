// The checks that ran over a service, as OSCAL's assessment results: an observation for each value
// that was looked at, a finding for each control.

import Compliance
import JSONText
package import Review

package enum AssessmentResults {
  /// Nil where no tier with a baseline was asked for: there is nothing to assess.
  package static func write(_ reviews: [ServiceReview]) -> [UInt8]? {
    let assessed = reviews.filter { !$0.controls.isEmpty }
    guard !assessed.isEmpty else { return nil }
    let stacks = assessed.map(\.stack)
    let id = StableID(scope: ["assessment-results"] + stacks)
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.key("assessment-results")
      writer.object { writer in
        writer.member("uuid", id("document"))
        OSCAL.writeMetadata(
          "Checks of \(stacks.joined(separator: ", "))", of: assessed, id, to: &writer)
        writer.key("import-ap")
        writer.object { $0.member("href", "#\(id("plan"))") }
        writer.key("results")
        writer.array { writer in
          for review in assessed {
            StackResult(review).write(to: &writer)
          }
        }
        writer.key("back-matter")
        writer.object { writer in
          writer.key("resources")
          writer.array { writer in
            writer.object { writer in
              writer.member("uuid", id("plan"))
              writer.member("title", "The rows of the tier")
              writer.member(
                "description",
                "Every row of the tier is held against every template before it is written.")
            }
          }
        }
      }
    }
    return writer.finished()
  }
}

private struct StackResult {
  private let review: ServiceReview
  private let id: StableID

  init(_ review: ServiceReview) {
    self.review = review
    id = StableID(scope: ["result", review.stack])
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("uuid", id("result"))
      writer.member("title", "Stack \(review.stack) under \(review.tier.rawValue)")
      writer.member("description", "What its templates say, row by row.")
      writer.member("start", OSCAL.lastModified)
      writer.key("reviewed-controls")
      writer.object { writer in
        writer.key("control-selections")
        writer.array { writer in
          writer.object { writer in
            writer.key("include-controls")
            writer.array { writer in
              for control in judged {
                writer.object { $0.member("control-id", OSCAL.token(control.id)) }
              }
            }
          }
        }
      }
      writer.key("observations")
      writer.array { writer in
        for row in review.rows {
          for place in row.findings.indices { write(place, of: row, to: &writer) }
        }
      }
      writeRisks(to: &writer)
      writer.key("findings")
      writer.array { writer in
        for control in judged { write(control, to: &writer) }
      }
    }
  }

  /// Those of which something was looked at.
  private var judged: [ReviewedControl] {
    review.controls.filter { $0.status != .notApplicable }
  }

  private func observation(_ row: ReviewedRow, _ place: Int) -> String {
    id("observation", row.id, String(place))
  }

  private func write(_ place: Int, of row: ReviewedRow, to writer: inout JSONWriter) {
    let finding = row.findings[place]
    writer.object { writer in
      writer.member("uuid", observation(row, place))
      writer.member("title", "\(row.id) \(row.slug)")
      writer.member("description", finding.message ?? row.requirement)
      writer.member("methods", ["TEST"])
      writer.member("collected", OSCAL.lastModified)
      writer.key("relevant-evidence")
      writer.array { writer in
        writer.object { writer in
          writer.member("description", finding.evidence.sentence)
          writer.key("props")
          writer.array { writer in
            OSCAL.writeProperty(
              "template-path", finding.evidence.place, class: row.id,
              remarks: finding.evidence.value ?? finding.message, to: &writer)
          }
        }
      }
    }
  }

  /// A waiver is a risk that somebody took.
  private func writeRisks(to writer: inout JSONWriter) {
    let used = review.waivers.enumerated().filter(\.element.isUsed)
    guard !used.isEmpty else { return }
    writer.key("risks")
    writer.array { writer in
      for (place, waiver) in used {
        writer.object { writer in
          writer.member("uuid", id("risk", String(place)))
          writer.member("title", "\(waiver.row) is waived for \(waiver.component)")
          writer.member("description", waiver.reason)
          writer.member(
            "statement", "Accepted by \(waiver.owner) until the end of \(waiver.expires).")
          writer.member("status", "deviation-approved")
        }
      }
    }
  }

  private func write(_ control: ReviewedControl, to writer: inout JSONWriter) {
    let rows = control.rows.map { review.rows[$0] }
    let token = OSCAL.token(control.id)
    writer.object { writer in
      writer.member("uuid", id("finding", token))
      writer.member("title", control.id)
      writer.member(
        "description",
        rows.map { "\($0.id): \($0.requirement) (\($0.status.rawValue))" }
          .joined(separator: "; "))
      writer.key("target")
      writer.object { writer in
        writer.member("type", "objective-id")
        writer.member("target-id", token)
        writer.key("status")
        writer.object { writer in
          writer.member("state", control.status == .met ? "satisfied" : "not-satisfied")
        }
      }
      writer.key("related-observations")
      writer.array { writer in
        for row in rows {
          for place in row.findings.indices {
            writer.object { $0.member("observation-uuid", observation(row, place)) }
          }
        }
      }
      let risks = waivers(of: rows)
      guard !risks.isEmpty else { return }
      writer.key("related-risks")
      writer.array { writer in
        for place in risks { writer.object { $0.member("risk-uuid", id("risk", String(place))) } }
      }
    }
  }

  private func waivers(of rows: [ReviewedRow]) -> [Int] {
    var places = Set<Int>()
    for finding in rows.flatMap(\.findings) {
      if case .waived(_, let waiver) = finding.outcome, review.waivers[waiver].isUsed {
        places.insert(waiver)
      }
    }
    return places.sorted()
  }
}
