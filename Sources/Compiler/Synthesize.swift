// synthesize, check, emit: from hardened components to the files of a stack.

import AWSNames
import CloudFormation
import Compliance
import ComponentKit
package import Diagnostics
package import Provenance
import ServiceSpec

/// The files of one stack, ready to be written.
package struct Artifacts: Sendable {
  package let stack: String
  package let files: [Artifact]
}

package struct Artifact: Sendable {
  /// From the stack's folder.
  package let path: String
  package let bytes: [UInt8]
  package let isTemplate: Bool
}

package enum TemplateFormat: Sendable {
  case json, yaml
}

package enum SynthesisCodes {
  package static let noComponent = Code("CFN001", "component-not-synthesized", .error)
  package static let noSetting = Code("CFN002", "setting-not-synthesized", .error)
  package static let noTier = Code("CFN003", "tier-not-synthesized", .error)
}

extension Compiler {
  /// A spec as the files of its stack; nil when something stands in the way, which is then said.
  package static func synthesize(
    _ file: SourceFile, with vocabulary: Vocabulary, options: CompileOptions,
    format: TemplateFormat
  ) -> (findings: Findings, artifacts: Artifacts?) {
    var compilation = Compilation(vocabulary: vocabulary, options: options)
    do throws(Reported) {
      let root = try compilation.parse(file)
      let service = try compilation.readService(root)
      if options.environment != nil { _ = try compilation.environments(of: service) }
      let hardened = compilation.validate(service)
      compilation.reportMissingChoice(service)
      try compilation.sink.demandNoErrors()
      let template = compilation.synthesize(hardened, service)
      try compilation.sink.demandNoErrors()
      let artifacts = compilation.emit(template, hardened.placement, format)
      return (Findings(compilation.sink, in: compilation.tree), artifacts)
    } catch {
      return (Findings(compilation.sink, in: compilation.tree), nil)
    }
  }
}

extension Compilation {
  mutating func synthesize(_ hardened: Hardened, _ service: Service) -> Template {
    let placement = hardened.placement
    var template = Template(
      description: "Service \(placement.service)"
        + (placement.environment.map { " in environment \($0)" } ?? ""),
      cause: .derived(
        from: [service.document.service.node ?? service.document.node], note: "the service's name"))
    guard placement.tier == .commercial else {
      sink.report(
        Finding(
          SynthesisCodes.noTier,
          at: .node(service.document.complianceFramework.node ?? service.document.node),
          "this version synthesizes `commercial` only, not `\(placement.tier.rawValue)`",
          help: "`ashlar validate` checks the spec; its template needs a later version"))
      return template
    }
    if let owner = placement.owner {
      // What a tag of the component's own replaces is no loss; a reference is.
      reportWithoutEffect(owner.node, [owner.node], references(of: hardened))
    }
    let stems = LogicalID.assign(names: hardened.components.map { $0.entry.name.value })
    for (component, stem) in zip(hardened.components, stems) {
      guard let output = component.synthesize(in: placement, stem: stem) else {
        sink.report(
          Finding(
            SynthesisCodes.noComponent, at: .node(component.entry.name.node),
            "this version does not synthesize a `\(component.entry.type.rawValue)`",
            help: "`ashlar validate` checks it; its template needs a later version"))
        continue
      }
      template.resources += output.resources
      template.outputs += output.outputs
      chain(&template)
      checkEffect(of: component, output, in: template, hardened)
    }
    return template
  }

  /// CloudFormation creates one table with indexes at a time: each waits for the one before.
  private func chain(_ template: inout Template) {
    let indexed = template.resources.indices.filter { template.resources[$0].hasIndexes }
    guard indexed.count > 1, let last = indexed.last, let before = indexed.dropLast().last else {
      return
    }
    template.resources[last].dependsOn = [
      (
        template.resources[before].logicalID,
        .derived(from: [], note: "only one table with indexes may be created at a time")
      )
    ]
  }

  /// No line of a spec without an effect: what reaches no value of the template is refused, not
  /// dropped.
  private mutating func checkEffect(
    of component: any Component, _ output: ComponentOutput, in template: Template,
    _ hardened: Hardened
  ) {
    var effective = template.effectiveNodes
    effective.formUnion(output.omissions)
    let references = references(of: hardened)
    for root in hardened.written(component) {
      reportWithoutEffect(root, effective, references)
    }
  }

  private func references(of hardened: Hardened) -> Set<NodeID> {
    Set(hardened.references.map { tree.content(of: $0.node) })
  }

  private mutating func reportWithoutEffect(
    _ node: NodeID, _ effective: Set<NodeID>, _ references: Set<NodeID>
  ) {
    let content = tree.content(of: node)
    switch tree.kind(of: content) {
    case .mapping:
      for entry in tree.entries(of: content) {
        reportWithoutEffect(entry.value, effective, references)
      }
    case .sequence:
      for child in tree.children(of: content) {
        reportWithoutEffect(child, effective, references)
      }
    case .null, .boolean, .integer, .float, .string, .alias, .link:
      let isReference = references.contains(content)
      guard isReference || !(effective.contains(node) || effective.contains(content)) else {
        return
      }
      sink.report(
        Finding(
          SynthesisCodes.noSetting, at: .introduction(node),
          isReference
            ? "this version does not synthesize references"
            : "this version does not synthesize this setting",
          help: "`ashlar validate` checks it; a template that leaves it out would be wrong"))
    }
  }
}

extension Resource {
  fileprivate var hasIndexes: Bool {
    properties.contains { $0.key.hasSuffix("SecondaryIndexes") }
  }
}
