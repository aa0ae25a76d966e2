// Runs the cases, one program each.

import Foundation
import TestKit
import Testing

@Suite(.serialized) struct CommandCaseTests {
  @Test(arguments: CommandCase.places)
  func findsWhatItIsGiven(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.contents)
  func refusesWhatIsNoSpec(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.disguises)
  func seesTheTextAlone(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.refusals)
  func saysWhatIsWrongInTheWish(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.bars)
  func failsAtTheBar(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.projects)
  func goesByTheProject(_ example: CommandCase) throws { try example.run() }

  /// The reference shows a project file: whoever copies it must be able to.
  @Test func takesTheSampleOfTheReference() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/reference/command-line.md"), encoding: .utf8)
    let sample = try #require(page.firstMatch(of: /```yaml\n((?s:.*?))```/)?.1)
    let spec = Specs.good.replacing("components:", with: "environments: { prod: {} }\ncomponents:")
    try CommandCase(
      "the sample", "validate given.yml",
      files: ["ashlar.yml": Specs.bytes(String(sample)), "given.yml": Specs.bytes(spec)], status: 0
    ).run()
  }

  @Test(arguments: CommandCase.answers)
  func answers(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.colors)
  func colorsForEyesOnly(_ example: CommandCase) throws { try example.run() }
}
