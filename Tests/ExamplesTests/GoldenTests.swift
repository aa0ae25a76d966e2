// Every file that `synth` makes of an example, under every tier, byte for byte.

import Compiler
import Diagnostics
import Foundation
import JSONText
import Provenance
import TestKit
import Testing

@Suite struct GoldenTests {
  @Test(arguments: ExampleRun.ready)
  func makesTheseFilesAndNoOther(_ run: ExampleRun) throws {
    var files = try run.files().map { (path: $0.path, bytes: $0.bytes) }
    let said = try run.outcomes().map(\.diagnostics).joined(separator: "\n")
    files.append(("diagnostics.txt", Array(said.utf8)))
    files.append(("logical-ids.txt", Array(try logicalIDs(of: run).utf8)))
    let complaints = try Golden.complaints(about: files, in: run.expectedFolder)
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
  }

  /// Renaming one replaces a resource in production: that shall not hide in a long difference.
  private func logicalIDs(of run: ExampleRun) throws -> String {
    var text = ""
    for file in try run.files() where file.isTemplate {
      text += "\(file.path)\n"
      let template = try Reading.json(file.bytes)
      for (name, value) in template.members("Resources") {
        text += "  \(name) \(template.text("Type", in: value))\n"
      }
    }
    return text
  }

  /// Neither the folder a spec lies in nor the run leaves a trace.
  @Test(arguments: ExampleRun.ready)
  func isTheSameWhereverItLies(_ run: ExampleRun) throws {
    let here = try run.outcomes(named: "service.yml").map(\.artifacts)
    let there = try run.outcomes(named: "/elsewhere/deep/service.yml").map(\.artifacts)
    for (left, right) in zip(here, there) {
      #expect(left?.stack == right?.stack)
      #expect(left?.files.map(\.path) == right?.files.map(\.path))
      #expect(left?.files.map(\.bytes) == right?.files.map(\.bytes))
    }
    #expect(here.count == there.count)
  }
}
