// Writes a node of a tree as JSON, whichever text it was read from.

package import Provenance

extension JSONWriter {
  /// Aliases and links are written as the value they stand for. Numbers keep their digits; what
  /// YAML may write and JSON may not (`0x1F`, `+1`, `.5`) gets JSON's spelling.
  package mutating func write(_ node: NodeID, of tree: Tree) {
    let node = tree.content(of: node)
    let text = tree.bytes[tree.textRange(ifScalar: node)]
    switch tree.kind(of: node) {
    case .null: null()
    case .boolean: boolean(tree.boolean(of: node))
    case .string: writeString(text)
    case .integer, .float: writeNumber(text, node, of: tree)
    case .sequence:
      beginArray()
      for child in tree.children(of: node) { write(child, of: tree) }
      endArray()
    case .mapping:
      beginObject()
      for entry in tree.entries(of: node) {
        writeKey(tree.bytes[tree.textRange(ifScalar: tree.content(of: entry.key))])
        write(entry.value, of: tree)
      }
      endObject()
    case .alias, .link: preconditionFailure("the content of a node is a value")
    }
  }

  private mutating func writeNumber(_ text: ArraySlice<UInt8>, _ node: NodeID, of tree: Tree) {
    if isJSONNumber(text) {
      writeToken(text)
    } else if tree.kind(of: node) == .integer, let value = tree.integer(of: node) {
      integer(value)
    } else if let spelling = jsonSpelling(of: text) {
      writeToken(spelling)
    } else {
      // Infinity and the like: JSON has no number for them, and dropping them would lose them.
      writeString(text)
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private func isJSONNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.prefix(while: isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
    rest = rest[whole.endIndex...]
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      guard !fraction.isEmpty else { return false }
      rest = rest[fraction.endIndex...]
    }
    guard let mark = rest.popFirst() else { return true }
    guard mark | 0x20 == UInt8(ascii: "e") else { return false }
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  /// Takes away a plus and leading zeros, and puts digits on both sides of the point.
  private func jsonSpelling(of text: ArraySlice<UInt8>) -> [UInt8]? {
    var spelling: [UInt8] = []
    var rest = text
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      if sign == UInt8(ascii: "-") { spelling.append(sign) }
      rest.removeFirst()
    }
    let whole = rest.prefix(while: isDigit)
    let significant = whole.drop { $0 == UInt8(ascii: "0") }
    spelling.append(contentsOf: significant.isEmpty ? [UInt8(ascii: "0")] : significant)
    rest = rest[whole.endIndex...]
    if rest.first == UInt8(ascii: ".") {
      spelling.append(UInt8(ascii: "."))
      rest.removeFirst()
      let fraction = rest.prefix(while: isDigit)
      spelling.append(contentsOf: fraction.isEmpty ? [UInt8(ascii: "0")] : fraction)
      rest = rest[fraction.endIndex...]
    }
    spelling.append(contentsOf: rest)
    return isJSONNumber(spelling[...]) ? spelling : nil
  }
}

extension Tree {
  /// Collections have no text; theirs is empty.
  fileprivate func textRange(ifScalar node: NodeID) -> Range<Int> {
    switch kind(of: node) {
    case .null, .boolean, .integer, .float, .string: return textRange(of: node)
    case .sequence, .mapping, .alias, .link: return 0..<0
    }
  }
}
