// `ashlar.yml`: the defaults a project gives to flags.

import Diagnostics
import HostSystem
import Provenance

package struct ProjectFile: Sendable, Equatable {
  package static let usualName = "ashlar.yml"
  /// What some call it, and we do not.
  private static let mistakenName = "ashlar.yaml"

  let name: String
  private let everywhere: [FlagName: [String]]
  private let sections: [Verb: [FlagName: [String]]]

  /// A verb's section replaces what stands at the top.
  package func values(of name: FlagName, for verb: Verb) -> [String]? {
    sections[verb]?[name] ?? everywhere[name]
  }

  /// Everything that is wrong with the file, in its order.
  package struct Rejection: Error, Equatable {
    package let faults: [UsageFault]
  }

  /// `folder` is where the file's relative paths begin, as the working folder calls it.
  package init(_ text: InputText, folder: String, backend: any CommandBackend)
    throws(Rejection)
  {
    var reader = ProjectReader(text, folder: folder, backend: backend)
    reader.read()
    if !reader.faults.isEmpty { throw Rejection(faults: reader.faults) }
    name = text.name
    everywhere = reader.everywhere
    sections = reader.sections
  }

  /// The nearest one upward, as the working folder calls it; nil when there is none. Overlooked is
  /// what stands nearer under a name that is not read.
  static func find(
    in surroundings: Surroundings
  ) throws(ReadFault) -> (text: InputText?, overlooked: String?) {
    var overlooked: String?
    let start = surroundings.folder.isEmpty ? SystemCalls.workingFolder : surroundings.folder
    let depth = (start ?? "").split(separator: "/").count
    for level in 0...depth {
      let folder = String(repeating: "../", count: level)
      let name = folder + usualName
      let path = surroundings.path(name)
      do {
        _ = try SystemCalls.status(of: path)
      } catch {
        // Above a folder that we may not search there is nothing for us.
        if error.isAbsence || error.isRefusal {
          if overlooked == nil, exists(folder + mistakenName, in: surroundings) {
            overlooked = folder + mistakenName
          }
          continue
        }
        throw ReadFault(name, error)
      }
      return (try read(name, in: surroundings), overlooked)
    }
    return (nil, overlooked)
  }

  private static func exists(_ name: String, in surroundings: Surroundings) -> Bool {
    do {
      return try SystemCalls.status(of: surroundings.path(name)).kind == .regular
    } catch { return false }
  }

  static func read(_ name: String, in surroundings: Surroundings) throws(ReadFault) -> InputText {
    let contents = try FileReading.read(surroundings.path(name), named: name)
    return InputText(name: name, bytes: contents?.bytes ?? [])
  }
}

private struct ProjectReader {
  private(set) var faults: [UsageFault] = []
  private(set) var everywhere: [FlagName: [String]] = [:]
  private(set) var sections: [Verb: [FlagName: [String]]] = [:]

  private let source: SourceFile
  private let folder: String
  private let backend: any CommandBackend
  private var tree = Tree()

  init(_ text: InputText, folder: String, backend: any CommandBackend) {
    source = SourceFile(name: text.name, bytes: text.bytes)
    self.folder = folder
    self.backend = backend
  }

  mutating func read() {
    // A file that sets nothing is no document, and no mistake either.
    if isBlank { return }
    var sink = Sink()
    let root: NodeID
    do {
      root = try backend.parseYAML(source, into: &tree, sink: &sink)
    } catch {
      return report(sink)
    }
    report(sink)
    if faults.isEmpty { readTop(root) }
  }

  private var isBlank: Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = source.bytes.starts(with: mark) ? source.bytes.dropFirst(3) : source.bytes[...]
    return bytes.split { $0 == 0x0A || $0 == 0x0D }.allSatisfy { line in
      let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      return text.isEmpty || text.first == UInt8(ascii: "#")
    }
  }

  private mutating func report(_ sink: Sink) {
    for found in Findings(sink, in: tree).located where found.finding.code.severity == .error {
      let place = found.place
      faults.append(
        UsageFault(
          "\(place.file):\(place.start.line):\(place.start.column): \(found.finding.message)",
          help: found.finding.help ?? "`ashlar schema project` says what may stand here"))
    }
  }

  private mutating func readTop(_ root: NodeID) {
    let flags = ProjectFile.flagsEverywhere
    forEachEntry(of: root, called: "the file") { reader, key, value in
      let name = reader.tree.text(of: key)
      if let flag = flags.first(where: { $0.name.projectKey == name }) {
        reader.everywhere[flag.name] = reader.values(of: flag, value)
      } else if let verb = ProjectFile.verbs.first(where: { $0.rawValue == name }) {
        reader.readSection(of: verb, value)
      } else {
        reader.rejectKey(
          key, known: flags.map(\.name.projectKey) + ProjectFile.verbs.map(\.rawValue))
      }
    }
  }

  private mutating func readSection(of verb: Verb, _ node: NodeID) {
    let flags = ProjectFile.flags(of: verb)
    forEachEntry(of: node, called: "`\(verb.rawValue)`") { reader, key, value in
      let name = reader.tree.text(of: key)
      if let flag = flags.first(where: { $0.name.projectKey == name }) {
        reader.sections[verb, default: [:]][flag.name] = reader.values(of: flag, value)
      } else {
        reader.rejectKey(key, known: flags.map(\.name.projectKey))
      }
    }
  }

  /// An empty file or section says nothing, and that is no mistake.
  private mutating func forEachEntry(
    of node: NodeID, called name: String,
    _ body: (inout ProjectReader, _ key: NodeID, _ value: NodeID) -> Void
  ) {
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .null: return
    case .mapping: break
    default:
      return reject(node, "\(name) is to hold flags by name", help: "write `name: value` lines")
    }
    for entry in Array(tree.entries(of: content)) { body(&self, entry.key, entry.value) }
  }

  private mutating func rejectKey(_ key: NodeID, known: [String]) {
    let name = tree.text(of: key)
    let homes = ProjectFile.verbs.filter { verb in
      ProjectFile.flags(of: verb).contains { $0.name.projectKey == name }
    }
    if !homes.isEmpty {
      let sections = homes.map { "`\($0.rawValue)`" }.listed("or")
      return reject(
        key, "`\(name)` does not stand here", help: "write it in the section \(sections)")
    }
    if FlagName.allCases.contains(where: { $0.projectKey == name || $0.rawValue == name }),
      !known.contains(where: { $0.lowercased() == name.filter { $0 != "-" } })
    {
      return reject(
        key, "`\(name)` cannot be set in the project file",
        help: "give it on the command line: `--\(name)`")
    }
    let near = Suggestion.nearest(to: name, among: known)
    reject(
      key, "unknown key `\(name)`",
      help: near.map { "did you mean `\($0)`?" } ?? "write \(known.listed("or"))")
  }

  private mutating func reject(_ node: NodeID, _ message: String, help: String) {
    let place = LineTable(source.bytes).lineColumn(at: tree.span(of: node).start)
    faults.append(
      UsageFault("\(source.name):\(place.line):\(place.column): \(message)", help: help))
  }
}

// MARK: - Values

extension ProjectReader {
  private mutating func values(of flag: Flag, _ node: NodeID) -> [String]? {
    let content = tree.content(of: node)
    if flag.form == .assignment { return assignments(content) }
    if flag.isRepeatable, tree.kind(of: content) == .sequence {
      return Array(tree.children(of: content)).compactMap { value(of: flag, $0) }
    }
    return value(of: flag, node).map { [$0] }
  }

  private mutating func assignments(_ node: NodeID) -> [String]? {
    guard tree.kind(of: node) == .mapping else {
      reject(node, "`parameter` holds names and values", help: "write `parameter: {Name: value}`")
      return nil
    }
    return Array(tree.entries(of: node)).compactMap { entry in
      let name = tree.text(of: entry.key)
      switch tree.kind(of: tree.content(of: entry.value)) {
      case .string, .integer, .float, .boolean:
        return "\(name)=\(tree.text(of: tree.content(of: entry.value)))"
      case .null, .sequence, .mapping, .alias, .link:
        reject(entry.value, "the parameter `\(name)` is to have one value", help: "write text")
        return nil
      }
    }
  }

  private mutating func value(of flag: Flag, _ node: NodeID) -> String? {
    let key = flag.name.projectKey
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .string || tree.kind(of: content) == .integer else {
      reject(
        node, "`\(key)` is to be text",
        help: flag.choices.isEmpty
          ? "write \(flag.placeholder ?? "a word")" : "write \(flag.choices.listed("or"))")
      return nil
    }
    let text = tree.text(of: content)
    if let form = flag.form, let fault = form.fault(in: text) {
      reject(node, "`\(key)`: \(fault.message)", help: fault.help)
      return nil
    }
    if flag.form == .codes {
      do throws(UsageFault) { _ = try KnownCode.hidden(by: [text], in: backend.allCodes()) } catch {
        reject(node, "`\(key)`: \(error.message)", help: error.help)
        return nil
      }
    }
    switch flag.form {
    case .file, .folder: return located(text)
    case .fileOrStream, .folderOrStream: return text == "-" ? text : located(text)
    case .choice, .text, .date, .region, .account, .assignment, .port, .duration, .code, .codes,
      nil:
      return text
    }
  }

  private func located(_ path: String) -> String {
    path.hasPrefix("/") ? path : FilePath.join(folder, path)
  }
}

// MARK: - What the table allows

extension ProjectFile {
  static var verbs: [Verb] {
    Verb.allCases.filter { ArgumentTable.declaration(of: $0).readsProjectFile }
  }

  static func flags(of verb: Verb) -> [Flag] {
    ArgumentTable.declaration(of: verb).allFlags.filter { $0.project != .never }
  }

  /// Each once, in the order of the table.
  static var flagsEverywhere: [Flag] {
    var flags: [Flag] = []
    for flag in verbs.flatMap({ ProjectFile.flags(of: $0) }) where flag.project == .everywhere {
      if !flags.contains(where: { $0.name == flag.name }) { flags.append(flag) }
    }
    return flags
  }
}
