// Finds the evidence for what is said of a stack: where a value ended up, and where it came from.

import CloudFormation
import Compiler
import JSONText
import Provenance
import ServiceSpec
import TierRules

struct EvidenceFinder {
  let tree: Tree
  private let paths: NodePaths
  private let lines: [LineTable]
  /// The resources of each template as they are written, by logical id.
  private let resources: [[String: TemplateValue]]
  private let files: [TemplateFile]
  /// By part of the view, the file in which each resource stands: a part may be split.
  private let homes: [[String: Int]]
  private let components: [NodeID: String]

  init(_ inspection: Inspection) {
    tree = inspection.tree
    paths = NodePaths(inspection.tree)
    lines = inspection.tree.sources.map { LineTable($0.bytes) }
    files = inspection.parts + inspection.companions
    resources = files.map(\.template).map(EvidenceFinder.resources)
    homes = EvidenceFinder.homes(inspection, resources)
    components = Dictionary(
      inspection.service.components.map { ($0.name.node, $0.name.value) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func resources(of template: Template) -> [String: TemplateValue] {
    guard case .object(let sections) = template.value,
      case .object(let resources)? = sections.first(where: { $0.key == "Resources" })?.value
    else { return [:] }
    return Dictionary(
      resources.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Companions of one region follow each other, in the order of the view's parts.
  private static func homes(
    _ inspection: Inspection, _ resources: [[String: TemplateValue]]
  ) -> [[String: Int]] {
    var homes: [[String: Int]] = [[:]]
    var region: String?
    for position in resources.indices {
      if position >= inspection.parts.count {
        let companion = inspection.companions[position - inspection.parts.count]
        if companion.region != region { homes.append([:]) }
        region = companion.region
      }
      for id in resources[position].keys { homes[homes.count - 1][id] = position }
    }
    return homes
  }

  /// Nil for what the service shares.
  func component(of resource: ResourceView) -> String? { resource.owner.flatMap { components[$0] } }

  /// Every resource that is emitted, in the order of the templates.
  func reviewedResources(_ view: StackView) -> [ReviewedResource] {
    view.resources.map { resource in
      let home = home(part: resource.part, id: resource.id)
      return ReviewedResource(
        file: files[home].path, logicalID: resource.id, type: resource.resource.type,
        component: component(of: resource),
        members: resources[home][resource.id].map { EvidenceFinder.members(of: $0, at: "") } ?? [])
    }
  }

  /// Down to what says one thing: a scalar, an intrinsic, a list of those.
  private static func members(of value: TemplateValue, at pointer: String) -> [ReviewedMember] {
    switch value {
    case .object(let members) where !members.isEmpty:
      return members.flatMap {
        EvidenceFinder.members(
          of: $0.value, at: pointer + "/" + JSONPointerText.escaped($0.key))
      }
    case .list(let elements) where !elements.allSatisfy(\.saysOneThing):
      return elements.enumerated().flatMap {
        EvidenceFinder.members(of: $0.element, at: "\(pointer)/\($0.offset)")
      }
    case .expression(.conditional(let name, let then, let otherwise), let cause):
      let place = pointer + "/Fn::If/"
      return [ReviewedMember(pointer: place + "0", value: json(.string(name, cause)))]
        + EvidenceFinder.members(of: then, at: place + "1")
        + (otherwise.map { EvidenceFinder.members(of: $0, at: place + "2") } ?? [])
    case .string, .integer, .number, .boolean, .expression, .object, .list:
      return [ReviewedMember(pointer: pointer, value: json(value))]
    }
  }

  private func home(part: Int, id: String) -> Int {
    guard let home = homes[part][id] else {
      preconditionFailure("resource `\(id)` is in no template of its stack")
    }
    return home
  }
}

// MARK: - Evidence

extension EvidenceFinder {
  func evidence(of value: ValueView) -> Evidence {
    evidence(at: value.path, cause: value.cause, isThere: !value.isAbsent)
  }

  /// That a resource is there, or that nothing in particular of it is missing.
  func evidence(of resource: ResourceView) -> Evidence {
    evidence(at: .member(resource.path, "Type"), cause: nil, isThere: true)
  }

  func evidence(of verdict: Verdict) -> Evidence {
    guard let path = verdict.path else { return evidence(of: verdict.resource) }
    return evidence(at: path, cause: verdict.cause, isThere: verdict.cause != nil)
  }

  private func evidence(at path: ValuePath, cause: Cause?, isThere: Bool) -> Evidence {
    let home = home(part: path.part, id: path.resourceID)
    let steps = path.steps
    var value = resources[home][path.resourceID]
    var known = 2
    while known < steps.count, let here = value, let next = here.step(steps[known]) {
      value = next
      known += 1
    }
    let isWhole = known == steps.count
    return Evidence(
      file: files[home].path, pointer: pointer(steps[..<known]),
      value: isWhole && isThere ? value.map(EvidenceFinder.json) : nil,
      missing: isWhole ? nil : pointer(steps[known...]),
      sources: cause.map { places($0.nodes) } ?? [], note: cause?.note)
  }

  private func pointer(_ steps: ArraySlice<String>) -> String {
    steps.map { "/" + JSONPointerText.escaped($0) }.joined()
  }

  static func json(_ value: TemplateValue) -> String {
    var writer = JSONWriter(.compact)
    TemplateJSON.write(value, to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

// MARK: - Lines

extension EvidenceFinder {
  /// What a person said comes first; a line that says it twice is one.
  private func places(_ nodes: [NodeID]) -> [SourcePlace] {
    var places: [SourcePlace] = []
    for place in nodes.map(place) where !places.contains(place) { places.append(place) }
    return places.filter { $0.kind == .spec } + places.filter { $0.kind == .layer }
  }

  func place(_ node: NodeID) -> SourcePlace {
    let written = tree.writtenNode(of: node)
    let span = paths.head(of: written)
    let file = tree.sources[Int(span.source.raw)]
    let place = lines[Int(span.source.raw)].lineColumn(at: span.start)
    let kind: SourcePlace.Kind
    var name = file.name
    switch file.role {
    case .spec:
      kind = .spec
      name = file.name.split(separator: "/").last.map(String.init) ?? file.name
    case .layer: kind = .layer
    }
    return SourcePlace(
      kind: kind, file: name, line: place.line, column: place.column,
      pointer: paths.pointer(to: written))
  }
}

extension Cause {
  fileprivate var note: String? {
    switch self {
    case .stated: return nil
    case .derived(_, let note): return note
    case .fixed(let reason): return reason.rawValue
    }
  }
}

extension TemplateValue {
  fileprivate var saysOneThing: Bool {
    switch self {
    case .string, .integer, .number, .boolean: return true
    case .expression(.conditional, _), .list, .object: return false
    case .expression: return true
    }
  }

  /// What lies one step of a pointer within the value as it is written.
  fileprivate func step(_ step: String) -> TemplateValue? {
    switch self {
    case .object(let members): return members.first { $0.key == step }?.value
    case .list(let elements):
      guard let position = Int(step), elements.indices.contains(position) else { return nil }
      return elements[position]
    case .expression(.conditional(let name, let then, let otherwise), let cause):
      guard step == "Fn::If" else { return nil }
      let none = TemplateValue.expression(.reference(to: "AWS::NoValue"), cause)
      return .list([.string(name, cause), then, otherwise ?? none])
    case .string, .integer, .number, .boolean, .expression: return nil
    }
  }
}
