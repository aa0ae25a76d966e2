// Answers to requests: a line of JSON each, as `schemas/answers.schema.json` says.

package import Diagnostics
import JSONText
package import Provenance

package enum AnswerLine {
  /// No request of AWS comes near it; bounds what one line can cost.
  package static let lengthMax = 1 << 20

  /// The answer to one line of a file, and whether the line could be answered.
  package static func answer(
    to file: SourceFile, line: Int, of stack: (any RequestStack)? = nil
  ) -> (bytes: [UInt8], isAnswer: Bool) {
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      let question = try read(file, of: stack, into: &tree, sink: &sink)
      guard let stack, question.name != nil else { return (write(question.answer), true) }
      let answer = stack.answer(to: question)
      if let decision = answer.decision { return (write(decision), true) }
      guard let root = tree.roots.lazy.compactMap({ $0 }).last else {
        preconditionFailure("a line that was read has a root")
      }
      sink.report(
        Finding(
          RequestReader.undecided, at: .node(root),
          "the answer depends on `\(answer.unknown)`, which is not known",
          help: "if it is a parameter, give it a value: `--parameter \(answer.unknown)=VALUE`"))
    } catch {
      // What is wrong was reported.
    }
    guard let first = Findings(sink, in: tree).located.first else {
      preconditionFailure("a line that was not read was not complained about")
    }
    return (write(first, line), false)
  }

  package static func read(
    _ file: SourceFile, of stack: (any RequestStack)? = nil, into tree: inout Tree,
    sink: inout Sink
  ) throws(Reported) -> AccessQuestion {
    guard file.bytes.count <= lengthMax else {
      let source = tree.add(file)
      throw sink.report(
        Finding(
          RequestReader.malformed, at: .span(Span(source: source, start: 0, end: 0)),
          "the request is longer than \(lengthMax) bytes", help: "ask about less at once"))
    }
    let root = try parseJSON(file, into: &tree, sink: &sink)
    return try RequestReader.read(root, in: tree, of: stack, sink: &sink)
  }

  private static func write(_ decision: Decision) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("decision", decision.verdict.rawValue)
      writer.key("by")
      writer.array { writer in
        for statement in decision.statements {
          writer.object { writer in
            writer.member("policy", statement.policy)
            writer.member("statement", statement.statement)
          }
        }
      }
    }
    return writer.finished()
  }

  private static func write(_ found: LocatedFinding, _ line: Int) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("error")
      writer.object { writer in
        writer.member("line", line)
        writer.member("pointer", found.place.pointer)
        writer.member("message", found.finding.message)
        if let help = found.finding.help { writer.member("help", help) }
        writer.member("code", found.finding.code.id)
      }
    }
    return writer.finished()
  }
}
