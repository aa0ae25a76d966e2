// Every template path that a document cites leads to a value, and the value is the one claimed.

import Compliance
import EvidenceFormats
import Foundation
import Review
import TestKit
import Testing

@Suite struct EvidencePointerTests {
  @Test(arguments: ReviewedExample.all)
  func leadToTheClaimedValues(_ example: ReviewedExample) throws {
    let inspection = try example.inspection()
    let templates = try inspection.documents
    let review = ServiceReview(inspection, today: ReviewedExample.today)
    // Where there is no value to show, the remark says what is missing; any other must be one.
    let missing = Set(
      review.rows.flatMap(\.findings).filter { $0.evidence.value == nil }.compactMap(\.message))
    let results = try #require(AssessmentResults.write([review]))
    for bytes in [ComponentDefinition.write([review]), results] {
      let document = try JSONSerialization.jsonObject(with: Data(bytes))
      let cited = Resolved.objects(in: document, where: "name", is: "template-path")
      #expect(cited.count > 20)
      var claims = 0
      for property in cited {
        let text = try #require(property["value"] as? String)
        let parts = text.split(separator: "#", maxSplits: 1).map(String.init)
        #expect(parts.count == 2, "\(text)")
        let template = try #require(templates[parts[0]], "\(text)")
        let found = try #require(Resolved.value(at: parts[1], in: template), "\(text)")
        guard let claimed = property["remarks"] as? String, !missing.contains(claimed) else {
          continue
        }
        let value = try JSONSerialization.jsonObject(
          with: Data(claimed.utf8), options: .fragmentsAllowed)
        claims += 1
        #expect((value as? NSObject) == (found as? NSObject), "\(text) is not \(claimed)")
      }
      #expect(claims > 20)
    }
  }

  /// No control stands in a document that the tier's baseline does not hold.
  @Test(arguments: ReviewedExample.all)
  func citeControlsOfTheBaseline(_ example: ReviewedExample) throws {
    let baselines = try Baselines()
    let review = try example.review()
    for bytes in [
      ComponentDefinition.write([review]), try #require(AssessmentResults.write([review])),
    ] {
      let text = String(decoding: bytes, as: UTF8.self)
      let cited = text.matches(of: /"control-id": "([^"]*)"/).map { String($0.1) }
      #expect(cited.count > 10)
      for control in cited {
        #expect(baselines.holds(control, example.tier), "\(control)")
      }
    }
  }

  @Test func sameServiceSameBytes() throws {
    let example = try #require(ReviewedExample.all.first)
    let (one, other) = (try example.review(), try example.review())
    #expect(ComponentDefinition.write([one]) == ComponentDefinition.write([other]))
    #expect(AssessmentResults.write([one]) == AssessmentResults.write([other]))
    #expect(SecurityDecisions.write([one]) == SecurityDecisions.write([other]))
  }

  /// Commercial asks for no control, so there is nothing to assess.
  @Test func commercialHasNoResults() throws {
    let bytes = try Checkout.bytes("examples/session-store/service.yml")
    let review = ServiceReview(
      try ReviewedExample.inspection(of: bytes, tier: .commercial), today: nil)
    if review.tier == .commercial {
      #expect(AssessmentResults.write([review]) == nil)
    }
    let document = String(decoding: ComponentDefinition.write([review]), as: UTF8.self)
    #expect(document.contains("\"components\""))
  }

  @Test func waiverIsARiskThatSomebodyTook() throws {
    let review = try ReviewedExample.waived()
    let bytes = try #require(AssessmentResults.write([review]))
    let document = try JSONSerialization.jsonObject(with: Data(bytes))
    let risks = Resolved.objects(in: document, where: "status", is: "deviation-approved")
    #expect(risks.count == 1)
    #expect(risks.first?["description"] as? String == review.waivers.first?.reason)
    let finding = Resolved.objects(in: document, where: "title", is: "CM-3").first
    #expect(finding?["related-risks"] != nil)
    #expect(
      String(decoding: SecurityDecisions.write([review]), as: UTF8.self)
        .contains("\"Partially Implemented\""))
  }
}
