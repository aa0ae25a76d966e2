// The spec that a template was made from, if it still is near and still makes the same.

import AccessMatrix
import AshlarCommand
import Catalog
import Compiler
import Compliance
import Diagnostics
import JSONText
import Provenance

enum SpecOfTemplate {
  /// The binds of the spec whose trail is the one beside the template, byte for byte: then the
  /// template is its own, whatever was changed in it since. Nil where there is none.
  static func binds(_ template: InputText, _ question: StackQuestion) -> [BoundAccess]? {
    guard let trail = question.neighbours("trail.json").first,
      let name = specName(in: trail)
    else { return nil }
    let stack = StackNames.stack(of: template.name)
    for spec in question.neighbours(name) {
      for environment in environments(of: stack, question) {
        for tier in tiers(question) {
          let artifacts = Compiler.synthesize(
            SourceFile(name: spec.name, bytes: spec.bytes), with: Catalog.vocabulary(),
            options: CompileOptions(
              environment: environment, region: question.region, tier: tier,
              today: question.today), format: format(of: template)
          ).artifacts
          guard let artifacts, artifacts.stack == stack,
            artifacts.files.first(where: { $0.path == "trail.json" })?.bytes == trail.bytes
          else { continue }
          return artifacts.binds
        }
      }
    }
    return nil
  }

  private static func format(of template: InputText) -> TemplateFormat {
    template.name.hasSuffix(".json") ? .json : .yaml
  }

  /// `shop-prod` may be of the environment `prod`.
  private static func environments(of stack: String, _ question: StackQuestion) -> [String?] {
    if let environment = question.environment { return [environment] }
    let words = stack.split(separator: "-")
    return [nil] + words.indices.dropFirst().map { words[$0...].joined(separator: "-") }
  }

  private static func tiers(_ question: StackQuestion) -> [Tier?] {
    if let tier = question.tier { return [Tier(rawValue: tier)] }
    return [nil, .fedrampModerate, .fedrampHigh]
  }

  /// The first place of a trail that is in a spec names its file.
  private static func specName(in trail: InputText) -> String? {
    var tree = Tree()
    var sink = Sink()
    let root: NodeID
    do throws(Reported) {
      root = try parseJSON(
        SourceFile(name: trail.name, bytes: trail.bytes), into: &tree, sink: &sink)
    } catch { return nil }
    guard tree.kind(of: root) == .mapping else { return nil }
    for file in tree.entries(of: root) where tree.kind(of: file.value) == .mapping {
      for entry in tree.entries(of: file.value) where tree.kind(of: entry.value) == .mapping {
        let sources = tree.value("sources", in: entry.value)
        let places = sources.map { Array(tree.children(of: $0)) } ?? [entry.value]
        for place in places where tree.kind(of: place) == .mapping {
          guard let from = tree.value("from", in: place), tree.text(of: from) == "spec",
            let name = tree.value("file", in: place)
          else { continue }
          return tree.text(of: name)
        }
      }
    }
    return nil
  }
}

extension PromisedBind {
  init(_ bind: BoundAccess) {
    self.init(
      component: bind.component, label: bind.label, targetStem: bind.targetStem,
      isWhole: bind.isWhole, reads: bind.reads, writes: bind.writes,
      readsStream: bind.readsStream, administers: bind.administers)
    indexes = bind.indexes
    scans = bind.scans
    transacts = bind.transacts
    speaksPartiQL = bind.speaksPartiQL
    describes = bind.describes
    leadingKeys = bind.leadingKeys
    attributes = bind.attributes
    isConfined = bind.isConfined
  }
}
