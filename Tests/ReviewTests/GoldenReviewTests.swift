// Reviews of examples, byte for byte: a change of the compiler shows to reviewers here.

import Compliance
import ReviewPages
import TestKit
import Testing

@Suite struct GoldenReviewTests {
  private static let folder = "Tests/ReviewTests/Expected"

  /// Every example once, and one of them under every tier.
  static let runs = ReviewRun.all.filter {
    $0.tier == .fedrampModerate || $0.name == "session-store-with-stream"
  }

  /// All in one pass: a golden of something that is no longer reviewed is complained about too.
  @Test func readsAsExpected() throws {
    var files = try Self.runs.map { run in
      (
        path: "\(run.name).\(run.tier.rawValue).md",
        bytes: ReviewMarkdown.render([try Pages.service(run)])
      )
    }
    let compared = try Pages.compared()
    files.append(("compared.md", ReviewMarkdown.render([compared])))
    files.append(("compared.html", ReviewPage.render([compared])))
    let small = ReviewRun(name: "session-store", tier: .commercial)
    files.append(("session-store.commercial.html", ReviewPage.render([try Pages.service(small)])))
    files.append(("hostile.md", ReviewMarkdown.render([try Pages.service(of: Hostile.spec)])))
    let complaints = try Golden.complaints(about: files, in: Self.folder)
    #expect(complaints.isEmpty, "\(complaints.map { $0.prefix(4000) }.joined(separator: "\n"))")
  }
}
