// A folder of its own for a test, and the command run in it.

import AshlarCommand
import Foundation

final class Workplace {
  let path: String

  init() throws {
    // One level below the temporary folder, so that a project file upward is a test's own.
    path = NSTemporaryDirectory() + "ashlar-command-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    Workplace.remove(path)
  }

  /// What a test leaves in the temporary folder is a pity, not a failure.
  private static func remove(_ path: String) {
    do { try FileManager.default.removeItem(atPath: path) } catch {}
  }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(of name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  /// Every file below a folder, hidden ones too.
  func files(below name: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: file(name))?.compactMap { $0 as? String }
    return (found ?? []).filter { !isFolder(name + "/" + $0) }.sorted()
  }

  private func isFolder(_ name: String) -> Bool {
    do {
      let url = URL(fileURLWithPath: file(name))
      return try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
    } catch { return false }
  }

  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  func run(
    _ arguments: [String], in folder: String? = nil, input: String = "",
    output: Int32? = nil, variables: [String: String] = [:],
    backend: FakeBackend = FakeBackend()
  ) throws -> Outcome {
    let streams = NSTemporaryDirectory() + "ashlar-streams-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: streams, withIntermediateDirectories: true)
    defer { Workplace.remove(streams) }
    try Data(input.utf8).write(to: URL(fileURLWithPath: streams + "/in"))
    var opened: [String: Int32] = [:]
    for (name, mode) in ["in": O_RDONLY, "out": O_WRONLY | O_CREAT, "err": O_WRONLY | O_CREAT] {
      opened[name] = unsafe open(streams + "/" + name, mode, 0o600)
    }
    defer { for descriptor in opened.values { close(descriptor) } }
    let surroundings = Surroundings(
      arguments: arguments, folder: folder ?? path, input: opened["in"] ?? -1,
      output: output ?? opened["out"] ?? -1, errors: opened["err"] ?? -1,
      variable: { variables[$0] }, secondsSinceEpoch: { 1_767_225_599 })
    let status = Command(surroundings, backend: backend).run()
    return Outcome(
      status: status.rawValue,
      output: try String(contentsOfFile: streams + "/out", encoding: .utf8),
      errors: try String(contentsOfFile: streams + "/err", encoding: .utf8))
  }
}
