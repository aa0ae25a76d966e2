// What differs between two texts, line by line, as `diff -u` shows it.

enum LineDifference {
  /// Lines around a change.
  private static let contextLines = 3
  /// Beyond so many changed lines nobody reads; what is left is shown as one change.
  private static let editsMax = 1_000

  private enum Edit: Equatable {
    case same(Int, Int)
    case old(Int)
    case new(Int)
  }

  static func render(_ old: [UInt8], _ new: [UInt8], oldName: String, newName: String) -> String {
    let left = lines(of: old)
    let right = lines(of: new)
    let edits = edits(left, right)
    var text = "--- \(oldName)\n+++ \(newName)\n"
    for hunk in hunks(edits) {
      text += header(edits[hunk], before: edits[..<hunk.lowerBound])
      for edit in edits[hunk] {
        switch edit {
        case .same(let line, _): text += " " + shown(left[line])
        case .old(let line): text += "-" + shown(left[line])
        case .new(let line): text += "+" + shown(right[line])
        }
      }
    }
    return text
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func shown(_ line: ArraySlice<UInt8>) -> String {
    let text = String(decoding: line, as: UTF8.self)
    return line.last == 0x0A ? text : text + "\n\\ No newline at end of file\n"
  }

  private static func header(_ hunk: ArraySlice<Edit>, before: ArraySlice<Edit>) -> String {
    func count(_ edits: ArraySlice<Edit>) -> (old: Int, new: Int) {
      edits.reduce(into: (old: 0, new: 0)) { counts, edit in
        switch edit {
        case .same:
          counts.old += 1
          counts.new += 1
        case .old: counts.old += 1
        case .new: counts.new += 1
        }
      }
    }
    let start = count(before)
    let size = count(hunk)
    // An empty side is named by the line before it.
    let oldStart = start.old + (size.old == 0 ? 0 : 1)
    let newStart = start.new + (size.new == 0 ? 0 : 1)
    return "@@ -\(oldStart),\(size.old) +\(newStart),\(size.new) @@\n"
  }

  private static func hunks(_ edits: [Edit]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (index, edit) in edits.enumerated() {
      if case .same = edit { continue }
      let start = max(0, index - contextLines)
      let end = min(edits.count, index + 1 + contextLines)
      if let last = hunks.last, start <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<end
      } else {
        hunks.append(start..<end)
      }
    }
    return hunks
  }

  /// Common ends are taken off, the middle is compared.
  private static func edits(_ left: [ArraySlice<UInt8>], _ right: [ArraySlice<UInt8>]) -> [Edit] {
    var prefix = 0
    while prefix < min(left.count, right.count), left[prefix] == right[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(left.count, right.count) - prefix,
      left[left.count - 1 - suffix] == right[right.count - 1 - suffix]
    {
      suffix += 1
    }
    var edits = (0..<prefix).map { Edit.same($0, $0) }
    edits += middle(
      left, prefix..<(left.count - suffix), right, prefix..<(right.count - suffix))
    edits += (0..<suffix).reversed().map {
      Edit.same(left.count - 1 - $0, right.count - 1 - $0)
    }
    return edits
  }

  /// The greedy algorithm of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
  private static func middle(
    _ left: [ArraySlice<UInt8>], _ oldRange: Range<Int>, _ right: [ArraySlice<UInt8>],
    _ newRange: Range<Int>
  ) -> [Edit] {
    let (oldCount, newCount) = (oldRange.count, newRange.count)
    let limit = min(editsMax, oldCount + newCount)
    // Furthest old line reached on each diagonal, by the number of edits.
    var rounds: [[Int]] = []
    var furthest = [Int](repeating: 0, count: 2 * limit + 2)
    for edits in 0...limit {
      rounds.append(furthest)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let isDown =
          diagonal == -edits
          || (diagonal != edits
            && furthest[limit + diagonal - 1] < furthest[limit + diagonal + 1])
        var old =
          isDown ? furthest[limit + diagonal + 1] : furthest[limit + diagonal - 1] + 1
        var new = old - diagonal
        while old < oldCount, new < newCount, new >= 0,
          left[oldRange.lowerBound + old] == right[newRange.lowerBound + new]
        {
          old += 1
          new += 1
        }
        furthest[limit + diagonal] = old
        if old >= oldCount, new >= newCount {
          return walkBack(rounds, limit, oldRange, newRange)
        }
      }
    }
    return oldRange.map(Edit.old) + newRange.map(Edit.new)
  }

  private static func walkBack(
    _ rounds: [[Int]], _ limit: Int, _ oldRange: Range<Int>, _ newRange: Range<Int>
  ) -> [Edit] {
    var edits: [Edit] = []
    var (old, new) = (oldRange.count, newRange.count)
    for count in (0..<rounds.count).reversed() {
      let furthest = rounds[count]
      let diagonal = old - new
      let isDown =
        diagonal == -count
        || (diagonal != count && furthest[limit + diagonal - 1] < furthest[limit + diagonal + 1])
      let from = isDown ? diagonal + 1 : diagonal - 1
      let previousOld = count == 0 ? 0 : furthest[limit + from]
      let previousNew = count == 0 ? 0 : previousOld - from
      while old > previousOld, new > previousNew {
        old -= 1
        new -= 1
        edits.append(.same(oldRange.lowerBound + old, newRange.lowerBound + new))
      }
      if count > 0 {
        if isDown {
          new -= 1
          edits.append(.new(newRange.lowerBound + new))
        } else {
          old -= 1
          edits.append(.old(oldRange.lowerBound + old))
        }
      }
    }
    return edits.reversed()
  }
}
