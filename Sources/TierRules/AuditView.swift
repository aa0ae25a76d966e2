// What a trail records, as rules see it.

import CloudFormation

extension ResourceView {
  /// The selectors of a trail that record reads and writes alike of resources of a type.
  package func selectors(of type: String) -> [ValueView] {
    self["AdvancedEventSelectors"].elements.filter { selector in
      selector.selects("resources.type") { $0.string == type }
        && selector.selects("eventCategory") { $0.string == "Data" }
        && !selector.isNarrowed
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

  /// It leaves out some of what is done to the resources that it names: reads or writes, single
  /// calls, those of somebody.
  fileprivate var isNarrowed: Bool {
    self["FieldSelectors"].elements.contains { selector in
      let isAboutPlace = ["eventCategory", "resources.type", "resources.ARN"]
        .contains(selector["Field"].string)
      let isOfTables =
        selector["Field"].string == "eventSource"
        && selector["Equals"].elements.contains { $0.string == "dynamodb.amazonaws.com" }
      return !(isAboutPlace || isOfTables)
        || selector.members.contains { $0.key.hasPrefix("Not") || $0.key == "EndsWith" }
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
