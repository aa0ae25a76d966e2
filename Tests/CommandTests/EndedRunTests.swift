// Runs of `synth` that are told to end, and runs that meet at one folder.

import Foundation
import TestKit
import Testing

@Suite(.serialized) struct EndedRunTests {
  private static let specCount = 24

  /// Good specs of several tables each, and beside them one with a mistake.
  private func shelf() throws -> Shelf {
    let shelf = try Shelf()
    for number in 0..<EndedRunTests.specCount {
      var text = "service: s\(number)\ncomplianceFramework: commercial\ncomponents:\n"
      for table in 0..<8 {
        text += "  - name: t\(table)\n    type: dynamodb-table\n"
        text += "    config: { partitionKey: { name: id, type: S } }\n"
      }
      try shelf.write(Array(text.utf8), to: String(format: "specs/%03d.service.yml", number))
    }
    let bad = """
      service: last
      components: [{ name: t, type: dynamodb-table, config: { x: 1 } }]
      """
    try shelf.write(Array(bad.utf8), to: "bad/zzz.service.yml")
    return shelf
  }

  private func names(below folder: URL) -> [String] {
    let files = FileManager.default.enumerator(atPath: folder.path)
    return (files?.compactMap { $0 as? String } ?? []).sorted()
  }

  /// At whatever moment: either nothing is left, or all is there; a signal is never held back.
  @Test(arguments: [SIGTERM, SIGINT])
  func aRunThatIsToldToEndLeavesNothing(_ signal: Int32) throws {
    let shelf = try shelf()
    let output = shelf.folder.appendingPathComponent("dist")
    var ended = 0
    for attempt in 0..<16 {
      let child = try SpawnedProgram(
        ProgramRun.program.path, ["synth", "specs"], environment: [:], folder: shelf.folder.path,
        streams: ["/dev/null", "/dev/null", "/dev/null"])
      // Until something is being written, and then a little longer each time.
      for _ in 0..<2_000 where !FileManager.default.fileExists(atPath: output.path) { usleep(500) }
      usleep(UInt32(attempt) * 4_000)
      child.signal(signal)
      let end = child.wait(seconds: 60)
      #expect(end.isInTime)
      if end.status == nil {
        ended += 1
        // Those whose names were changed stay; none is hidden.
        let left = names(below: output)
        #expect(left.filter { $0.contains("/.") || $0.hasPrefix(".") } == [])
        let manifests = left.filter { $0.hasSuffix("manifest.json") }
        #expect([0, EndedRunTests.specCount].contains(manifests.count))
      } else {
        #expect(end.status == 0)
      }
      if FileManager.default.fileExists(atPath: output.path) {
        try FileManager.default.removeItem(at: output)
      }
    }
    #expect(ended > 0, "no run was still there to be told")
  }

  /// One of them makes the folder and, since it fails, removes it again.
  @Test func runsThatMeetDoNotFailForIt() throws {
    let shelf = try shelf()
    let output = shelf.folder.appendingPathComponent("a/b/dist")
    for _ in 0..<6 {
      let runs = try [["specs", "bad"], ["specs"], ["specs", "bad"]].map { inputs in
        try SpawnedProgram(
          ProgramRun.program.path, ["synth"] + inputs + ["-o", "a/b/dist"], environment: [:],
          folder: shelf.folder.path, streams: ["/dev/null", "/dev/null", "/dev/null"])
      }
      let ends = runs.map { $0.wait(seconds: 60) }
      #expect(ends.map(\.status) == [1, 0, 1])
      let left = names(below: output)
      #expect(left.count { $0.hasSuffix("manifest.json") } == EndedRunTests.specCount)
      #expect(!left.contains { $0.contains("/.") })
      try FileManager.default.removeItem(at: shelf.folder.appendingPathComponent("a"))
    }
  }
}
