// The repository under test: where its files are, and reading and writing them.

package import Foundation

package enum Checkout {
  /// The root of the repository, found from this file's own path.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  package static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
  }

  package static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  package static func write(_ text: String, to path: String) throws {
    let place = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place)
  }

  package static func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: root.appendingPathComponent(path))
  }

  /// Names in a folder, sorted; none when there is no such folder.
  package static func names(in folder: String) -> [String] {
    let path = root.appendingPathComponent(folder).path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return [] }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Paths of all files below a folder, from the root, sorted.
  package static func paths(below folder: String) -> [String] {
    names(in: folder).flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      let inside = names(in: path)
      return inside.isEmpty ? [path] : paths(below: path)
    }
  }
}
