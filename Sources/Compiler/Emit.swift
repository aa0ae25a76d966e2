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
    // What has too many resources is not written to see how long it is.
    if options.limits.excess(of: stack.template.size(bytes: 0)).isEmpty {
      let whole = TemplateFile(
        "\(placement.stack).template.\(ending)", stack.template, region: placement.region?.value,
        as: format)
      let size = stack.template.size(bytes: whole.bytes.count)
      if options.limits.excess(of: size).isEmpty { return [whole] }
    }
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
}
