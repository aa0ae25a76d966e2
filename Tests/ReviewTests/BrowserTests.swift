// Pages in a browser: axe-core, a phone, the dark, paper, the keyboard, and no network.

import Compliance
import Foundation
import ReviewPages
import TestKit
import Testing

private enum Outside {
  static let python = ProcessInfo.processInfo.environment["ASHLAR_PYTHON"]
  /// In continuous integration nothing that can be installed may be missing.
  static let isCI = ProcessInfo.processInfo.environment["ASHLAR_CI"] == "1"

  static func look(at pages: [(name: String, bytes: [UInt8])]) throws -> SpawnedRun {
    let shelf = try Shelf()
    for page in pages { try shelf.write(page.bytes, to: page.name) }
    return try SpawnedRun(
      URL(filePath: try #require(python, "ASHLAR_PYTHON is not set")),
      ["Tests/Support/check_pages.py"]
        + pages.map { shelf.folder.appendingPathComponent($0.name).path },
      environment: [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": shelf.folder.path,
      ], secondsMax: 300)
  }
}

@Suite(
  .serialized,
  .enabled(
    if: Outside.python != nil || Outside.isCI,
    "PAGES NOT LOOKED AT: set ASHLAR_PYTHON to a Python with axe-playwright-python's axe-core"))
struct BrowserTests {
  @Test func browserHasNothingToSay() throws {
    let pages: [(name: String, bytes: [UInt8])] = [
      ("compared.html", ReviewPage.render([try Pages.compared()])),
      ("hostile.html", ReviewPage.render([try Pages.service(of: Hostile.spec)])),
      (
        "several.html",
        ReviewPage.render(
          try [
            ReviewRun(name: "global-leaderboard", tier: .fedrampHigh),
            ReviewRun(name: "k9", tier: .commercial, environment: "prod"),
          ].map(Pages.service))
      ),
    ]
    let run = try Outside.look(at: pages)
    #expect(run.isInTime)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("looked at \(pages.count) pages"), "\(run.output)\(run.errors)")
    Suites.announce("axe-core: \(run.output.split(separator: "\n").last ?? "")")
  }

  /// A look that finds nothing in anything would find nothing in ours.
  @Test func aBadPageIsToldFromAGoodOne() throws {
    let bad = """
      <!DOCTYPE html><html><head><title>x</title><style>body{margin:0}</style></head>
      <body><a href="#nowhere">x</a><img src="data:," ><p style="color:#eee;width:3000px">pale</p>
      <details><summary>s</summary><p>folded</p></details>
      <script>window.pwned = 1</script></body></html>
      """
    let run = try Outside.look(at: [("bad.html", Array(bad.utf8))])
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    for fault in [
      "html-has-lang", "image-alt", "color-contrast", "pixels wider than the screen",
      "it has a script", "a script of the spec has run", "links lead nowhere", "first tab stop",
      "not printed",
    ] {
      #expect(run.output.contains(fault), "\(fault) is not among\n\(run.output)")
    }
  }
}
