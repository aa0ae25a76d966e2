// A service as OSCAL's component definition: what of it meets which control, by which value of
// which template.

import Compliance
import JSONText
package import Review

package enum ComponentDefinition {
  package static func write(_ reviews: [ServiceReview]) -> [UInt8] {
    let stacks = reviews.map(\.stack)
    let id = StableID(scope: ["component-definition"] + stacks)
    var writer = JSONWriter(.indented)
    writer.object { writer in
      writer.key("component-definition")
      writer.object { writer in
        writer.member("uuid", id("document"))
        OSCAL.writeMetadata(
          "Components of \(stacks.joined(separator: ", "))", of: reviews, id, to: &writer)
        writer.key("components")
        writer.array { writer in
          for review in reviews {
            for component in DefinedComponent.all(of: review) {
              component.write(
                review, StableID(scope: ["component", review.stack, component.name]), to: &writer)
            }
          }
        }
      }
    }
    return writer.finished()
  }
}

/// A component of the spec, or what the service has beside them.
private struct DefinedComponent {
  let name: String
  let type: String?
  /// Rows with what they say of this component alone.
  let rows: [(row: ReviewedRow, findings: [ReviewedFinding])]

  static func all(of review: ServiceReview) -> [DefinedComponent] {
    let own = review.components.map { component in
      DefinedComponent(
        name: component.name, type: component.type,
        rows: rows(of: review) { $0 == component.name })
    }
    let shared = rows(of: review) { owner in
      owner.map { name in !review.components.contains { $0.name == name } } ?? true
    }
    return shared.isEmpty
      ? own : own + [DefinedComponent(name: "shared", type: nil, rows: shared)]
  }

  private static func rows(
    of review: ServiceReview, _ isWanted: (String?) -> Bool
  ) -> [(row: ReviewedRow, findings: [ReviewedFinding])] {
    review.rows.compactMap { row in
      let findings = row.findings.filter { isWanted($0.component) }
      return findings.isEmpty ? nil : (row, findings)
    }
  }

  func write(_ review: ServiceReview, _ id: StableID, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("uuid", id("component"))
      writer.member("type", "service")
      writer.member("title", "\(review.service): \(name)")
      writer.member(
        "description",
        type.map { "Component `\(name)` of type `\($0)`, deployed as stack `\(review.stack)`." }
          ?? "What the components of stack `\(review.stack)` share.")
      let controls = controls
      guard let profile = OSCAL.profile(of: review.tier), !controls.isEmpty else { return }
      writer.key("control-implementations")
      writer.array { writer in
        writer.object { writer in
          writer.member("uuid", id("implementation"))
          writer.member("source", profile)
          writer.member(
            "description", "What the templates of stack `\(review.stack)` do for each control.")
          writer.key("implemented-requirements")
          writer.array { writer in
            for control in controls { write(control, id, to: &writer) }
          }
        }
      }
    }
  }

  /// In the order of the rows.
  private var controls: [String] {
    var seen = Set<String>()
    return rows.flatMap(\.row.controls).filter { seen.insert($0).inserted }
  }

  private func write(_ control: String, _ id: StableID, to writer: inout JSONWriter) {
    let rows = rows.filter { $0.row.controls.contains(control) }
    writer.object { writer in
      writer.member("uuid", id("requirement", control))
      writer.member("control-id", OSCAL.token(control))
      writer.member(
        "description",
        rows.map { "\($0.row.id): \($0.row.requirement)" }.joined(separator: "; "))
      writer.key("props")
      writer.array { writer in
        OSCAL.writeProperty(
          "implementation-status", status(rows.flatMap(\.findings)), to: &writer)
        for (row, findings) in rows {
          for finding in findings { write(finding, of: row, to: &writer) }
        }
      }
    }
  }

  /// The place is a property that is there; what is missing there, or the value, stands beside it.
  private func write(_ finding: ReviewedFinding, of row: ReviewedRow, to writer: inout JSONWriter) {
    let evidence = finding.evidence
    OSCAL.writeProperty(
      "template-path", evidence.place, class: row.id,
      remarks: evidence.value ?? finding.message, to: &writer)
  }

  private func status(_ findings: [ReviewedFinding]) -> String {
    let broken = findings.filter { $0.outcome != .holds }
    if broken.isEmpty { return "implemented" }
    return broken.count == findings.count ? "planned" : "partial"
  }
}
