// The known name nearest to one that is not known.

package enum Suggestion {
  /// Longer names are compared no further: nobody mistypes 64 characters.
  private static let lengthMax = 64

  /// The closest candidate within a third of the name's length (at least one edit, case aside),
  /// the first of equals; nil when nothing is near.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let written = folded(name)
    guard !written.isEmpty, written.count <= lengthMax else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let count = candidate.utf8.count
      guard count <= lengthMax else { continue }
      let allowed = min(max(1, max(written.count, count) / 3), (best?.distance ?? Int.max) - 1)
      // A difference in length is so many edits already.
      guard abs(written.count - count) <= allowed else { continue }
      guard let distance = editDistance(written, folded(candidate), within: allowed)
      else { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); nil
  /// when it takes more than `limit`.
  static func editDistance(_ left: [UInt8], _ right: [UInt8], within limit: Int) -> Int? {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var current = beforeLast
    for row in left.indices {
      current[0] = row + 1
      var least = row + 1
      for column in right.indices {
        let cost = left[row] == right[column] ? 0 : 1
        var value = min(last[column + 1] + 1, current[column] + 1, last[column] + cost)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          value = min(value, beforeLast[column - 1] + 1)
        }
        current[column + 1] = value
        least = min(least, value)
      }
      // No later row is less than the least of this one, but for a swap that reaches over it.
      guard least <= limit + 1 else { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
