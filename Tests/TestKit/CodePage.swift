// A code's page as a test: its bad example earns exactly the findings beside it, its good one none.

package import Diagnostics
import Foundation

import AccessMatrix
import AWSNames
import CloudFormation
import Catalog
package import Compiler
import Compliance
import FindingFormats
import IAMPolicy
import JSONText
import Provenance
import Simulation
import YAMLText

package struct CodePage: Sendable, CustomStringConvertible {
  package let path: String

  package var description: String { path }

  /// Every page of every component, in order.
  package static let all: [CodePage] = Checkout.names(in: "components").flatMap { component in
    Checkout.names(in: "components/\(component)/codes").filter { $0.hasSuffix(".md") }
      .map { CodePage(path: "components/\(component)/codes/\($0)") }
  }

  package func read() throws -> ExplainPage { try ExplainPage(Checkout.text(path)) }

  /// What a text earns, one finding a line, notes included.
  package static func findings(of text: String, _ example: PageExample) -> Findings {
    let file = SourceFile(name: "service.yml", bytes: example.bytes(of: text))
    guard !example.isJSON else { return findings(ofJSON: file) }
    guard !example.isRequest else { return findings(ofRequest: file) }
    guard !example.isProof else { return findings(ofProof: file) }
    let vocabulary = Catalog.vocabulary()
    if example.isSynthesized {
      return Compiler.synthesize(
        file, with: vocabulary, options: example.options, format: .json
      ).findings
    }
    return Compiler.validate(file, with: vocabulary, options: example.options)
  }

  private static func findings(ofJSON file: SourceFile) -> Findings {
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) { _ = try parseJSON(file, into: &tree, sink: &sink) } catch {}
    return Findings(sink, in: tree)
  }

  /// The faults of a proof, each where its statement stands.
  private static func findings(ofProof file: SourceFile) -> Findings {
    var tree = Tree()
    var sink = Sink()
    do {
      let stack = try StackAccess.read(
        [StackTemplate(file: file.name, bytes: file.bytes)],
        TemplateOptions(
          region: "us-east-1", account: "123456789012", partition: "aws", stack: "app",
          parameters: [:]))
      let root = try parseYAML(file, tags: .intrinsics, into: &tree, sink: &sink)
      let paths = NodePaths(tree)
      for fault in AccessProof(statedIn: stack).faults {
        let node =
          (0..<UInt32(tree.nodeCount)).map { NodeID($0) }.first {
            tree.kind(of: $0) == .mapping && paths.pointer(to: $0) == fault.pointer
          } ?? root
        sink.report(Finding(fault.code, at: .node(node), fault.message, help: fault.help))
      }
    } catch {}
    return Findings(sink, in: tree)
  }

  private static func findings(ofRequest file: SourceFile) -> Findings {
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      _ = try AnswerLine.read(file, into: &tree, sink: &sink)
    } catch {}
    return Findings(sink, in: tree)
  }

  /// The example of a section: the spec, or the text of whatever language the code is about.
  package static func example(in section: ExplainPage.Section) -> String? {
    section.fence("yaml") ?? section.fence("json")
  }

  package static func lines(of findings: Findings, _ text: String) -> String {
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    let report = Report(file: "service.yml", sources: [file], findings: findings)
    return String(decoding: FindingLineRenderer().render([report]), as: UTF8.self)
  }

  /// Puts the findings into the page's own fence.
  package func record(_ lines: String) throws {
    let text = try Checkout.text(path)
    guard let bad = text.range(of: "\n## Bad"),
      let open = text.range(of: "\n```text\n", range: bad.upperBound..<text.endIndex),
      let close = text.range(of: "```", range: open.upperBound..<text.endIndex)
    else { return }
    var recorded = text
    recorded.replaceSubrange(open.upperBound..<close.lowerBound, with: lines)
    try Checkout.write(recorded, to: path)
  }
}

/// How an example is read: `<!-- run: --env prod, escapes, synth, json, request, proof, advice -->`
/// in its section.
package struct PageExample: Sendable {
  package let options: CompileOptions
  /// `\xHH` in the example stands for a byte that a page cannot hold.
  private let hasEscapes: Bool
  /// The example is no spec, only a JSON text.
  let isJSON: Bool
  /// The example is no spec, but a request for `access`.
  let isRequest: Bool
  /// The example is a template whose policies are proven.
  let isProof: Bool
  /// The findings are those of `synth`, not of `validate`.
  package let isSynthesized: Bool

  package init(section: String) {
    var options = CompileOptions()
    var words: [Substring] = []
    if let open = section.range(of: "<!-- run:"),
      let close = section.range(of: "-->", range: open.upperBound..<section.endIndex)
    {
      words = section[open.upperBound..<close.lowerBound].split { " ,".contains($0) }
    }
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      switch word {
      case "--env": options.environment = String(next)
      case "--region": options.region = String(next)
      case "--today": options.today = CalendarDate(valid: String(next))
      case "outputs": options.limits.outputs = Int(next) ?? options.limits.outputs
      case "trails": options.trailsOfRegion = Int(next) ?? options.trailsOfRegion
      case "characters":
        options.charactersOfEndpoint = Int(next) ?? options.charactersOfEndpoint
      case "policies": options.policiesOfRole = Int(next) ?? options.policiesOfRole
      case "--tier": options.tier = Tier(rawValue: String(next))
      default: break
      }
    }
    // What Commercial merely advises is worked out for who looks at notes.
    options.includesAdvice = words.contains("advice")
    self.options = options
    hasEscapes = words.contains("escapes")
    isJSON = words.contains("json")
    isRequest = words.contains("request")
    isProof = words.contains("proof")
    isSynthesized = words.contains("synth")
  }

  package func bytes(of text: String) -> [UInt8] {
    guard hasEscapes else { return Array(text.utf8) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"), rest.count >= 3,
        let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest.removeFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
