// emit: the files of a stack. The same template is the same bytes, on any machine, in any folder.

import CloudFormation
import ComponentKit
import Diagnostics
import JSONText
import Provenance
import ServiceSpec

extension Compilation {
  mutating func emit(
    _ stack: Stack, _ hardened: Hardened, _ format: TemplateFormat
  ) throws(Reported) -> Artifacts {
    let (parts, companions) = try templateFiles(of: stack, hardened, format)
    let access = stack.access.map { access in
      Artifact(
        path: "iam/\(access.component).json", bytes: AccessJSON.write(access), isTemplate: false)
    }
    let trail = Artifact(
      path: "trail.json", bytes: trail(parts + companions), isTemplate: false)
    let manifest = ManifestJSON.write(
      parts: parts, companions: companions, others: access + [trail])
    return Artifacts(
      stack: hardened.placement.stack,
      files: (parts + companions).map {
        Artifact(path: $0.path, bytes: $0.bytes, isTemplate: true)
      } + [Artifact(path: "manifest.json", bytes: manifest, isTemplate: false), trail] + access,
      region: hardened.placement.region?.value
        ?? companions.first.map { _ in Placement.assumedRegion },
      binds: boundAccess(of: hardened))
  }

  /// The templates of the stack's own region, and those of others.
  mutating func templateFiles(
    of stack: Stack, _ hardened: Hardened, _ format: TemplateFormat
  ) throws(Reported) -> (parts: [TemplateFile], companions: [TemplateFile]) {
    let name = hardened.placement.stack
    let mark = sink.errorCount
    let parts = try parts(of: stack, hardened, format)
    let companions = stack.companions.map { companion in
      TemplateFile(
        "\(name).\(companion.region).template.\(format == .json ? "json" : "yaml")",
        companion.template, region: companion.region, as: format)
    }
    for file in parts + companions { reportExcess(of: file, hardened) }
    try sink.demandNoErrors(since: mark)
    return (parts, companions)
  }

  /// The stack's template, or those that it is split into.
  private mutating func parts(
    of stack: Stack, _ hardened: Hardened, _ format: TemplateFormat
  ) throws(Reported) -> [TemplateFile] {
    let placement = hardened.placement
    let ending = format == .json ? "json" : "yaml"
    let whole = TemplateFile(
      "\(placement.stack).template.\(ending)", stack.template, region: placement.region?.value,
      as: format)
    let size = stack.template.size(bytes: whole.bytes.count)
    if options.limits.excess(of: size).isEmpty { return [whole] }
    let split = SplitTemplate(
      stack.template, owners: stack.owners, limits: options.limits, stack: placement.stack
    ) { TemplateFile.bytes(of: $0, as: format).count }
    do throws(SplitFault) {
      return try split.templates().enumerated().map { number, template in
        TemplateFile(
          "\(placement.stack)\(number == 0 ? "" : "-\(number + 1)").template.\(ending)", template,
          region: placement.region?.value, as: format)
      }
    } catch {
      throw report(error, hardened)
    }
  }

  private mutating func report(_ fault: SplitFault, _ hardened: Hardened) -> Reported {
    let numbers = Compilation.numbers(fault.excess)
    guard fault.owners.count > 1 else {
      let node = fault.owners.first ?? hardened.service.document.node
      return sink.report(
        Finding(
          SynthesisCodes.overLimit, at: .node(node),
          "the template of `\(tree.text(of: node))` alone has \(numbers)",
          help: "make it smaller: one component cannot stand in two templates"))
    }
    let names = fault.owners.map { "`\(tree.text(of: $0))`" }
    return sink.report(
      Finding(
        SynthesisCodes.overLimit, at: .node(fault.owners[0]),
        "components that name each other must stand in one template, which has \(numbers)",
        help: "they are \(names.prefix(10).joined(separator: ", "))"
          + (names.count > 10 ? " and \(names.count - 10) more" : "")
          + "; break the circle, or make services of them"))
  }

  /// What cannot be split: a companion, or what became longer than it was thought to.
  private mutating func reportExcess(of file: TemplateFile, _ hardened: Hardened) {
    let excess = options.limits.excess(of: file.template.size(bytes: file.bytes.count))
    guard !excess.isEmpty else { return }
    sink.report(
      Finding(
        SynthesisCodes.overLimit, at: .node(hardened.service.document.node),
        "`\(file.path)` has \(Compilation.numbers(excess))",
        help: "make several services of this one"))
  }

  private static func numbers(_ excess: [(name: String, count: Int, max: Int)]) -> String {
    excess.map { "\($0.count) \($0.name), and CloudFormation takes \($0.max)" }
      .joined(separator: "; ")
  }

  /// By file, JSON pointer by JSON pointer, where each value came from.
  private func trail(_ files: [TemplateFile]) -> [UInt8] {
    let places = Places(
      paths: NodePaths(tree), tables: tree.sources.map { LineTable($0.bytes) })
    var writer = JSONWriter(.indented)
    writer.object { writer in
      for file in files {
        writer.key(file.path)
        writer.object { writer in
          for entry in file.template.trail {
            writer.key(entry.pointer)
            writer.object { write(entry.cause, places, to: &$0) }
          }
        }
      }
    }
    return writer.finished()
  }

  private func write(_ cause: Cause, _ places: Places, to writer: inout JSONWriter) {
    switch cause {
    case .fixed(let reason):
      writer.member("from", "fixed")
      writer.member("reason", reason.rawValue)
    case .stated(let node): writePlace(node, places, to: &writer)
    case .derived(let nodes, let note):
      writer.member("from", "derived")
      writer.member("note", note)
      writer.key("sources")
      writer.array { writer in
        for node in nodes { writer.object { writePlace(node, places, to: &$0) } }
      }
    }
  }

  private func writePlace(_ node: NodeID, _ places: Places, to writer: inout JSONWriter) {
    let written = tree.writtenNode(of: node)
    let span = places.paths.head(of: written)
    let file = tree.sources[Int(span.source.raw)]
    let place = places.tables[Int(span.source.raw)].lineColumn(at: span.start)
    switch file.role {
    case .spec: writer.member("from", "spec")
    case .layer(let name):
      writer.member("from", "layer")
      writer.member("layer", name)
    }
    // Folders are the machine's, not the input's.
    let name = file.role == .spec ? file.name.split(separator: "/").last.map(String.init) : nil
    writer.member("file", name ?? file.name)
    writer.member("line", place.line)
    writer.member("column", place.column)
    writer.member("pointer", places.paths.pointer(to: written))
  }
}

/// What is worked out once for all places of a trail.
private struct Places {
  let paths: NodePaths
  let tables: [LineTable]
}
