// A setting that several places may give, and why one of them counts.

import CloudFormation
import Provenance

/// A value with all the words that led to it.
struct NearestSetting<Value: Sendable>: Sendable {
  let value: Value
  let cause: Cause

  /// What the first place that speaks says. The words of the others are causes too: they are what
  /// it takes the place of, or agrees with.
  init?(_ places: [Field<Value>?], _ note: String) {
    let given = places.compactMap { $0?.traced }
    guard let first = given.first else { return nil }
    value = first.value
    let isOwn = given.count == 1 && places.first??.isAbsent == false
    cause = isOwn ? .stated(first.node) : .derived(from: given.map(\.node), note: note)
  }
}

extension NearestSetting where Value: LeafValue {
  var leaf: Leaf<Value> { .literal(value, cause) }
}

extension NearestSetting where Value: RawRepresentable, Value.RawValue == String {
  var leaf: Leaf<String> { .literal(value.rawValue, cause) }
}
