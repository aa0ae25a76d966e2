// synthesize, check, emit: from hardened components to the files of a stack.

import AWSNames
import CloudFormation
import Compliance
import ComponentKit
package import Diagnostics
package import Provenance
import ServiceSpec
import SharedResources

/// The files of one stack, ready to be written.
package struct Artifacts: Sendable {
  package let stack: String
  package let files: [Artifact]
  /// The region of the stack, where the spec or somebody else names one or needs one.
  package let region: String?
  /// What the binds promise, in the order of the spec.
  package let binds: [BoundAccess]
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
  package static let noSetting = Code("CFN002", "setting-not-synthesized", .error)
  package static let overLimit = Code("CFN010", "template-over-limit", .error)
  package static let overQuota = Code("CFN011", "role-over-quota", .warning)
  package static let trails = Code("CFN012", "trails-over-quota", .error)
  package static let endpoint = Code("CFN013", "endpoint-policy-over-quota", .error)
}

extension Compiler {
  /// A spec as the files of its stack; nil when something stands in the way, which is then said.
  package static func synthesize(
    _ file: SourceFile, with vocabulary: Vocabulary, options: CompileOptions,
    format: TemplateFormat
  ) -> (findings: Findings, artifacts: Artifacts?) {
    var memory = CompilerMemory()
    return synthesize(file, with: vocabulary, options: options, format: format, memory: &memory)
  }

  /// The same of one of many with the same vocabulary.
  package static func synthesize(
    _ file: SourceFile, with vocabulary: Vocabulary, options: CompileOptions,
    format: TemplateFormat, memory: inout CompilerMemory
  ) -> (findings: Findings, artifacts: Artifacts?) {
    var compilation = Compilation(vocabulary: vocabulary, options: options)
    swap(&compilation.memory, &memory)
    defer { swap(&compilation.memory, &memory) }
    do throws(Reported) {
      let root = try compilation.parse(file)
      let service = try compilation.readService(root)
      if options.environment != nil { _ = try compilation.environments(of: service) }
      let hardened = compilation.validate(service)
      compilation.reportMissingChoice(service)
      try compilation.sink.demandNoErrors()
      let stack = try compilation.synthesize(hardened, service)
      let artifacts = try compilation.emit(stack, hardened, format)
      return (Findings(compilation.sink, in: compilation.tree), artifacts)
    } catch {
      return (Findings(compilation.sink, in: compilation.tree), nil)
    }
  }
}

extension Compilation {
  mutating func synthesize(_ hardened: Hardened, _ service: Service) throws(Reported) -> Stack {
    let stack = buildStack(hardened, service)
    checkEffect(of: hardened, in: stack)
    checkTier(of: hardened, in: stack)
    checkQuotas(of: stack)
    try sink.demandNoErrors()
    return stack
  }

  /// What the tier says of a spec is what it says of its templates: they are made for it.
  mutating func judge(_ hardened: Hardened, _ service: Service) {
    guard sink.errorCount == 0 else { return }
    // Most of the time goes into templates: none is made where no rule can find anything in it.
    let asks =
      hardened.placement.tier > .commercial || options.includesAdvice
      || hardened.components.contains(where: \.mayMissCommercial)
    let stack = asks ? buildStack(hardened, service) : emptyStack(hardened, service)
    checkTier(of: hardened, in: stack)
    checkQuotas(of: stack)
  }

  private func emptyStack(_ hardened: Hardened, _ service: Service) -> Stack {
    let placement = hardened.placement
    return Stack(
      template: Template(
        description: "Service \(placement.service)"
          + (placement.environment.map { " in environment \($0)" } ?? ""),
        cause: .derived(
          service.document.service.node ?? service.document.node, "the service's name")))
  }

  func buildStack(_ hardened: Hardened, _ service: Service) -> Stack {
    let placement = hardened.placement
    var stack = emptyStack(hardened, service)
    let stems = LogicalID.assign(names: hardened.components.map { $0.entry.name.value })
    let neighbours = zip(hardened.components, stems).map { component, stem in
      (component.entry.name.value, SynthesisContext.Neighbour(component, stem: stem))
    }
    let context = SynthesisContext(
      placement: placement, tree: tree,
      neighbours: Dictionary(neighbours, uniquingKeysWith: { first, _ in first }))
    for (number, (component, stem)) in zip(hardened.components, stems).enumerated() {
      guard let output = component.synthesize(in: context, stem: stem) else { continue }
      stack.add(output, of: component.entry.name.node, component: number)
    }
    for region in [nil] + stack.companions.map(\.region) {
      stack.add(
        SharedResources.synthesize(stack.needs(in: region), in: context), in: region,
        of: service.document.service.node ?? service.document.node)
    }
    stack.template.dropUnusedParameters()
    for position in stack.companions.indices {
      stack.companions[position].template.dropUnusedParameters()
    }
    stack.chainIndexedTables()
    precondition(
      stack.repeatedLogicalIDs.isEmpty, "two resources are called \(stack.repeatedLogicalIDs)")
    return stack
  }
}
