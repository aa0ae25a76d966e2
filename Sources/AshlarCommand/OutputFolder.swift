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
  private var staged: [(staged: String, target: String, isNew: Bool)] = []
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

  /// What would have to change for the folder to hold just these stacks' files, sorted by path.
  func changes(
    for stacks: [SynthesizedStack], listedBy files: ([UInt8]) -> [String]
  ) throws(ReadFault) -> [Change] {
    var changes: [Change] = []
    for stack in stacks {
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
      guard let manifest = try contents(of: FilePath.join(stack.name, "manifest.json")) else {
        continue
      }
      let kept = Set(stack.files.map(\.path))
      for listed in Set(files(manifest)) where !kept.contains(listed) {
        // A manifest that somebody wrote by hand must not lead us out of the folder.
        guard OutputFolder.isInside(listed) else { continue }
        let path = FilePath.join(stack.name, listed)
        if let old = try contents(of: path) {
          changes.append(Change(kind: .stale, path: path, old: old, new: []))
        }
      }
    }
    return changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  static func isInside(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/")
      && path.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { $0 != ".." && $0 != "." && !$0.isEmpty }
  }

  private func contents(of path: String) throws(ReadFault) -> [UInt8]? {
    let full = FilePath.join(root, path)
    do {
      guard try Output.existing(full) != nil else { return nil }
    } catch {
      if error.isAbsence { return nil }
      throw ReadFault(FilePath.join(name, path), error)
    }
    return try FileReading.read(full, named: FilePath.join(name, path))?.bytes
  }
}

// MARK: - Writing

extension OutputFolder {
  mutating func apply(_ changes: [Change]) throws(WriteFault) {
    do {
      // An empty result makes its folder too: the next step of a pipeline expects one.
      try makeFolders(to: root)
      for change in changes where change.kind != .stale { try stage(change) }
      // The manifest says what the folder holds: it changes last.
      let isManifest = { (path: String) in FilePath.name(of: path) == "manifest.json" }
      for file in staged where !isManifest(file.target) { try install(file) }
      for change in changes where change.kind == .stale { try setAside(change) }
      for file in staged where isManifest(file.target) { try install(file) }
    } catch {
      rollBack()
      throw error
    }
    for case .restore(_, let backup) in undo { Output.discard(backup) }
    for change in changes where change.kind == .stale { removeEmptyFolders(above: change.path) }
  }

  private mutating func stage(_ change: Change) throws(WriteFault) {
    let target = FilePath.join(root, change.path)
    try makeFolders(to: FilePath.folder(of: target))
    do throws(SystemFault) {
      let old = try Output.existing(target)
      if old?.kind == .folder { throw SystemFault.isFolder }
      let path = try Output.stage(change.new, for: target, permissions: old)
      staged.append((path, target, old == nil))
    } catch { throw WriteFault(name: "`\(FilePath.join(name, change.path))`", fault: error) }
  }

  private mutating func makeFolders(to folder: String) throws(WriteFault) {
    var missing: [String] = []
    var here = folder
    do {
      while !here.isEmpty, try Output.existing(here) == nil {
        missing.append(here)
        here = FilePath.folder(of: here)
      }
      for folder in missing.reversed() {
        try SystemCalls.makeFolder(folder)
        madeFolders.append(folder)
      }
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

  private mutating func setAside(_ change: Change) throws(WriteFault) {
    let target = FilePath.join(root, change.path)
    let backup = Output.sibling(of: target, marked: "old")
    do {
      try SystemCalls.rename(target, to: backup)
      undo.append(.restore(target, from: backup))
    } catch {
      throw WriteFault(name: "`\(FilePath.join(name, change.path))`", fault: error)
    }
  }

  private func rollBack() {
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
