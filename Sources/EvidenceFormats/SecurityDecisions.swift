// A service as a part of FedRAMP's Security Decision Record: for each control what was decided, how
// it is done, and where that can be seen. The provider's record takes in the parts of all services.

import Compliance
import JSONText
package import Review

package enum SecurityDecisions {
  package static func write(_ reviews: [ServiceReview]) -> [UInt8] {
    let stacks = reviews.map(\.stack)
    var writer = JSONWriter(.indented)
    writer.object { writer in
      // The schema asks for it, and only the provider has one: a name that leads nowhere.
      writer.member(
        "certificationPackageOverviewUri",
        "urn:ashlar:certification-package-overview:\(stacks.joined(separator: "+"))")
      writer.key("securityControls")
      writer.array { writer in
        for control in DecidedControl.all(of: reviews) { control.write(to: &writer) }
      }
      writer.key("fedRampRequirements")
      writer.array { writer in
        for requirement in MetRequirement.all(of: reviews) { requirement.write(to: &writer) }
      }
    }
    return writer.finished()
  }
}

/// A control over all stacks of a run.
private struct DecidedControl {
  let id: String
  /// By stack, the rows that bear on it and apply.
  var stacks: [(review: ServiceReview, rows: [ReviewedRow])]

  static func all(of reviews: [ServiceReview]) -> [DecidedControl] {
    var controls: [DecidedControl] = []
    for review in reviews {
      for control in review.controls where control.status != .notApplicable {
        let rows = control.rows.map { review.rows[$0] }.filter { $0.status != .notApplicable }
        if let place = controls.firstIndex(where: { $0.id == control.id }) {
          controls[place].stacks.append((review, rows))
        } else {
          controls.append(DecidedControl(id: control.id, stacks: [(review, rows)]))
        }
      }
    }
    return controls
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("controlId", id)
      let values = parameterValues
      if !values.isEmpty {
        writer.key("parameterValues")
        writer.array { writer in
          for (parameter, value) in values {
            writer.object { writer in
              writer.member("parameterId", parameter)
              writer.member("parameterValue", value)
            }
          }
        }
      }
      writer.member("controlImplementationStatus", status)
      writer.member("controlImplementationDescription", description)
    }
  }

  private var status: String {
    DecisionStatus.of(stacks.flatMap(\.rows)).rawValue
  }

  private var description: String {
    stacks.map { review, rows in
      let lines = rows.map { row in
        let seen = row.findings.map { "`\($0.evidence.sentence)`" }
        return "- \(row.id), \(row.status.rawValue): \(row.requirement). Verified in "
          + seen.joined(separator: ", ")
      }
      return "Stack `\(review.stack)`, checked before its templates were written:\n\n"
        + lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// EVIDENCE: FedRAMP rev. 5 baselines, the parameters that our rows decide.
  private var parameterValues: [(parameter: String, value: String)] {
    let reviews = stacks.map(\.review)
    let found: (parameter: String, values: [String])
    switch id {
    case "AU-11":
      found = (
        "au-11_odp",
        reviews.flatMap(\.retentions).filter { $0.kind == .auditLog }
          .map { $0.days.map { "\($0) days" } ?? "without end" }
      )
    case "CP-9":
      found = ("cp-09_odp.02", reviews.flatMap(\.tables).flatMap(\.backups).map(\.schedule))
    case "SA-9(5)":
      found = ("sa-09.05_odp.02", reviews.flatMap(\.regions).compactMap(\.name))
    case "SC-13":
      found = ("sc-13_odp.02", ["FIPS 140 validated modules at the endpoints of AWS"])
    default: return []
    }
    var values: [String] = []
    for value in found.values where !values.contains(value) { values.append(value) }
    return values.isEmpty ? [] : [(found.parameter, values.joined(separator: ", "))]
  }
}

/// What a record may say of a decision.
private enum DecisionStatus: String {
  case implemented = "Implemented"
  case partially = "Partially Implemented"
  case not = "Not Implemented"

  static func of(_ rows: [ReviewedRow]) -> DecisionStatus {
    if rows.allSatisfy({ $0.status == .met }) { return .implemented }
    return rows.allSatisfy { $0.status == .failed } ? .not : .partially
  }
}

/// A requirement of FedRAMP's own that a row meets.
private struct MetRequirement {
  let id: String
  let row: ReviewedRow
  let stack: String

  /// EVIDENCE: FedRAMP's consolidated rules: cryptographic modules, and where federal data lies.
  private static let requirements = [("CMU-CSO-UVM", "ENC-6"), ("CTL-SA-09-05", "REG-1")]

  static func all(of reviews: [ServiceReview]) -> [MetRequirement] {
    requirements.flatMap { id, row in
      reviews.flatMap { review in
        review.rows.filter { $0.id == row && $0.status != .notApplicable }
          .map { MetRequirement(id: id, row: $0, stack: review.stack) }
      }
    }
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("frrID", id)
      writer.member("frrImplementationStatus", DecisionStatus.of([row]).rawValue)
      writer.member(
        "frrImplementation", ["Stack `\(stack)`, \(row.id): \(row.requirement)."])
      writer.member("frrValidation", row.findings.map { "`\($0.evidence.sentence)`" })
    }
  }
}
