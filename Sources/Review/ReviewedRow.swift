// What the tier asks, and how the stack answers.

import Compliance
import Diagnostics
import TierRules

package enum RowStatus: String, Sendable, CaseIterable {
  /// Something breaks it, and no waiver excepts that.
  case failed
  /// Everything that breaks it is waived.
  case waived
  /// Nothing is known to break it, and of something only the deployment can say.
  case cannotBeKnown = "cannot be known"
  case met
  /// Nothing in the stack is of the kind it asks about.
  case notApplicable = "not applicable"
}

/// A row of the table of requirements.
package struct ReviewedRow: Sendable, Equatable {
  /// `ENC-1`
  package let id: String
  /// The name of the wrong thing, which a waiver may use: `aws-managed-key`.
  package let slug: String
  /// What holds where it is met, as a clause.
  package let requirement: String
  /// The tier demands it; what it only advises refuses nothing.
  package let isRequired: Bool
  /// Those of the tier's baseline, as the catalog prints them: `SC-28(1)`.
  package let controls: [String]
  package let status: RowStatus
  package let findings: [ReviewedFinding]
}

/// What a row says of one thing.
package struct ReviewedFinding: Sendable, Equatable {
  package enum Outcome: Sendable, Equatable {
    case holds
    /// `help` says what to write instead.
    case fails(message: String, help: String)
    /// `waiver` is its place in the review's list.
    case waived(message: String, waiver: Int)
    case cannotBeKnown(message: String)
  }

  package let outcome: Outcome
  package let logicalID: String
  /// Nil for what the service shares.
  package let component: String?
  package let evidence: Evidence
  /// The line of the spec that a person would change; nil where nothing is wrong.
  package let place: SourcePlace?
}

extension ReviewedFinding {
  /// What is said of it beyond the row's own words.
  package var message: String? {
    switch outcome {
    case .holds: return nil
    case .fails(let message, _), .waived(let message, _), .cannotBeKnown(let message):
      return message
    }
  }
}

/// A control of NIST SP 800-53 that the tier's FedRAMP baseline holds.
package struct ReviewedControl: Sendable, Equatable {
  package let id: String
  package let status: RowStatus
  /// The rows that bear on it, by their places in the review.
  package let rows: [Int]
}

package struct ReviewedWaiver: Sendable, Equatable {
  package let row: String
  package let slug: String
  package let component: String
  package let reason: String
  package let owner: String
  /// The last day it counts, as `2027-01-31`.
  package let expires: String
  package let isExpired: Bool
  /// Something is excepted by it.
  package let isUsed: Bool
  package let place: SourcePlace
}

extension RowStatus {
  /// Of several rows: the one that a reviewer must know of.
  package static func worst(_ statuses: some Sequence<RowStatus>) -> RowStatus {
    let statuses = Set(statuses)
    return allCases.first { statuses.contains($0) } ?? .notApplicable
  }
}

extension ServiceReview {
  /// In the order of the catalog: by family, then by number.
  package var controls: [ReviewedControl] {
    var places: [String: [Int]] = [:]
    for (position, row) in rows.enumerated() {
      for control in row.controls { places[control, default: []].append(position) }
    }
    return places.sorted { ControlOrder($0.key) < ControlOrder($1.key) }.map { id, rows in
      ReviewedControl(id: id, status: .worst(rows.map { self.rows[$0].status }), rows: rows)
    }
  }
}

/// `SC-8(1)` stands before `SC-12`.
private struct ControlOrder: Comparable {
  let family: Substring
  let numbers: [Int]

  init(_ id: String) {
    family = id.prefix { $0.isLetter }
    numbers = id.split { !$0.isNumber }.compactMap { Int($0) }
  }

  static func < (left: ControlOrder, right: ControlOrder) -> Bool {
    if left.family != right.family { return left.family < right.family }
    return left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}
