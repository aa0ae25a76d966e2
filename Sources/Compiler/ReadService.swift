// The outer spec: its shape, its names, the environment it is compiled for.

import Compliance
import Diagnostics
import Provenance
import ServiceSpec
import Shapes

extension Compilation {
  mutating func readService(_ root: NodeID) throws(Reported) -> Service {
    guard tree.kind(of: tree.content(of: root)) == .mapping else {
      throw sink.report(
        Finding(
          ShapeCodes.wrongType, at: .node(root), "a service spec is a mapping",
          help: "write `service:` and `components:`"))
    }
    hasLateValues = SchemaCheck.checkEarly(
      root, against: vocabulary.root("service"), of: vocabulary.schema,
      formats: vocabulary.formats, lateKeys: ["owner", "binds", "waivers"], memory: &memory.checks,
      in: &tree, sink: &sink)
    var isIntact = true
    // A document that lacks a key is still read: its components have findings of their own.
    let document =
      ServiceDocument.decode(root, in: tree, &isIntact) ?? ServiceDocument(empty: root)
    let service = Service(document, in: tree)
    reportDefaults(document, root)
    reportDuplicates(service)
    reportOverrides(service)
    checkWaivers(service)
    return service
  }

  /// The service as the chosen environment has it: its values may stand in the owner, binds and
  /// waivers, which are read before it is chosen. What the first reading reported is said once.
  mutating func readAgain(_ service: Service) -> Service {
    guard hasLateValues else { return service }
    let root = service.document.node
    SchemaCheck.check(
      root, against: vocabulary.root("service"), of: vocabulary.schema,
      formats: vocabulary.formats, isFragment: false, memory: &memory.checks, in: &tree, sink: &sink
    )
    var isIntact = true
    return ServiceDocument.decode(root, in: tree, &isIntact).map { Service($0, in: tree) }
      ?? service
  }

  private mutating func reportDefaults(_ document: ServiceDocument, _ root: NodeID) {
    if document.service.isAbsent {
      sink.report(
        Finding(
          SpecCodes.noService, at: .node(root), "the service has no name and is called `app`",
          help: "write `service: NAME`"))
    }
    if document.complianceFramework.isAbsent {
      sink.report(
        Finding(
          SpecCodes.noFramework, at: .node(root),
          "no compliance framework is stated, so `commercial` counts",
          help: "write `complianceFramework: commercial`, or the one you are held to"))
    }
  }

  private mutating func reportDuplicates(_ service: Service) {
    var first: [String: NodeID] = [:]
    for component in service.components {
      if let earlier = first[component.name.value] {
        sink.report(
          Finding(
            SpecCodes.duplicateName, at: .node(component.name.node),
            "another component is called `\(component.name.value)` already",
            help: "give each component a name of its own",
            related: [Related(.node(earlier), "the first is here")]))
      } else {
        first[component.name.value] = component.name.node
      }
    }
  }

  private mutating func reportOverrides(_ service: Service) {
    let names = service.knownNames.sorted()
    for environment in service.environments {
      for entry in environment.settings.overrides.value?.entries ?? []
      where !service.mayHold(entry.key) {
        let nearest = sink.nearest(to: entry.key, among: names)
        sink.report(
          Finding(
            SpecCodes.unknownOverride, at: .key(entry.keyNode),
            "no component is called `\(entry.key)`",
            help: nearest.map { "did you mean `\($0)`?" }
              ?? "overrides are for the components under `components:`"))
      }
    }
  }

  /// The environments to look at: the chosen one, or every one there is.
  mutating func environments(of service: Service) throws(Reported) -> [String?] {
    guard let chosen = options.environment else {
      let declared = service.environments.map(\.name.value)
      return declared.isEmpty ? [nil] : declared
    }
    if service.environment(chosen) != nil { return [chosen] }
    // It may stand below a key that was reported: one mistake.
    if !knowsEnvironments(service) { try sink.demandNoErrors() }
    let declared = service.environments.map(\.name.value)
    let nearest = Suggestion.nearest(to: chosen, among: declared)
    let root = tree.root(of: SourceID(0)) ?? NodeID(0)
    let place = service.document.environments.node ?? root
    throw sink.report(
      Finding(
        SpecCodes.noSuchEnvironment, at: .introduction(place),
        "no environment is called `\(chosen)`",
        help: nearest.map { "did you mean `\($0)`?" }
          ?? (declared.isEmpty
            ? "declare it under `environments:`"
            : "the spec declares " + declared.map { "`\($0)`" }.joined(separator: ", "))))
  }
}
