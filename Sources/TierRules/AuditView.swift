// What a trail records, as rules see it.

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
