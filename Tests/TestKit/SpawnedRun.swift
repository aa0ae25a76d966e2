// One run of any program, from input to end. Tests use it instead of Foundation's Process,
// which can miss the end of a child and then waits for ever.

package import Foundation

package struct SpawnedRun: Sendable {
  /// Nil when a signal ended it.
  package let status: Int32?
  package let output: String
  package let errors: String
  /// False when it had to be ended.
  package let isInTime: Bool

  package init(
    _ executable: URL, _ arguments: [String], input: [UInt8] = [],
    environment: [String: String] = [:], folder: URL = Checkout.root, secondsMax: Int = 60
  ) throws {
    // Files, not pipes: neither side ever waits for the other.
    let streams = try Shelf()
    for name in ["input", "output", "errors"] {
      try streams.write(name == "input" ? input : [], to: name)
    }
    let child = try SpawnedProgram(
      executable.path, arguments, environment: environment, folder: folder.path,
      streams: ["input", "output", "errors"].map {
        streams.folder.appendingPathComponent($0).path
      })
    let end = child.wait(seconds: secondsMax)
    status = end.status
    isInTime = end.isInTime
    output = try streams.text("output")
    errors = try streams.text("errors")
  }
}
