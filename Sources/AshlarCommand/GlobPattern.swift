// A name with wildcards, for shells that left it alone: `*`, `?`, `[a-z]`, `[!a]`, `**`.

import HostSystem

struct GlobPattern {
  private let isAbsolute: Bool
  private let parts: [String]

  static func isPattern(_ name: String) -> Bool {
    name.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
      || name.utf8.contains(UInt8(ascii: "["))
  }

  init(_ pattern: String) {
    isAbsolute = pattern.hasPrefix("/")
    var parts: [String] = []
    // `**` twice is `**`, and searching twice would take the square of the time.
    for part in pattern.split(separator: "/") where part != "**" || parts.last != "**" {
      parts.append(String(part))
    }
    self.parts = parts
  }

  /// What matches, sorted by bytes. As in a shell, hidden names have to be named.
  func matches(in surroundings: Surroundings) -> [String] {
    var found = Set<String>()
    search(isAbsolute ? "/" : "", parts[...], surroundings, &found)
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func search(
    _ folder: String, _ parts: ArraySlice<String>, _ surroundings: Surroundings,
    _ found: inout Set<String>
  ) {
    guard let part = parts.first else { return }
    let rest = parts.dropFirst()
    if part == "**" {
      // None, or one folder and as many more.
      if !rest.isEmpty { search(folder, rest, surroundings, &found) }
      for name in names(in: folder, surroundings) where !name.hasPrefix(".") {
        let joined = FilePath.join(folder, name)
        // A link to a folder is a name like any other, but no way down.
        let isFolder = kind(of: joined, surroundings, followingLinks: false) == .folder
        if isFolder { search(joined, parts, surroundings, &found) }
        if rest.isEmpty, !isFolder { found.insert(joined) }
      }
      return
    }
    if !GlobPattern.isPattern(part) {
      descend(FilePath.join(folder, part), rest, surroundings, &found)
      return
    }
    let pattern = Array(part.unicodeScalars)
    for name in names(in: folder, surroundings) where part.hasPrefix(".") || !name.hasPrefix(".") {
      if GlobPattern.matches(pattern[...], Array(name.unicodeScalars)[...]) {
        descend(FilePath.join(folder, name), rest, surroundings, &found)
      }
    }
  }

  private func descend(
    _ name: String, _ rest: ArraySlice<String>, _ surroundings: Surroundings,
    _ found: inout Set<String>
  ) {
    if rest.isEmpty {
      if kind(of: name, surroundings, followingLinks: true) != nil { found.insert(name) }
    } else if kind(of: name, surroundings, followingLinks: true) == .folder {
      search(name, rest, surroundings, &found)
    }
  }

  /// What cannot be listed matches nothing, as in a shell.
  private func names(in folder: String, _ surroundings: Surroundings) -> [String] {
    let path = surroundings.path(folder)
    do { return try SystemCalls.names(in: path.isEmpty ? "." : path) } catch { return [] }
  }

  private func kind(of name: String, _ surroundings: Surroundings, followingLinks: Bool)
    -> FileStatus.Kind?
  {
    do {
      let path = surroundings.path(name)
      return try SystemCalls.status(of: path, followingLinks: followingLinks).kind
    } catch { return nil }
  }

  /// Linear in pattern times name: of several `*` only the last is ever tried again.
  static func matches(
    _ pattern: ArraySlice<Unicode.Scalar>, _ name: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    var position = pattern.startIndex
    var index = name.startIndex
    var retry: (position: Int, index: Int)?
    while index < name.endIndex {
      if position < pattern.endIndex, pattern[position] == "*" {
        position += 1
        retry = (position, index)
      } else if position < pattern.endIndex,
        let next = step(pattern, position, accepts: name[index])
      {
        position = next
        index += 1
      } else if let last = retry {
        position = last.position
        index = last.index + 1
        retry = (position, index)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == "*" }
  }

  /// Where the pattern goes on when what stands at `position` accepts the character.
  private static func step(
    _ pattern: ArraySlice<Unicode.Scalar>, _ position: Int, accepts character: Unicode.Scalar
  ) -> Int? {
    switch pattern[position] {
    case "?": return position + 1
    case "[":
      // A bracket that is never closed is a bracket.
      guard let (isAccepted, next) = bracket(pattern, position, character) else { break }
      return isAccepted ? next : nil
    default: break
    }
    return pattern[position] == character ? position + 1 : nil
  }

  private static func bracket(
    _ pattern: ArraySlice<Unicode.Scalar>, _ position: Int, _ character: Unicode.Scalar
  ) -> (isAccepted: Bool, next: Int)? {
    var index = position + 1
    var isNegated = false
    if index < pattern.endIndex, pattern[index] == "!" || pattern[index] == "^" {
      isNegated = true
      index += 1
    }
    let first = index
    var isMember = false
    while index < pattern.endIndex {
      if pattern[index] == "]", index > first { return (isMember != isNegated, index + 1) }
      let low = pattern[index]
      if index + 2 < pattern.endIndex, pattern[index + 1] == "-", pattern[index + 2] != "]" {
        let high = pattern[index + 2]
        if low <= character, character <= high { isMember = true }
        index += 3
      } else {
        if low == character { isMember = true }
        index += 1
      }
    }
    return nil
  }
}
