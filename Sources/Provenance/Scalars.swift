// What a tree's scalars are worth: their text, and the booleans and numbers among them.

extension Tree {
  /// Where a scalar's text lies in `bytes`.
  package func textRange(of node: NodeID) -> Range<Int> {
    let record = records[Int(node.raw)]
    return Int(record.first)..<Int(record.first) + Int(record.second)
  }

  /// A scalar's text after YAML's escapes and folding.
  public func text(of node: NodeID) -> String {
    String(decoding: bytes[textRange(of: node)], as: UTF8.self)
  }

  /// The same, for who only copies it.
  package func textBytes(of node: NodeID) -> ArraySlice<UInt8> { bytes[textRange(of: node)] }

  package func textEquals(_ node: NodeID, _ other: NodeID) -> Bool {
    bytes[textRange(of: node)].elementsEqual(bytes[textRange(of: other)])
  }

  package func textEquals(_ node: NodeID, _ other: String) -> Bool {
    bytes[textRange(of: node)].elementsEqual(other.utf8)
  }

  package func boolean(of node: NodeID) -> Bool {
    let range = textRange(of: node)
    return !range.isEmpty && bytes[range.lowerBound] | 0x20 == UInt8(ascii: "t")
  }

  /// The value of an integer node; nil when it does not fit 64 bits.
  package func integer(of node: NodeID) -> Int? {
    let range = textRange(of: node)
    if range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "0") {
      let digits = String(decoding: bytes[(range.lowerBound + 2)..<range.upperBound], as: UTF8.self)
      switch bytes[range.lowerBound + 1] {
      case UInt8(ascii: "x"): return Int(digits, radix: 16)
      case UInt8(ascii: "o"): return Int(digits, radix: 8)
      default: break
      }
    }
    return Int(text(of: node))
  }

  /// The value of a number node, near enough to compare with a bound.
  package func number(of node: NodeID) -> Double? {
    if let whole = integer(of: node), whole.magnitude < 1 << 53 { return Double(whole) }
    let written = text(of: node)
    switch written.drop(while: { $0 == "+" || $0 == "-" }).lowercased() {
    case ".inf": return written.first == "-" ? -Double.infinity : Double.infinity
    case ".nan": return Double.nan
    default: break
    }
    guard written.hasPrefix("0o") else { return Double(written) }
    return written.utf8.dropFirst(2).reduce(0) { $0 * 8 + Double($1 - UInt8(ascii: "0")) }
  }

  /// The value of an entry by its key's text; for small mappings off the hot path.
  package func value(_ key: String, in mapping: NodeID) -> NodeID? {
    guard kind(of: mapping) == .mapping else { return nil }
    for entry in entries(of: mapping) where textEquals(entry.key, key) { return entry.value }
    return nil
  }
}
