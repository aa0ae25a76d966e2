// Keys: strings, once each; and `<<`, which lays one mapping beneath another.

import Diagnostics
import Provenance

extension TreeComposer {
  mutating func finishKey(_ key: NodeID, _ top: Int) throws(Reported) {
    frames[top].key = key
    switch tree.kind(of: key) {
    case .string: break
    case .null, .boolean, .integer, .float: reportKey(key)
    case .sequence, .mapping, .alias, .link:
      preconditionFailure("`open` and `alias` let only scalars stand where a key belongs")
    }
    if tree.textEquals(key, "<<"), !tree.flags(of: key).contains(.quoted) {
      frames[top].isMerging = true
      return
    }
    if let first = earlier(key, top) {
      sink.report(
        Finding(
          YAMLCodes.duplicateKey, at: .span(tree.span(of: key)),
          "key `\(tree.text(of: key))` is already in this mapping",
          help: beginsEntry(key, top)
            ? "keep one of the two, or begin a new entry with `- `"
            : "keep one of the two; YAML has no rule which of them counts",
          related: [Related(.span(tree.span(of: first)), "first written here")]))
    }
  }

  /// Whether the key is one of those that a new entry of the list around it would bring again.
  private func beginsEntry(_ key: NodeID, _ top: Int) -> Bool {
    guard top > 0, !frames[top - 1].isMapping else { return false }
    return ["name", "type", "config", "indexName", "to", "capability", "access"]
      .contains { tree.textEquals(key, $0) }
  }

  private mutating func reportKey(_ key: NodeID) {
    let text = tree.text(of: key)
    let kind: String
    switch tree.kind(of: key) {
    case .null: kind = "null"
    case .boolean: kind = "a boolean"
    default: kind = "a number"
    }
    sink.report(
      Finding(
        YAMLCodes.keyNotString, at: .span(tree.span(of: key)),
        text.isEmpty ? "a key is missing before `:`" : "key `\(text)` is \(kind), not a string",
        help: text.isEmpty ? "write a name before the colon" : "put it in quotes: `\"\(text)\"`"))
  }

  /// The same key earlier in the mapping; notes this one otherwise.
  private mutating func earlier(_ key: NodeID, _ top: Int) -> NodeID? {
    let first = frames[top].firstKey
    if keys.count - first < TreeComposer.comparedKeysMax {
      for index in first..<keys.count where tree.textEquals(keys[index], key) { return keys[index] }
      keys.append(key)
      return nil
    }
    if frames[top].index == nil {
      frames[top].index = [:]
      for known in keys[first...] {
        let text = bytes(of: known)
        frames[top].index?[text] = known
      }
    }
    let text = bytes(of: key)
    if let other = frames[top].index?[text] { return other }
    frames[top].index?[text] = key
    keys.append(key)
    return nil
  }

  /// Keys are told apart by bytes: to a `String`, two spellings of one accented letter are equal.
  private func bytes(of key: NodeID) -> [UInt8] { Array(tree.bytes[tree.textRange(of: key)]) }

  /// Rebuilds a finished mapping: its own entries first, then what `<<` adds, nearest first.
  mutating func merge(_ frame: Frame) throws(Reported) {
    let own = tree.entries(of: frame.node).filter { !isMergeKey($0.key) }
    var taken = Set(own.map { bytes(of: $0.key) })
    let sources = try mergedMappings(frame)
    try countCopied(tree.extent(of: frame.node), at: .key(frame.node))
    let span = tree.span(of: frame.node)
    let merged = tree.open(.mapping, span)
    var count = own.count
    for entry in own {
      tree.appendCopy(of: entry.key)
      tree.appendCopy(of: entry.value)
    }
    for source in sources {
      for entry in tree.entries(of: source.mapping) {
        guard taken.insert(bytes(of: entry.key)).inserted else { continue }
        try countCopied(tree.extent(of: entry.value) + 2, at: .span(source.use))
        tree.appendCopy(of: entry.key)
        tree.appendAlias(of: entry.value, span: source.use)
        count += 1
      }
    }
    tree.close(merged, count: count, end: span.end)
    tree.supersede(frame.node, by: merged)
  }

  private func isMergeKey(_ key: NodeID) -> Bool {
    tree.textEquals(key, "<<") && !tree.flags(of: key).contains(.quoted)
  }

  private mutating func mergedMappings(
    _ frame: Frame
  ) throws(Reported) -> [(mapping: NodeID, use: Span)] {
    var mappings: [(mapping: NodeID, use: Span)] = []
    for value in frame.merges {
      let content = tree.content(of: value)
      switch tree.kind(of: content) {
      case .mapping: mappings.append((content, tree.span(of: value)))
      case .sequence:
        for element in tree.children(of: content) {
          let inner = tree.content(of: element)
          guard tree.kind(of: inner) == .mapping else { throw reportMerge(element) }
          mappings.append((inner, tree.span(of: element)))
        }
      case .null, .boolean, .integer, .float, .string, .alias, .link: throw reportMerge(value)
      }
    }
    return mappings
  }

  private mutating func reportMerge(_ value: NodeID) -> Reported {
    sink.report(
      Finding(
        YAMLCodes.merge, at: .span(tree.span(of: value)), "`<<` merges a value that is no mapping",
        help: "name the anchor of a mapping, or a list of such: `<<: *defaults`"))
  }
}
