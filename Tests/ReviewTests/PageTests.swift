// Pages as they are written: what a spec holds stays text, and the same review is the same bytes.

import AccessMatrix
import Compliance
import Foundation
import Review
import ReviewPages
import Testing

@Suite struct PageTests {
  @Test(arguments: ReviewRun.all)
  func isTheSameEveryTime(_ run: ReviewRun) throws {
    let first = try Pages.service(run)
    let second = try Pages.service(run)
    #expect(ReviewPage.render([first]) == ReviewPage.render([second]))
    #expect(ReviewMarkdown.render([first]) == ReviewMarkdown.render([second]))
  }

  /// Read by a strict parser: what is not closed, or not escaped, ends it.
  @Test(arguments: ReviewRun.all)
  func isWellFormed(_ run: ReviewRun) throws {
    let html = String(decoding: ReviewPage.render([try Pages.service(run)]), as: UTF8.self)
    try Pages.demandBalance(html)
    #expect(!html.contains("<script"))
    #expect(!html.contains(" style="))
    #expect(!html.contains("http://") && !html.contains("https://"))
    #expect(html.contains("default-src 'none'") || html.contains("default-src &#39;none&#39;"))
  }

  /// What a reviewer looks for is there, word for word.
  @Test func answersWhatReviewersAsk() throws {
    let html = String(
      decoding: ReviewPage.render([try Pages.compared()]), as: UTF8.self)
    #expect(html.contains("Waived until 2027-01-31: PRO-1 on user-sessions"))
    #expect(html.contains("<td data-label=\"Delete items\">BatchWriteItem, DeleteItem</td>"))
    #expect(html.contains("<strong>730 days</strong>"))
    #expect(html.contains("<ins>dynamodb:DeleteItem</ins>"))
  }

  @Test func nothingOfASpecBecomesMarkup() throws {
    let service = try Pages.service(of: Hostile.spec)
    let html = String(decoding: ReviewPage.render([service]), as: UTF8.self)
    try Pages.demandBalance(html)
    #expect(html.contains("&lt;script&gt;window.pwned=1&lt;/script&gt;"))
    for markup in Hostile.markup { #expect(!html.contains(markup), "\(markup)") }
    // What turns the reading around is spelled out.
    #expect(!html.unicodeScalars.contains("\u{202E}"))
    #expect(html.contains("[U+202E]"))
    let markdown = String(decoding: ReviewMarkdown.render([service]), as: UTF8.self)
    for markup in Hostile.markup + Hostile.links {
      #expect(!markdown.contains(markup), "\(markup)")
    }
    #expect(!markdown.unicodeScalars.contains("\u{202E}"))
    // Entities are read before mentions are looked for: the sign stands in code, where none is.
    #expect(markdown.contains("<code>&#64;</code>everyone"))
    #expect(markdown.contains("<code>&#35;</code>1"))
    #expect(markdown.contains("<code>&#58;</code>tada"))
    // A cell stays a cell: no row of a table has more of them than its head.
    var columns = 0
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = 0
        continue
      }
      let count = line.filter { $0 == "|" }.count
      if columns == 0 { columns = count }
      #expect(count == columns, "\(line)")
    }
  }

  @Test func aChangeIsShownBothWays() throws {
    let difference = try #require(try Pages.compared().difference)
    #expect(
      difference.access.contains {
        $0.principal == "session-manager"
          && $0.gained == [
            "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem",
            "dynamodb:UpdateItem",
          ] && $0.lost.isEmpty
      })
    #expect(difference.rows.map(\.id) == ["PRO-1"])
    #expect(difference.rows.map(\.before) == [.met] && difference.rows.map(\.after) == [.waived])
    #expect(difference.waivers.count == 1 && difference.waivers[0].before == nil)
    #expect(difference.bindings.count == 1)
    #expect(
      difference.resources.filter { $0.logicalID == "UserSessionsBackupPlan" }
        .map { $0.members.map(\.pointer) } == [
          [
            "/Properties/BackupPlan/BackupPlanRule/1/CopyActions/0/Lifecycle/DeleteAfterDays",
            "/Properties/BackupPlan/BackupPlanRule/1/Lifecycle/DeleteAfterDays",
          ]
        ])
    let back = try #require(try Pages.compared(isReversed: true).difference)
    #expect(
      back.access.contains { $0.principal == "session-manager" && $0.lost.count == 4 })
    #expect(back.waivers.count == 1 && back.waivers[0].after == nil)
  }

  @Test(arguments: ReviewRun.all)
  func nothingChangedSinceItself(_ run: ReviewRun) throws {
    let service = try Pages.service(run)
    let difference = ReviewDifference(
      from: (service.review, service.access), named: "service.yml",
      to: (service.review, service.access))
    #expect(difference.isEmpty)
  }

  /// Two services on one page keep their places apart.
  @Test func severalServicesShareAPage() throws {
    let html = String(
      decoding: ReviewPage.render([
        try Pages.service(ReviewRun.all[0]), try Pages.service(ReviewRun.all[3]),
      ]), as: UTF8.self)
    try Pages.demandBalance(html)
    let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(ids.count > 20)
    #expect(Set(ids).count == ids.count)
  }
}
