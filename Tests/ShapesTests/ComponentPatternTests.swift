// Every pattern in the property lists, and in the schemas made from them, is one we can run,
// and is said in words.

import Diagnostics
import JSONText
import Provenance
import Shapes
import TestKit
import Testing

@Suite struct ComponentPatternTests {
  static let files = Checkout.names(in: "components").map { "components/\($0)/schema.json" }

  @Test(arguments: files)
  func everyPatternCompiles(_ path: String) throws {
    var tree = Tree()
    var sink = Sink()
    let file = SourceFile(name: path, bytes: try Checkout.bytes(path))
    let root = try parseJSON(file, into: &tree, sink: &sink)
    var count = 0
    for index in root.raw..<tree.after(root).raw {
      let node = NodeID(index)
      guard tree.kind(of: node) == .mapping, let pattern = tree.value("pattern", in: node),
        tree.kind(of: pattern) == .string
      else { continue }
      count += 1
      let text = tree.text(of: pattern)
      #expect(throws: Never.self, "\(tree.pointer(to: pattern)): \(text)") {
        _ = try Pattern(text)
      }
      #expect(tree.value("x-form", in: node) != nil, "\(tree.pointer(to: pattern)) needs words")
    }
    #expect(count > 0 || path.contains("lambda-"))
  }
}
