// A service as pages show it.

package import AccessMatrix
package import Review

package struct ReviewedService: Sendable {
  package let review: ServiceReview
  package let access: AccessMatrix
  /// Nil when there is nothing to compare with.
  package let difference: ReviewDifference?
  /// What it was to be compared with, and which does not have it.
  package let newSince: String?

  package init(
    _ review: ServiceReview, _ access: AccessMatrix, difference: ReviewDifference? = nil,
    newSince: String? = nil
  ) {
    self.newSince = newSince
    self.review = review
    self.access = access
    self.difference = difference
  }
}

/// What a reviewer has to know before anything else.
struct Concerns {
  /// Required rows that fail, by their places.
  let failed: [Int]
  let waived: [Int]
  let expired: [ReviewedWaiver]
  let unknown: [Int]
  /// Advice that is not taken.
  let advice: [Int]

  init(_ review: ServiceReview) {
    let rows = review.rows.indices
    func places(_ isMeant: (ReviewedRow) -> Bool) -> [Int] {
      rows.filter { isMeant(review.rows[$0]) }
    }
    failed = places { $0.status == .failed && $0.isRequired }
    waived = places { row in
      row.findings.contains { if case .waived = $0.outcome { true } else { false } }
    }
    expired = review.waivers.filter(\.isExpired)
    unknown = places { $0.status == .cannotBeKnown }
    advice = places { $0.status == .failed && !$0.isRequired }
  }

  var isQuiet: Bool { failed.isEmpty && waived.isEmpty && expired.isEmpty }
}
