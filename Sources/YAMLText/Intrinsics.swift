// CloudFormation's short forms: `!Ref name` is read as `Ref: name`, so that a tree of YAML and one
// of JSON are the same.

import Provenance

/// What a tag of one's own may mean in a text.
package enum TagReading: Sendable {
  /// Nothing: an unknown tag is a finding.
  case standard
  /// CloudFormation's intrinsic functions.
  case intrinsics
}

extension TreeComposer {
  private static let names: [String: String] = [
    "!Ref": "Ref", "!Condition": "Condition", "!GetAtt": "Fn::GetAtt", "!Sub": "Fn::Sub",
    "!Join": "Fn::Join", "!Select": "Fn::Select", "!Split": "Fn::Split",
    "!ImportValue": "Fn::ImportValue", "!If": "Fn::If", "!Equals": "Fn::Equals",
    "!Not": "Fn::Not", "!And": "Fn::And", "!Or": "Fn::Or", "!FindInMap": "Fn::FindInMap",
    "!Base64": "Fn::Base64", "!Cidr": "Fn::Cidr", "!GetAZs": "Fn::GetAZs",
    "!Transform": "Fn::Transform", "!ToJsonString": "Fn::ToJsonString", "!Length": "Fn::Length",
  ]

  /// Opens the mapping of an intrinsic and writes its key; nil for any other tag.
  mutating func openIntrinsic(_ tag: String?, _ span: Span) -> NodeID? {
    guard tags == .intrinsics, let tag, let name = TreeComposer.names[tag] else { return nil }
    let node = tree.open(.mapping, span)
    tree.appendScalar(.string, text: name.utf8, span: span)
    return node
  }
}
