// A spec compiled for those who look at what came of it: templates, judgements and waivers, each
// with the lines of the spec behind it.

package import ComponentKit
package import Diagnostics
package import Provenance
package import ServiceSpec
package import TierRules

/// Everything that is known of a stack once it is compiled.
package struct Inspection: Sendable {
  /// The texts: the spec, and the layers that were laid beneath it.
  package let tree: Tree
  package let placement: Placement
  package let service: Service
  package let components: [any Component]
  /// The stack before it is split: part 0 is its own region, the others are companions.
  package let view: StackView
  /// What stands in the stack's own region, as it is written.
  package let parts: [TemplateFile]
  /// In the order of the view's parts, from 1.
  package let companions: [TemplateFile]
  package let access: [RoleAccess]
  package let judgements: [Judgement]
  /// All that are written, expired ones too.
  package let waivers: [Waiver]
}

extension Compiler {
  /// Unlike `synthesize` this goes on where the tier refuses: whoever reviews wants to see what.
  package static func inspect(
    _ file: SourceFile, with vocabulary: Vocabulary, options: CompileOptions
  ) -> (findings: Findings, inspection: Inspection?) {
    var compilation = Compilation(vocabulary: vocabulary, options: options)
    do throws(Reported) {
      let root = try compilation.parse(file)
      let service = try compilation.readService(root)
      if options.environment != nil { _ = try compilation.environments(of: service) }
      let hardened = compilation.validate(service)
      compilation.reportMissingChoice(service)
      try compilation.sink.demandNoErrors()
      let inspection = try compilation.inspect(hardened)
      return (Findings(compilation.sink, in: compilation.tree), inspection)
    } catch {
      return (Findings(compilation.sink, in: compilation.tree), nil)
    }
  }
}

extension Compilation {
  fileprivate mutating func inspect(_ hardened: Hardened) throws(Reported) -> Inspection {
    let stack = buildStack(hardened, hardened.service)
    checkEffect(of: hardened, in: stack)
    checkQuotas(of: stack)
    let view = stack.view(in: hardened.placement)
    let judgements = judge(hardened, view)
    report(judgements, hardened.placement)
    let (parts, companions) = try templateFiles(of: stack, hardened, .json)
    return Inspection(
      tree: tree, placement: hardened.placement, service: hardened.service,
      components: hardened.components, view: view, parts: parts, companions: companions,
      access: stack.access, judgements: judgements.all, waivers: judgements.waivers)
  }
}
