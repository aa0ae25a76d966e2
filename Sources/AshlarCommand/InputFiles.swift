// From what the user wrote to the texts that are meant: files, folders, globs, standard input.

import HostSystem

package struct InputFiles: Sendable {
  package private(set) var texts: [InputText] = []
  package private(set) var faults: [ReadFault] = []

  private let surroundings: Surroundings
  /// Paths already read, by what the file system calls the file.
  private var seen: [String: [String]] = [:]
  private var hasReadInput = false

  /// Reads all it can; what cannot be read is a fault and does not hold up the rest.
  package init(_ names: [String], in surroundings: Surroundings) {
    self.surroundings = surroundings
    for name in names { add(name) }
  }

  private mutating func add(_ name: String) {
    if name == "-" { return addStandardInput() }
    do {
      addFound(name, try SystemCalls.status(of: surroundings.path(name)))
    } catch {
      // What exists under the very name is taken first.
      guard error.isAbsence, GlobPattern.isPattern(name) else {
        faults.append(ReadFault(name, error))
        return
      }
      addMatches(of: name)
    }
  }

  private mutating func addMatches(of name: String) {
    let matches = GlobPattern(name).matches(in: surroundings)
    if matches.isEmpty {
      faults.append(
        ReadFault(
          "no file matches `\(name)`",
          help: "`*` does not cross folders, `**` does; hidden files have to be named"))
    }
    for match in matches {
      do {
        addFound(match, try SystemCalls.status(of: surroundings.path(match)))
      } catch {
        faults.append(ReadFault(match, error))
      }
    }
  }

  private mutating func addFound(_ name: String, _ status: FileStatus) {
    if status.kind != .folder { return addFile(name) }
    let faultCount = faults.count
    let found = specs(below: name)
    if found.isEmpty, faults.count == faultCount {
      faults.append(
        ReadFault(
          "the folder `\(name)` holds no spec",
          help: "specs are called service.yml or NAME.service.yml; name other files themselves"))
    }
    for spec in found { addFile(spec) }
  }

  private mutating func addFile(_ name: String) {
    let path = surroundings.path(name)
    do {
      let contents = try FileReading.read(path, named: name) { isKnown(path, $0) }
      if let contents {
        seen[InputFiles.identity(contents.status), default: []].append(path)
        texts.append(InputText(name: name, bytes: contents.bytes))
      }
    } catch { faults.append(error) }
  }

  /// Two hard links are two inputs: a file is the same when it is reached by one path in the end.
  private func isKnown(_ path: String, _ status: FileStatus) -> Bool {
    guard let paths = seen[InputFiles.identity(status)] else { return false }
    let resolved = InputFiles.resolved(path)
    return paths.contains { InputFiles.resolved($0) == resolved }
  }

  /// A text: a dictionary of keys of our own costs each start what its type has to be made of.
  private static func identity(_ status: FileStatus) -> String {
    "\(status.device):\(status.inode)"
  }

  private static func resolved(_ path: String) -> String {
    do { return try SystemCalls.resolvedPath(of: path) } catch { return path }
  }

  private mutating func addStandardInput() {
    if hasReadInput { return }
    hasReadInput = true
    do {
      let bytes = try FileReading.readStream(surroundings.input, named: "-")
      texts.append(InputText(name: "-", bytes: bytes))
    } catch { faults.append(error) }
  }

  /// The specs below a folder, sorted by their bytes. Hidden entries are passed by; links to
  /// folders are not followed, so that no loop and no foreign tree is walked. The depth is bounded
  /// by the length the system allows a path.
  private mutating func specs(below folder: String) -> [String] {
    var found: [String] = []
    var waiting = [folder]
    while let here = waiting.popLast() {
      let names: [String]
      do {
        names = try SystemCalls.names(in: surroundings.path(here))
      } catch {
        faults.append(ReadFault(here, error))
        continue
      }
      for name in names where !name.hasPrefix(".") {
        let joined = FilePath.join(here, name)
        do {
          let status = try SystemCalls.status(
            of: surroundings.path(joined), followingLinks: false)
          if status.kind == .folder {
            waiting.append(joined)
          } else if InputFiles.isSpec(name), !isFolder(behind: status, joined) {
            found.append(joined)
          }
        } catch {
          // Gone since the folder was listed: somebody else's business, unless it was a spec.
          if InputFiles.isSpec(name) { faults.append(ReadFault(joined, error)) }
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func isFolder(behind status: FileStatus, _ name: String) -> Bool {
    guard status.kind == .link else { return false }
    do {
      return try SystemCalls.status(of: surroundings.path(name)).kind == .folder
    } catch {
      // A link that leads nowhere is read like a file, and reported like one.
      return false
    }
  }

  private static func isSpec(_ name: String) -> Bool {
    name == "service.yml" || name.hasSuffix(".service.yml")
  }
}
