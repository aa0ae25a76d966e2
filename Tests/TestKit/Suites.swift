// The public test suites that are not part of the repository: there when `ASHLAR_SUITES` names
// them.

package import Foundation

package enum Suites {
  /// The folder of a suite; nil when the suites are not at hand.
  package static func folder(_ name: String) -> URL? {
    guard let root = ProcessInfo.processInfo.environment["ASHLAR_SUITES"], !root.isEmpty else {
      return nil
    }
    return URL(fileURLWithPath: root, relativeTo: Checkout.root).appendingPathComponent(name)
  }

  /// The files of a suite with an ending, by name; none when the suites are not at hand.
  package static func files(of name: String, ending: String) throws -> [URL] {
    guard let folder = folder(name) else { return [] }
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return files.filter { $0.lastPathComponent.hasSuffix(ending) }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// Says how much of a suite ran: a suite that nobody runs should be seen not to run.
  package static func announce(_ line: String) {
    FileHandle.standardError.write(Data("\n=== suite: \(line)\n".utf8))
  }
}
