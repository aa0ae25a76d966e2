// The short forms of CloudFormation's functions: `!Ref name` for `Ref: name`.

import Provenance

/// What tags besides YAML's own mean something.
package enum YAMLTags: Sendable {
  /// A spec has none.
  case none
  /// A template's stand for mappings of one key.
  case cloudFormation

  /// The key that a tag stands for.
  func function(_ tag: String) -> String? {
    guard self == .cloudFormation, tag.hasPrefix("!"), tag.utf8.count > 1 else { return nil }
    let name = tag.dropFirst()
    return name == "Ref" || name == "Condition" ? String(name) : "Fn::\(name)"
  }
}

extension TreeComposer {
  /// Begins the mapping and writes its key; the value comes next.
  mutating func openFunction(_ key: String, _ span: Span) -> NodeID {
    let function = tree.open(.mapping, span)
    tree.appendScalar(.string, text: key.utf8, span: span)
    return function
  }
}
