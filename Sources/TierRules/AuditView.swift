// What a trail records, as rules see it.

import AWSNames
import CloudFormation

extension ResourceView {
  /// The selectors of a trail that record reads and writes alike of resources of a type.
  package func selectors(of type: String) -> [ValueView] {
    self["AdvancedEventSelectors"].elements.filter { selector in
      selector.selects("resources.type") { $0.string == type }
        && selector.selects("eventCategory") { $0.string == "Data" }
        && !selector.names("readOnly")
    }
  }
}

extension ValueView {
  /// The selector names a field with a value that passes.
  package func selects(_ field: String, _ passes: (ValueView) -> Bool) -> Bool {
    self["FieldSelectors"].elements.contains { selector in
      selector["Field"].string == field
        && (selector["Equals"].elements + selector["StartsWith"].elements).contains(where: passes)
    }
  }

  /// What the selector asks of a field; nothing when it does not ask.
  package func names(_ field: String) -> Bool {
    self["FieldSelectors"].elements.contains { $0["Field"].string == field }
  }
}

extension StackView {
  /// The stack relies on a trail that the account has: evidence is a parameter.
  package var hasTrail: Bool { !all(AWSCloudTrailTrail.self).isEmpty }
}

/// What selectors ask of ARNs, to be found by the table: each is read once, for there may be
/// hundreds of tables.
struct RecordedARNs {
  /// One that asks nothing of the ARN, and so takes in any.
  private var general: ValueView?
  /// By the logical id of a table whose own attribute is named, with what follows it.
  private var byID: [String: ValueView] = [:]
  /// By what stands behind `:table/`.
  private var byName: [String: [(arn: String, selector: ValueView)]] = [:]

  init(_ selectors: [ValueView]) {
    for selector in selectors {
      guard selector.names("resources.ARN") else {
        general = general ?? selector
        continue
      }
      for field in selector["FieldSelectors"].elements
      where field["Field"].string == "resources.ARN" {
        for value in field["Equals"].elements + field["StartsWith"].elements {
          add(value, of: selector)
        }
      }
    }
  }

  private mutating func add(_ value: ValueView, of selector: ValueView) {
    if let id = value.namedResource {
      byID["${\(id).Arn}"] = byID["${\(id).Arn}"] ?? selector
    } else if let text = value.text {
      if text.hasPrefix("${"), text.holds(".Arn}") {
        byID[text] = byID[text] ?? selector
      } else if let mark = text.utf8.place(of: RecordedARNs.mark) {
        let name = String(text[mark...].dropFirst(RecordedARNs.mark.utf8.count))
        byName[name, default: []].append((text, selector))
      }
    }
  }

  private static let mark = ":table/"

  /// What records each copy of a table; nil for one that nothing records. `rest` is what follows
  /// the ARN of the table.
  func selectors(of table: ResourceView, _ rest: String = "") -> [(TableCopy, ValueView?)] {
    let named = byName["\(table.tableName)\(rest)"] ?? []
    // Asked of the table itself, or spelled for the region of the stack, it is one copy's: that in
    // the stack's region, if anybody said which that is.
    var own =
      named.first { $0.arn.names(region: "${AWS::Region}") }?.selector
      ?? byID["${\(table.id).Arn}\(rest)"]
    return table.copies.map { copy in
      if let general { return (copy, general) }
      let region = copy.region?.text
      if let found = named.first(where: { arn, _ in region.map(arn.names(region:)) ?? true }) {
        return (copy, found.selector)
      }
      guard table.region == nil || copy.region == nil || copy.region?.string == table.region else {
        return (copy, nil)
      }
      defer { own = nil }
      return (copy, own)
    }
  }
}

extension String {
  fileprivate func names(region: String) -> Bool { holds(":dynamodb:\(region):") }
}
