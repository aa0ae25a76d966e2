// Writes the folders of stacks: all of them or none, and only what differs.

import HostSystem

/// Everything is written beside its target first. Then names are changed, each change remembered,
/// and undone if a later one fails.
struct OutputFolder {
  struct Change: Equatable {
    enum Kind: Equatable { case missing, different, stale }

    let kind: Kind
    /// Relative to the output folder.
    let path: String
    /// What is there now.
    let old: [UInt8]
    let new: [UInt8]
  }

  private let root: String
  private let name: String
  private var madeFolders: [String] = []
  /// Those that are there, so that the file system is asked once for each.
  private var knownFolders: Set<String> = []
  private var staged: [(staged: String, target: String, isNew: Bool)] = []
  private var stale: [String] = []
  private var lock: FolderLock?
  /// The folder is there, and stop signals are held.
  private var isPrepared = false
  private var undo: [Undo] = []

  private enum Undo {
    case remove(String)
    case restore(String, from: String)
  }

  /// `name` is what the user calls the folder.
  init(_ root: String, named name: String) {
    self.root = root
    self.name = name
  }

  /// What would have to change for the folder to hold just this stack's files.
  func changes(
    for stack: SynthesizedStack, listedBy files: ([UInt8]) -> [String]
  ) throws(ReadFault) -> [Change] {
    guard try holds(stack.name) else {
      return stack.files.map { file in
        Change(
          kind: .missing, path: FilePath.join(stack.name, file.path), old: [], new: file.bytes)
      }
    }
    var changes: [Change] = []
    for file in stack.files {
      let path = FilePath.join(stack.name, file.path)
      guard let old = try contents(of: path) else {
        changes.append(Change(kind: .missing, path: path, old: [], new: file.bytes))
        continue
      }
      if old != file.bytes {
        changes.append(Change(kind: .different, path: path, old: old, new: file.bytes))
      }
    }
    // One that is the same lists the same.
    guard let manifest = try contents(of: FilePath.join(stack.name, "manifest.json")),
      manifest != stack.files.first(where: { $0.path == "manifest.json" })?.bytes
    else { return changes }
    let kept = Set(stack.files.map(\.path))
    for listed in Set(files(manifest)).sorted() where !kept.contains(listed) {
      // A manifest that somebody wrote by hand must not lead us out of the folder.
      guard OutputFolder.isInside(listed) else { continue }
      let path = FilePath.join(stack.name, listed)
      if let old = try contents(of: path) {
        changes.append(Change(kind: .stale, path: path, old: old, new: []))
      }
    }
    return changes
  }

  static func isInside(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/")
      && path.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { $0 != ".." && $0 != "." && !$0.isEmpty }
  }

  private func contents(of path: String) throws(ReadFault) -> [UInt8]? {
    guard try holds(path) else { return nil }
    return try FileReading.read(FilePath.join(root, path), named: FilePath.join(name, path))?.bytes
  }

  private func holds(_ path: String) throws(ReadFault) -> Bool {
    do { return try Output.existing(FilePath.join(root, path)) != nil } catch {
      if error.isAbsence { return false }
      throw ReadFault(FilePath.join(name, path), error)
    }
  }
}

// MARK: - Writing

extension OutputFolder {
  /// Waits for other runs that write to the same folder, and clears away what those left that were
  /// killed.
  mutating func prepare(for stack: SynthesizedStack) throws(WriteFault) {
    if !isPrepared { try prepare() }
    var names: [String: Set<String>] = [:]
    for file in stack.files {
      let path = FilePath.join(FilePath.join(root, stack.name), file.path)
      names[FilePath.folder(of: path), default: []].insert(FilePath.name(of: path))
    }
    for (folder, targets) in names { Output.discardLeftovers(of: targets, in: folder) }
  }

  /// Another run that made the folder may remove it while this one waits: then it is made again.
  private mutating func prepare() throws(WriteFault) {
    for _ in 0..<OutputFolder.attemptsMax {
      knownFolders = []
      do throws(WriteFault) { try makeFolders(to: root) } catch {
        // What stood above it has gone between two questions.
        if error.fault == .notFound { continue }
        throw error
      }
      do throws(SystemFault) {
        let lock = try FolderLock(root)
        guard try lock.holds(root) else { continue }
        self.lock = lock
      } catch {
        if error.isAbsence { continue }
        // A file system without locks is no reason not to write.
      }
      // Nothing is staged before. A signal is obeyed once nothing is left behind.
      StopSignals.hold()
      isPrepared = true
      return
    }
    throw WriteFault(name: "the folder `\(name)`", fault: .notFound)
  }

  /// Each stands for a run that made and removed the folder meanwhile.
  private static let attemptsMax = 1_000

  /// Whether somebody wants the process to end: what was staged is not worth keeping.
  var isStopped: Bool { isPrepared && StopSignals.hasCome }

  /// From here on nothing is left that a signal could leave behind; one that came is obeyed.
  private mutating func leave() {
    guard isPrepared else { return }
    isPrepared = false
    lock = nil
    StopSignals.release()
  }

  /// Writes what is new beside its target, and notes what is to go.
  mutating func stage(_ changes: [Change]) throws(WriteFault) {
    for change in changes where !isStopped {
      if change.kind == .stale { stale.append(change.path) } else { try stage(change) }
    }
  }

  /// Puts everything in place that was staged; what fails must be rolled back.
  mutating func commit() throws(WriteFault) {
    // An empty result makes its folder too: the next step of a pipeline expects one.
    try makeFolders(to: root)
    // The manifest says what the folder holds: it changes last.
    let isManifest = { (path: String) in FilePath.name(of: path) == "manifest.json" }
    for file in staged where !isManifest(file.target) { try install(file) }
    for path in stale { try setAside(path) }
    for file in staged where isManifest(file.target) { try install(file) }
    for case .restore(_, let backup) in undo { Output.discard(backup) }
    for path in stale { removeEmptyFolders(above: path) }
    leave()
  }

  private mutating func stage(_ change: Change) throws(WriteFault) {
    let target = FilePath.join(root, change.path)
    try makeFolders(to: FilePath.folder(of: target))
    do throws(SystemFault) {
      let old = change.kind == .missing ? nil : try Output.existing(target)
      if old?.kind == .folder { throw SystemFault.isFolder }
      let path = try Output.stage(change.new, for: target, permissions: old)
      staged.append((path, target, old == nil))
    } catch { throw WriteFault(name: "`\(FilePath.join(name, change.path))`", fault: error) }
  }

  private mutating func makeFolders(to folder: String) throws(WriteFault) {
    var missing: [String] = []
    var here = folder
    do throws(SystemFault) {
      while !here.isEmpty, !knownFolders.contains(here), try Output.existing(here) == nil {
        missing.append(here)
        here = FilePath.folder(of: here)
      }
      for folder in missing.reversed() {
        do throws(SystemFault) { try SystemCalls.makeFolder(folder) } catch {
          // Another run was quicker: it is theirs to remove.
          if error.isPresence { continue }
          throw error
        }
        madeFolders.append(folder)
      }
      knownFolders.insert(folder)
    } catch { throw WriteFault(name: "the folder `\(name)`", fault: error) }
  }

  private mutating func install(_ file: (staged: String, target: String, isNew: Bool))
    throws(WriteFault)
  {
    do {
      if !file.isNew {
        let backup = Output.sibling(of: file.target, marked: "old")
        try keep(file.target, as: backup)
        undo.append(.restore(file.target, from: backup))
      }
      try SystemCalls.rename(file.staged, to: file.target)
      if file.isNew { undo.append(.remove(file.target)) }
    } catch { throw WriteFault(name: "`\(file.target)`", fault: error) }
  }

  /// A second name, so that the first is never without a file; not every file system has them.
  private func keep(_ target: String, as backup: String) throws(SystemFault) {
    Output.discard(backup)
    do {
      try SystemCalls.link(target, as: backup)
    } catch {
      try SystemCalls.rename(target, to: backup)
    }
  }

  private mutating func setAside(_ path: String) throws(WriteFault) {
    let target = FilePath.join(root, path)
    let backup = Output.sibling(of: target, marked: "old")
    do {
      try SystemCalls.rename(target, to: backup)
      undo.append(.restore(target, from: backup))
    } catch {
      throw WriteFault(name: "`\(FilePath.join(name, path))`", fault: error)
    }
  }

  /// Undoes what was put in place, and removes what was staged.
  mutating func rollBack() {
    for step in undo.reversed() {
      switch step {
      case .remove(let path): Output.discard(path)
      case .restore(let path, let backup):
        do {
          try SystemCalls.rename(backup, to: path)
          // Two names of one file: renaming one to the other leaves both.
          Output.discard(backup)
        } catch {
          // The backup may be the only copy left: it stays.
        }
      }
    }
    for file in staged { Output.discard(file.staged) }
    for folder in madeFolders.reversed() {
      do { try SystemCalls.removeEmptyFolder(folder) } catch {}
    }
    (undo, staged, stale, madeFolders, knownFolders) = ([], [], [], [], [])
    leave()
  }

  /// The stack's own folder stays.
  private func removeEmptyFolders(above path: String) {
    var folder = FilePath.folder(of: path)
    while folder.utf8.contains(UInt8(ascii: "/")) {
      // One that still holds something refuses to go, and so do those above it.
      do { try SystemCalls.removeEmptyFolder(FilePath.join(root, folder)) } catch { return }
      folder = FilePath.folder(of: folder)
    }
  }
}
