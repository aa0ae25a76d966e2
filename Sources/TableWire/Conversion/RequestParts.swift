// Parts that many requests share, from the wire's types to the engine's.

import TableEngine
import TableExpressions
import TableItems

extension RawRepresentable where RawValue == String {
  /// A word that the shapes have let through; nil where there is none.
  init?(_ word: String?) {
    guard let word, let value = Self(rawValue: word) else { return nil }
    self = value
  }
}

extension Substitutions {
  init(_ names: WireMap<String>?, _ values: Item? = nil) {
    self.init(
      names: names.map { map in
        Dictionary(
          map.entries.map { (ByteString($0.key), ByteString($0.value)) },
          uniquingKeysWith: { $1 })
      },
      values: values)
  }
}

extension [String] {
  var byteStrings: [ByteString] { map { ByteString($0) } }
}

extension WireMap {
  func dictionary<Other>(_ convert: (Value) -> Other) -> [ByteString: Other] {
    Dictionary(
      entries.map { (ByteString($0.key), convert($0.value)) }, uniquingKeysWith: { $1 })
  }
}

extension LegacyCondition {
  init(_ condition: Wire.Condition) {
    self.init(
      LegacyComparison(condition.comparisonOperator) ?? .equal,
      condition.attributeValueList ?? [])
  }
}

extension ExpectedAttribute {
  init(_ expected: Wire.ExpectedAttributeValue) {
    self.init(
      exists: expected.exists, value: expected.value,
      comparison: LegacyComparison(expected.comparisonOperator),
      values: expected.attributeValueList)
  }
}

extension LegacyUpdate {
  init(_ update: Wire.AttributeValueUpdate) {
    self.init(LegacyAction(update.action) ?? .put, update.value)
  }
}

extension WriteCondition {
  init(
    _ expression: String?, expected: WireMap<Wire.ExpectedAttributeValue>? = nil,
    connective: String? = nil, onFailure: String?
  ) {
    self.init(
      expression: expression, expected: expected?.dictionary { ExpectedAttribute($0) },
      connective: LegacyConnective(connective),
      onFailure: ReturnOnFailure(onFailure) ?? .none)
  }
}

extension WriteReturns {
  init(values: String?, capacity: String?, metrics: String?) {
    self.init(
      values: ReturnValues(values) ?? .none,
      capacity: ReturnConsumedCapacity(capacity) ?? .none,
      metrics: ReturnItemCollectionMetrics(metrics) ?? .none)
  }
}
