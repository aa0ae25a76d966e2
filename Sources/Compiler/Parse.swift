// parse: a text becomes a tree.

import Diagnostics
import Provenance
import YAMLText

extension Compilation {
  /// After a failure the tree still holds the text, for the excerpts of what was found.
  mutating func parse(_ file: SourceFile) throws(Reported) -> NodeID {
    let root = try parseYAML(file, into: &tree, sink: &sink)
    let document = tree.content(of: root)
    let isTemplate = ["Resources", "AWSTemplateFormatVersion"].contains {
      tree.value($0, in: document) != nil
    }
    if isTemplate, tree.value("components", in: document) == nil {
      throw sink.report(
        Finding(
          SpecCodes.template, at: .node(root),
          "this is a CloudFormation template, not a service spec",
          help: "give the spec: a file with `service:` and `components:`"))
    }
    return root
  }
}
