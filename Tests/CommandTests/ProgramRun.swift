// One run of the real program in a folder of its own: its status, its two streams and its time.

import Foundation
import Testing

/// A folder with specs, gone when the test is over.
final class Shelf: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ashlar-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(at: folder) } catch {}
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let place = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  func holds(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }
}

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
    // Beside the folder the program sees. Files, not pipes: neither side ever waits for the other.
    let streams = try Shelf()
    for name in ["input", "output", "errors"] {
      try streams.write(name == "input" ? input : [], to: name)
    }
    // Not Foundation's Process: it can miss the end of a child, and then waits for ever.
    let child = try SpawnedProgram(
      executable.path, arguments, environment: environment, folder: shelf.folder.path,
      streams: ["input", "output", "errors"].map {
        streams.folder.appendingPathComponent($0).path
      })
    let end = child.wait(seconds: ProgramRun.secondsMax)
    #expect(end.isInTime, "\(arguments) runs for more than \(ProgramRun.secondsMax) seconds")
    status = end.status ?? -1
    output = try streams.text("output")
    errors = try streams.text("errors")
    #expect(end.status != nil, "\(arguments) ends by a signal")
  }
}
