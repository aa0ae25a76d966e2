// Which attributes tell items apart and put them in order, and of which type each is.

package enum KeyType: String, Sendable, Hashable, Codable, CaseIterable {
  case string = "S"
  case number = "N"
  case binary = "B"
}

package enum KeyRole: String, Sendable, Hashable, Codable, CaseIterable {
  case hash = "HASH"
  case range = "RANGE"
}

package struct AttributeDefinition: Sendable, Hashable, Codable {
  package let attributeName: String
  package let attributeType: KeyType

  package init(_ attributeName: String, _ attributeType: KeyType) {
    self.attributeName = attributeName
    self.attributeType = attributeType
  }
}

package struct KeyElement: Sendable, Hashable, Codable {
  package let attributeName: String
  package let role: KeyRole

  package init(_ attributeName: String, _ role: KeyRole) {
    self.attributeName = attributeName
    self.role = role
  }
}

extension [KeyElement] {
  package var hashNames: [String] { filter { $0.role == .hash }.map(\.attributeName) }
  package var rangeNames: [String] { filter { $0.role == .range }.map(\.attributeName) }
}
