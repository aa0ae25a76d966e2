// Every pointer that a review cites leads somewhere in the template it names, and what it claims to
// stand there does: checked with another reader of JSON, over every example and tier.

import Compiler
import Compliance
import Foundation
import Review
import Testing

@Suite struct EvidenceTests {
  @Test(arguments: ReviewRun.all)
  func standsInTheTemplate(_ run: ReviewRun) throws {
    let inspection = try run.inspection()
    let review = ServiceReview(inspection, today: Reviewed.today)
    var templates: [String: Any] = [:]
    for file in inspection.parts + inspection.companions {
      templates[file.path] = try JSONSerialization.jsonObject(with: Data(file.bytes))
    }
    let all = review.allEvidence
    #expect(all.count > 20)
    for evidence in all {
      let template = try #require(templates[evidence.file], "\(evidence)")
      let found = try #require(Self.value(at: evidence.pointer, in: template), "\(evidence)")
      guard let claimed = evidence.value else { continue }
      #expect(evidence.missing == nil, "\(evidence)")
      let value = try JSONSerialization.jsonObject(
        with: Data(claimed.utf8), options: .fragmentsAllowed)
      #expect((value as? NSObject) == (found as? NSObject), "\(evidence)")
    }
  }

  @Test(arguments: ReviewRun.all)
  func missingThingsAreNotThere(_ run: ReviewRun) throws {
    let inspection = try run.inspection()
    var templates: [String: Any] = [:]
    for file in inspection.parts + inspection.companions {
      templates[file.path] = try JSONSerialization.jsonObject(with: Data(file.bytes))
    }
    let review = ServiceReview(inspection, today: Reviewed.today)
    // Under Commercial a table has neither a backup plan nor a key to name.
    if run.tier == .commercial {
      #expect(review.allEvidence.contains { $0.missing != nil })
    }
    for evidence in review.allEvidence {
      guard let missing = evidence.missing else { continue }
      #expect(evidence.value == nil)
      let template = try #require(templates[evidence.file])
      #expect(Self.value(at: evidence.pointer + missing, in: template) == nil, "\(evidence)")
    }
  }

  /// Every line that is cited lies in the spec, and every layer is one of ours.
  @Test(arguments: ReviewRun.all)
  func linesAreOfTheSpecOrALayer(_ run: ReviewRun) throws {
    let review = try run.review()
    let places = review.allEvidence.flatMap(\.sources)
    #expect(!places.isEmpty)
    for place in places {
      #expect(place.line > 0)
      switch place.kind {
      case .spec: #expect(place.file == "service.yml")
      case .layer: #expect(place.file.hasSuffix(".yaml"), "\(place)")
      }
    }
  }

  private static func value(at pointer: String, in root: Any) -> Any? {
    var value = root
    for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = step.replacingOccurrences(of: "~1", with: "/")
        .replacingOccurrences(of: "~0", with: "~")
      if let object = value as? [String: Any], let next = object[key] {
        value = next
      } else if let list = value as? [Any], let place = Int(key), list.indices.contains(place) {
        value = list[place]
      } else {
        return nil
      }
    }
    return value
  }
}

extension ServiceReview {
  var allEvidence: [Evidence] {
    rows.flatMap { $0.findings.map(\.evidence) } + keys.map(\.evidence) + alarms.map(\.evidence)
      + retentions.map(\.evidence)
      + tables.flatMap { table in
        [table.evidence] + table.copies.map(\.evidence) + table.backups.map(\.evidence)
      }
  }
}
