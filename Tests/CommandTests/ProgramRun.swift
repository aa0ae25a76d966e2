// The real program, run in a folder of its own: its status, its two streams and its time.

import Foundation
import TestKit
import Testing

struct ProgramRun {
  let status: Int32
  let output: String
  let errors: String

  /// The program stands beside the tests it was built with.
  static let program = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("ashlar")

  /// Longer than this is a hang to whoever waits.
  private static let secondsMax = 10

  init(
    _ arguments: [String], in shelf: Shelf, input: [UInt8] = [],
    environment: [String: String] = [:]
  ) throws {
    try self.init(
      ProgramRun.program, arguments, in: shelf, input: input, environment: environment)
  }

  /// Through a shell, for redirections: `$0` is the program.
  init(shell script: String, in shelf: Shelf) throws {
    try self.init(
      URL(fileURLWithPath: "/bin/sh"), ["-c", script, ProgramRun.program.path], in: shelf,
      input: [], environment: [:])
  }

  /// Another program.
  init(
    _ executable: URL, _ arguments: [String], in shelf: Shelf, input: [UInt8],
    environment: [String: String] = [:]
  ) throws {
    let run = try SpawnedRun(
      executable, arguments, input: input, environment: environment, folder: shelf.folder,
      secondsMax: ProgramRun.secondsMax)
    #expect(run.isInTime, "\(arguments) runs for more than \(ProgramRun.secondsMax) seconds")
    #expect(run.status != nil, "\(arguments) ends by a signal")
    status = run.status ?? -1
    output = run.output
    errors = run.errors
  }
}
