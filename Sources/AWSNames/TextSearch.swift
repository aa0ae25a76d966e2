// Whether a text holds another, byte by byte.

extension String {
  /// The standard library's `contains` of a text takes characters apart and builds a table for each
  /// question; names of AWS are short and plain.
  package func holds(_ part: String) -> Bool { utf8.place(of: part) != nil }
}

extension String.UTF8View {
  /// Where a part begins first.
  package func place(of part: String) -> Index? {
    guard let first = part.utf8.first else { return startIndex }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part.utf8) { return start }
      rest = rest.dropFirst()
    }
    return nil
  }
}
