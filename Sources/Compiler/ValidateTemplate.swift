// What a tier says of a template that anybody wrote: the same rules that our own are held to.

import CloudFormation
import Compliance
import CreationRules
import Diagnostics
import JSONText
import Provenance
import TierRules
import YAMLText

package enum TemplateText {
  /// Whether a text is a template by its look: which of its tags mean something depends on it.
  /// What lists components is a spec, so the rest of a long one is not searched.
  package static func isTemplate(_ bytes: [UInt8]) -> Bool {
    let start = bytes.firstIndex { !isSpace($0) } ?? 0
    if isJSON(bytes) {
      return contains(bytes, "\"Resources\"") && !contains(bytes, "\"components\"")
    }
    var isLineStart = true
    for position in start..<bytes.count {
      if isLineStart, bytes[position] == UInt8(ascii: "R") || bytes[position] == UInt8(ascii: "A"),
        begins(bytes, at: position, "Resources:")
          || begins(bytes, at: position, "AWSTemplateFormatVersion:")
      {
        return true
      }
      if isLineStart, bytes[position] == UInt8(ascii: "c"),
        begins(bytes, at: position, "components:")
      {
        return false
      }
      isLineStart = bytes[position] == UInt8(ascii: "\n")
    }
    return false
  }

  static func isJSON(_ bytes: [UInt8]) -> Bool {
    bytes.first { !isSpace($0) } == UInt8(ascii: "{")
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0xEF }

  private static func begins(_ bytes: [UInt8], at position: Int, _ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    return word.withUTF8Buffer { unsafe bytes[position..<end].elementsEqual($0) }
  }

  private static func contains(_ bytes: [UInt8], _ word: StaticString) -> Bool {
    bytes.indices.contains {
      bytes[$0] == UInt8(ascii: "\"") && begins(bytes, at: $0, word)
    }
  }
}

extension Compiler {
  static func validateTemplate(_ file: SourceFile, options: CompileOptions) -> Findings {
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      let written =
        TemplateText.isJSON(file.bytes)
        ? try parseJSON(file, into: &tree, sink: &sink)
        : try parseYAML(file, tags: .intrinsics, into: &tree, sink: &sink)
      let root = try expand(written, &tree, options, &sink)
      let template = try TemplateReader.read(root, in: tree, sink: &sink)
      let view = StackView(
        [StackView.Part(template, region: options.region)], owners: owners(root, in: tree),
        values: options.parameters)
      let tier = options.tier ?? .commercial
      for refusal in CreationRules.check(view) { report(refusal, root, &sink) }
      for verdict in TierRules.check(view, as: tier, advice: options.includesAdvice) {
        report(verdict, tier, root, &sink)
      }
    } catch {
      // What stands in the way was said.
    }
    return Findings(sink, in: tree)
  }

  private static func expand(
    _ root: NodeID, _ tree: inout Tree, _ options: CompileOptions, _ sink: inout Sink
  ) throws(Reported) -> NodeID {
    do throws(LoopFault) {
      return try LoopExpansion.expand(root, in: &tree, parameters: options.parameters)
    } catch {
      throw sink.report(
        Finding(LoopFault.code, at: .node(error.node), error.message, help: error.help))
    }
  }

  private static func report(
    _ verdict: Verdict, _ tier: Tier, _ root: NodeID, _ sink: inout Sink
  ) {
    guard case .fails(let message, let help) = verdict.outcome,
      let severity = verdict.rule.severity(in: tier)
    else { return }
    sink.report(
      Finding(
        verdict.rule.code.at(severity), at: place(of: verdict.cause, verdict.resource, root),
        message, help: help, controls: verdict.rule.controls(in: tier)))
  }

  private static func report(_ refusal: Refusal, _ root: NodeID, _ sink: inout Sink) {
    sink.report(
      Finding(
        refusal.code, at: place(of: refusal.cause, refusal.resource, root), refusal.message,
        help: refusal.help))
  }

  private static func place(
    of cause: Cause?, _ resource: ResourceView, _ root: NodeID
  ) -> Place {
    switch cause {
    case .stated(let node): return .node(node)
    case .derived, .fixed, nil: return .key(resource.owner ?? root)
    }
  }

  /// The key of each resource.
  private static func owners(_ root: NodeID, in tree: Tree) -> [String: NodeID] {
    guard let resources = tree.value("Resources", in: tree.content(of: root)) else { return [:] }
    return Dictionary(
      tree.entries(of: tree.content(of: resources)).map { (tree.text(of: $0.key), $0.key) },
      uniquingKeysWith: { first, _ in first })
  }
}
