// Makes the review of a compiled stack.

package import AWSNames
import CloudFormation
package import Compiler
import ComponentKit
import Diagnostics
import Provenance
import ServiceSpec
import Shapes
import TierRules

extension ServiceReview {
  /// `inspection` must have been compiled with advice, or rows that are only advised stay unread.
  package init(_ inspection: Inspection, today: CalendarDate?) {
    let finder = EvidenceFinder(inspection)
    let placement = inspection.placement
    let keys = KeyReader(inspection.view, finder)
    let tables = TableReader(inspection.view, finder, keys).tables
    stack = placement.stack
    service = placement.service
    environment = placement.environment
    tier = placement.tier
    region = placement.region?.value
    owner = placement.owner?.value.written
    spec = finder.place(inspection.service.document.node).file
    self.today = today
    files = (inspection.parts + inspection.companions).map {
      ReviewedFile(path: $0.path, region: $0.region)
    }
    components = inspection.service.components.map {
      ReviewedComponent(
        name: $0.name.value, type: $0.type.rawValue, place: finder.place($0.name.node))
    }
    bindings = inspection.service.components.flatMap { component in
      component.binds.compactMap { ReviewedBinding($0, of: component, finder) }
    }
    regions = RegionReader.regions(placement, tables, inspection)
    rows = RowReader(inspection, finder).rows
    waivers = inspection.waivers.map { ReviewedWaiver($0, finder) }
    self.keys = keys.keys
    self.tables = tables
    alarms = AlarmReader(inspection.view, finder).alarms
    retentions = RetentionReader(inspection.view, finder).retentions
    parameters = ServiceReview.parameters(inspection)
    resources = finder.reviewedResources(inspection.view)
  }

  private static func parameters(_ inspection: Inspection) -> [ReviewedParameter] {
    var seen: Set<String> = []
    return (inspection.parts + inspection.companions).flatMap(\.template.parameters)
      .filter { seen.insert($0.name).inserted }
      .map {
        ReviewedParameter(
          name: $0.name, description: $0.description, defaultValue: $0.defaultValue)
      }
  }
}

extension ReviewedBinding {
  fileprivate init?(_ bind: Traced<Bind>, of component: ComponentEntry, _ finder: EvidenceFinder) {
    guard let target = bind.value.to.value, let capability = bind.value.capability.value else {
      return nil
    }
    self.component = component.name.value
    self.target = target
    self.capability = capability.rawValue
    access = bind.value.access.value?.elements.map(\.value.rawValue) ?? []
    options = bind.value.options.value.map(ReviewedBinding.words) ?? []
    place = finder.place(bind.value.to.node ?? bind.node)
  }

  private static func words(_ options: BindOptions) -> [String] {
    var words: [String] = []
    if let indexes = options.indexes.value?.elements.map(\.value) {
      words.append(
        indexes.isEmpty ? "no index" : "indexes " + indexes.joined(separator: ", "))
    }
    let switches = [
      ("scan", options.scan), ("transactions", options.transactions),
      ("partiql", options.partiql), ("describe", options.describe),
    ]
    words += switches.filter { $0.1.value == true }.map(\.0)
    if let keys = options.leadingKeys.value?.elements.map(\.value.written) {
      words.append("only keys " + keys.joined(separator: ", "))
    }
    if let names = options.attributes.value?.elements.map(\.value) {
      words.append("only attributes " + names.joined(separator: ", "))
    }
    return words
  }
}

extension ReviewedWaiver {
  fileprivate init(_ waiver: Waiver, _ finder: EvidenceFinder) {
    row = waiver.rule.code.id
    slug = waiver.rule.code.slug
    component = waiver.component
    reason = waiver.reason
    owner = waiver.owner
    expires = waiver.expires
    isExpired = waiver.isExpired
    isUsed = waiver.isUsed
    place = finder.place(waiver.node)
  }
}

enum RegionReader {
  /// The stack's own region first, then the others by name.
  static func regions(
    _ placement: Placement, _ tables: [ReviewedTable], _ inspection: Inspection
  ) -> [ReviewedRegion] {
    var home = placement.region?.value
    // A global table names its regions whether or not anybody named that of the stack.
    if home == nil { home = tables.lazy.compactMap { $0.copies.first?.region }.first }
    var names: Set<String> = Set(tables.flatMap { $0.copies.compactMap(\.region) })
    names.formUnion(inspection.companions.compactMap(\.region))
    if let home { names.remove(home) }
    func holders(_ region: String?) -> [String] {
      tables.filter { table in
        table.copies.contains { ($0.region ?? home) == region }
      }.map { $0.component ?? $0.logicalID }
    }
    return [ReviewedRegion(name: home, isHome: true, tables: holders(home))]
      + names.sorted().map { ReviewedRegion(name: $0, isHome: false, tables: holders($0)) }
  }
}
