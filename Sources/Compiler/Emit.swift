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
    let documents = AccessJSON(parts.map(\.template))
    let access = stack.access.map { access in
      Artifact(
        path: "iam/\(access.component).json", bytes: documents.write(access), isTemplate: false)
    }
    let trail = Artifact(
      path: "trail.json",
      bytes: TrailJSON.write(parts + companions, of: tree, memory: &memory.places),
      isTemplate: false)
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
    let parts = try files(
      of: stack.template, in: stack, named: name, region: hardened.placement.region?.value,
      hardened, format)
    var companions: [TemplateFile] = []
    for companion in stack.companions {
      companions += try files(
        of: companion.template, in: stack, named: "\(name).\(companion.region)",
        region: companion.region, hardened, format)
    }
    for file in parts + companions { reportExcess(of: file, hardened) }
    try sink.demandNoErrors(since: mark)
    return (parts, companions)
  }

  /// One template of the stack, or those that it is split into.
  private mutating func files(
    of template: Template, in stack: Stack, named name: String, region: String?,
    _ hardened: Hardened, _ format: TemplateFormat
  ) throws(Reported) -> [TemplateFile] {
    let limits = options.limits
    func file(_ number: Int, _ template: Template) -> TemplateFile {
      TemplateFile(
        "\(name)\(number == 0 ? "" : "-\(number + 1)").template."
          + (format == .json ? "json" : "yaml"),
        template, region: region, as: format, bytesMax: limits.bytes)
    }
    // What has too many resources is not written to see how long it is.
    if limits.excess(of: template.size(bytes: 0)).isEmpty {
      let whole = file(0, template)
      if limits.excess(of: template.size(bytes: whole.bytes.count)).isEmpty { return [whole] }
    }
    let split = SplitTemplate(
      template, of: stack, named: hardened.placement.stack, limits: limits
    ) { TemplateFile.bytesMin(of: $0, as: format) }
    do throws(SplitFault) {
      return try split.templates().enumerated().map(file)
    } catch {
      throw report(error)
    }
  }

  private mutating func report(_ fault: SplitFault) -> Reported {
    let numbers = Compilation.numbers(fault.excess)
    guard fault.group.count > 1 else {
      let part = fault.group[0]
      return sink.report(
        Finding(
          SynthesisCodes.overLimit, at: .node(part.owner),
          "the template of \(title(of: part)) alone has \(numbers)",
          help: part.place.isShared
            ? "make several services of this one"
            : "make it smaller: one component cannot stand in two templates"))
    }
    let circle = fault.circle.map { title(of: $0.part) }
    let way = (circle.dropFirst() + circle.prefix(1)).joined(separator: ", which names ")
    return sink.report(
      Finding(
        SynthesisCodes.overLimit, at: .node(fault.group[0].owner),
        "\(fault.group.count) things name each other in circles and must stand in one template,"
          + " which has \(numbers)",
        help: "take away what closes the circles: \(circle.first ?? "") names \(way)",
        related: fault.circle.enumerated().compactMap { position, step in
          guard let node = step.cause?.nodes.first(where: tree.isWritten) else { return nil }
          let next = circle[(position + 1) % circle.count]
          return Related(.node(node), "\(circle[position]) names \(next) here")
        }))
  }

  private func title(of part: TemplatePart) -> String {
    "`\(part.place.isShared ? part.resources[0].logicalID : tree.text(of: part.owner))`"
  }

  /// What became longer than it was thought to: it is not written.
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
}
