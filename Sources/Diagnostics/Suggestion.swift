// The known name nearest to one that is not known.

package enum Suggestion {
  /// Longer names are compared no further: nobody mistypes 64 characters.
  private static let lengthMax = 64

  /// The closest candidate within a third of the name's length (at least one edit, case aside),
  /// the first of equals; nil when nothing is near.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let written = Array(name.lowercased().utf8)
    guard !written.isEmpty, written.count <= lengthMax else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let known = Array(candidate.lowercased().utf8)
      guard known.count <= lengthMax else { continue }
      let allowed = max(1, max(written.count, known.count) / 3)
      let distance = editDistance(written, known)
      guard distance <= allowed, distance < best?.distance ?? Int.max else { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
  static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.isEmpty { return right.count }
    if right.isEmpty { return left.count }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row] + [Int](repeating: 0, count: right.count)
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var value = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          value = min(value, beforeLast[column - 2] + 1)
        }
        current[column] = value
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
