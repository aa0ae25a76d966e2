// From a policy in a template to policies that can decide: what is not known yet is left out of one
// and may be anything in the other.

import Diagnostics
import IAMPolicy
import JSONText
import Provenance
import Simulation

struct PolicyOfTemplate {
  private enum Extent { case least, most }

  /// What nothing is.
  private static let noResource = "arn:aws:unknown:::unknown"
  private static let noAction = "unknown:Unknown"
  private static let nobody = "arn:aws:iam::000000000000:user/unknown"

  private let template: OpenTemplate
  private let document: ResolvedValue
  private let kind: PolicyKind
  private let name: String
  private let node: NodeID

  static func read(
    _ document: ResolvedValue, as kind: PolicyKind, named name: String, in template: OpenTemplate,
    at node: NodeID
  ) throws(LoadFault) -> StackPolicy {
    let reader = PolicyOfTemplate(
      template: template, document: document, kind: kind, name: name,
      node: document.node ?? node)
    let statements = reader.statements
    let (narrow, text) = try reader.read(.least)
    let hasUnknowns = statements.contains { !$0.unknowns.isEmpty }
    return StackPolicy(
      name: name, file: template.file, pointer: template.pointer(to: reader.node),
      statements: statements, text: text, narrow: narrow,
      wide: hasUnknowns ? try reader.read(.most).policy : narrow)
  }

  private var statements: [StackStatement] {
    (document["Statement"]?.elements ?? []).enumerated().map { position, statement in
      var unknowns: [String] = []
      PolicyOfTemplate.collect(statement, &unknowns)
      return StackStatement(
        name: statement["Sid"]?.text ?? String(position),
        pointer: template.pointer(to: statement.node ?? node), unknowns: unknowns)
    }
  }

  private static func collect(_ value: ResolvedValue, _ names: inout [String]) {
    switch value {
    case .nothing: break
    case .text(let text, _):
      for name in UnknownValue.names(in: text) where !names.contains(name) { names.append(name) }
    case .list(let elements, _): for element in elements { collect(element, &names) }
    case .map(let members, _): for member in members { collect(member.value, &names) }
    }
  }

  private func read(
    _ extent: Extent
  ) throws(LoadFault) -> (policy: AttachedPolicy, text: [UInt8]) {
    var writer = JSONWriter()
    write(document, extent, to: &writer)
    let text = writer.finished()
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      let root = try parseJSON(
        SourceFile(name: template.file, bytes: text), into: &tree, sink: &sink)
      let document = try PolicyReader.read(root, as: kind, in: tree, sink: &sink)
      return (AttachedPolicy(document, named: name), text)
    } catch {
      let found = Findings(sink, in: tree).located.first?.finding
      throw template.fault(
        node, "the policy `\(name)`: \(found?.message ?? "it cannot be read")",
        help: found?.help ?? "write it as IAM's grammar has it")
    }
  }

  // MARK: - Writing it down, known or not

  private func write(_ document: ResolvedValue, _ extent: Extent, to writer: inout JSONWriter) {
    guard case .map(let members, _) = document else {
      PolicyOfTemplate.plain(document, to: &writer)
      return
    }
    writer.object { writer in
      for (name, value) in members {
        writer.key(name)
        guard name == "Statement" else {
          PolicyOfTemplate.plain(value, to: &writer)
          continue
        }
        writer.array { writer in
          for statement in value.elements {
            PolicyOfTemplate.write(statement: statement, extent, to: &writer)
          }
        }
      }
    }
  }

  private static func write(
    statement: ResolvedValue, _ extent: Extent, to writer: inout JSONWriter
  ) {
    guard case .map(let members, _) = statement else {
      plain(statement, to: &writer)
      return
    }
    // What a denial says at most is what the policy allows at least.
    let isDenial = statement["Effect"]?.text == "Deny"
    let grows = (extent == .most) != isDenial
    let isIdle = !grows && hasOpenCondition(statement)
    writer.object { writer in
      for (name, value) in members {
        writer.key(name)
        let isMore = grows != name.hasPrefix("Not")
        switch name {
        case "Action", "NotAction":
          if isIdle {
            writer.string(name == "Action" ? noAction : "*")
          } else {
            texts(value, to: &writer) { isMore ? "*" : noAction }
          }
        case "Resource", "NotResource":
          resources(value, isMore: isMore, to: &writer)
        case "Principal", "NotPrincipal":
          principals(value, isMore: isMore, to: &writer)
        case "Condition": conditions(value, to: &writer)
        default: plain(value, to: &writer)
        }
      }
    }
  }

  private static func texts(
    _ value: ResolvedValue, to writer: inout JSONWriter, _ substitute: () -> String
  ) {
    writer.array { writer in
      for element in value.elements {
        guard let text = element.text, !UnknownValue.isKnown(text) else {
          plain(element, to: &writer)
          continue
        }
        writer.string(substitute())
      }
    }
  }

  /// Part of an ARN may be known: then only the rest may be anything.
  private static func resources(
    _ value: ResolvedValue, isMore: Bool, to writer: inout JSONWriter
  ) {
    writer.array { writer in
      for element in value.elements {
        guard let text = element.text, !UnknownValue.isKnown(text) else {
          plain(element, to: &writer)
          continue
        }
        // Two names of one unknown are alike, whatever it turns out to be.
        let filled = UnknownValue.filled(text) { isMore ? "*" : "<\($0)>" }
        writer.string(filled.hasPrefix("arn:") ? filled : isMore ? "*" : noResource)
      }
    }
  }

  private static func principals(
    _ value: ResolvedValue, isMore: Bool, to writer: inout JSONWriter
  ) {
    guard case .map(let members, _) = value else {
      plain(value, to: &writer)
      return
    }
    writer.object { writer in
      for (name, value) in members {
        writer.key(name)
        texts(value, to: &writer) { isMore ? "*" : nobody }
      }
    }
  }

  // MARK: - Conditions

  /// Whether a value that is not known stands behind an operator that needs to know it. Texts are
  /// compared by their names, which are alike where the values are.
  private static func isOpen(_ operation: String, _ value: ResolvedValue) -> Bool {
    var names: [String] = []
    collect(value, &names)
    guard !names.isEmpty else { return false }
    return !operation.contains("String")
  }

  private static func hasOpenCondition(_ statement: ResolvedValue) -> Bool {
    statement["Condition"]?.members.contains { operation in
      operation.value.members.contains { isOpen(operation.name, $0.value) }
    } ?? false
  }

  private static func conditions(_ value: ResolvedValue, to writer: inout JSONWriter) {
    writer.object { writer in
      for (operation, keys) in value.members {
        let known = keys.members.filter { !isOpen(operation, $0.value) }
        if known.isEmpty, !keys.members.isEmpty { continue }
        writer.key(operation)
        guard case .map = keys else {
          plain(keys, to: &writer)
          continue
        }
        writer.object { writer in
          for (key, value) in known {
            writer.key(key)
            plain(value, to: &writer)
          }
        }
      }
    }
  }

  private static func plain(_ value: ResolvedValue, to writer: inout JSONWriter) {
    switch value {
    case .nothing: writer.null()
    case .text(let text, _): writer.string(UnknownValue.filled(text) { "<\($0)>" })
    case .list(let elements, _):
      writer.array { writer in for element in elements { plain(element, to: &writer) } }
    case .map(let members, _):
      writer.object { writer in
        for (name, value) in members {
          writer.key(name)
          plain(value, to: &writer)
        }
      }
    }
  }
}
