// A value of an item as a tree: what updates work on, and what tests compare.

/// DynamoDB's ten types. Stored items are kept as bytes (`Item`); this is for values that change.
package indirect enum AttributeValue: Sendable, Hashable {
  case string(ByteString)
  case number(DecimalNumber)
  case binary(ByteString)
  case boolean(Bool)
  case null
  case list([AttributeValue])
  case map(AttributeMap)
  /// Sets are in ascending order and hold nothing twice: `stringSet(of:)` and its kind see to it.
  case stringSet([ByteString])
  case numberSet([DecimalNumber])
  case binarySet([ByteString])

  /// A string set of what a person listed: not empty, nothing twice, any order.
  package static func stringSet(of elements: [ByteString]) throws(ValueFault) -> AttributeValue {
    .stringSet(try distinct(elements, .string) { $0.description })
  }

  package static func numberSet(of elements: [DecimalNumber]) throws(ValueFault) -> AttributeValue {
    .numberSet(try distinct(elements, .number) { $0.text })
  }

  package static func binarySet(of elements: [ByteString]) throws(ValueFault) -> AttributeValue {
    .binarySet(try distinct(elements, .binary) { Base64.text(of: $0.bytes) })
  }

  static func distinct<Element: Comparable>(
    _ elements: [Element], _ kind: ValueFault.SetKind, _ text: (Element) -> String
  ) throws(ValueFault) -> [Element] {
    guard !elements.isEmpty else { throw .emptySet(kind) }
    let sorted = elements.sorted()
    for index in sorted.indices.dropFirst() where sorted[index] == sorted[index - 1] {
      throw .duplicates(elements.map(text))
    }
    return sorted
  }

  package var type: ValueType {
    switch self {
    case .string: .string
    case .number: .number
    case .binary: .binary
    case .boolean: .boolean
    case .null: .null
    case .list: .list
    case .map: .map
    case .stringSet: .stringSet
    case .numberSet: .numberSet
    case .binarySet: .binarySet
    }
  }
}

package enum ValueType: String, Sendable, Hashable, CaseIterable {
  case string = "S"
  case number = "N"
  case binary = "B"
  case boolean = "BOOL"
  case null = "NULL"
  case list = "L"
  case map = "M"
  case stringSet = "SS"
  case numberSet = "NS"
  case binarySet = "BS"
}

extension AttributeValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  package init(stringLiteral text: String) { self = .string(ByteString(text)) }
  package init(integerLiteral value: Int) { self = .number(DecimalNumber(value)) }
}
