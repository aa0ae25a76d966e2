// The conditions of a statement.

import Diagnostics
import Provenance

extension PolicyReader {
  mutating func readConditions(_ node: NodeID) -> [PolicyCondition] {
    let content = tree.content(of: node)
    if isFunction(content) { return [] }
    guard tree.kind(of: content) == .mapping else {
      reportKind(node, "`Condition` is a mapping of operators")
      return []
    }
    return tree.entries(of: content).flatMap { entry -> [PolicyCondition] in
      let name = tree.text(of: entry.key)
      guard let comparison = ConditionOperator(named: name) else {
        report(
          PolicyCodes.unknownOperator, .key(entry.key), "`\(name)` is no condition operator",
          ConditionOperator.nearest(to: name).map { "did you mean `\($0)`?" }
            ?? "write one such as `StringEquals`")
        return []
      }
      let keys = tree.content(of: entry.value)
      if isFunction(keys) { return [] }
      guard tree.kind(of: keys) == .mapping else {
        reportKind(entry.value, "`\(name)` is a mapping of condition keys")
        return []
      }
      return readKeys(keys, comparison)
    }
  }

  private mutating func readKeys(
    _ mapping: NodeID, _ comparison: ConditionOperator
  ) -> [PolicyCondition] {
    var seen: Set<String> = []
    return tree.entries(of: mapping).compactMap { entry in
      let key = tree.text(of: entry.key)
      if !seen.insert(key.lowercased()).inserted {
        report(
          PolicyCodes.repeatedKey, .key(entry.key),
          "the condition key `\(key)` is there twice, and case does not tell keys apart",
          "put all values behind one")
      } else if key.isEmpty {
        report(
          PolicyCodes.malformedElement, .key(entry.key), "the condition key is empty",
          "write one such as `aws:SourceVpce`")
      }
      return readCondition(comparison, key, entry.value)
    }
  }

  private mutating func readCondition(
    _ comparison: ConditionOperator, _ key: String, _ node: NodeID
  ) -> PolicyCondition? {
    let nodes = members(of: node)
    if nodes.isEmpty {
      report(
        PolicyCodes.malformedElement, .node(node), "the condition key `\(key)` has no value",
        "write at least one")
      return nil
    }
    var values: [[UInt8]] = []
    var places: [NodeID] = []
    for node in nodes {
      let content = tree.content(of: node)
      switch tree.kind(of: content) {
      case .string, .boolean, .integer, .float:
        // What is not known yet cannot be wrong yet.
        if isOpen(content) { continue }
        values.append(Array(tree.bytes[tree.textRange(of: content)]))
        places.append(node)
      case .null, .sequence, .mapping, .alias, .link:
        if isOpen(content) { continue }
        reportKind(node, "a value of the condition key `\(key)` is a string or a list of them")
      }
    }
    guard !values.isEmpty else { return nil }
    do throws(ConditionValueFault) {
      return try PolicyCondition(
        comparison, key: key, values: values, hasVariables: hasVariables)
    } catch {
      report(
        error.isOfVariable ? PolicyCodes.malformedVariable : PolicyCodes.malformedValue,
        .node(places[error.position]), error.message, error.help)
      return nil
    }
  }
}
