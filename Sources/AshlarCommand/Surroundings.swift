// What a run is given from outside: arguments, folder, streams, clock, and presentation variables.

import HostSystem

package struct Surroundings: Sendable {
  /// Without the name of the program.
  package let arguments: [String]
  /// Where relative names begin; empty for the folder of the process.
  package let folder: String
  package let input: Int32
  package let output: Int32
  package let errors: Int32
  /// Only `NO_COLOR`, `ASHLAR_COLOR` and `TERM` are asked for: variables never change content.
  package let variable: @Sendable (String) -> String?
  package let secondsSinceEpoch: @Sendable () -> Int

  package init(
    arguments: [String], folder: String, input: Int32, output: Int32, errors: Int32,
    variable: @escaping @Sendable (String) -> String?,
    secondsSinceEpoch: @escaping @Sendable () -> Int
  ) {
    self.arguments = arguments
    self.folder = folder
    self.input = input
    self.output = output
    self.errors = errors
    self.variable = variable
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  /// What the process was given. Reads nothing yet but the arguments.
  package static func ofProcess() -> Surroundings {
    Surroundings(
      arguments: Array(CommandLine.arguments.dropFirst()), folder: "", input: 0, output: 1,
      errors: 2, variable: SystemCalls.variable, secondsSinceEpoch: SystemCalls.secondsSinceEpoch)
  }

  /// Where a name that somebody wrote is found.
  func path(_ name: String) -> String {
    folder.isEmpty || name.hasPrefix("/") ? name : FilePath.join(folder, name)
  }
}

enum FilePath {
  static func join(_ folder: String, _ name: String) -> String {
    if folder.isEmpty { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The folder part of a path, empty for a bare name.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}
