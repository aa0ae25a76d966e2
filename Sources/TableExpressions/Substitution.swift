// What placeholders stand for, and which of them were used.

package import TableItems
import TableModel

/// The placeholders of one request: all its expressions share one of these.
package struct PlaceholderScope: Sendable {
  private let names: [ByteString: ByteString]
  private let values: Item
  private var usedNames: Set<ByteString> = []
  private var usedValues: Set<ByteString> = []

  package init(names: [ByteString: ByteString]?, values: Item?) {
    self.names = names ?? [:]
    self.values = values ?? .empty
  }

  /// Says what is wrong with the placeholders themselves.
  package static func check(
    names: [ByteString: ByteString]?, values: Item?
  ) throws(ExpressionFault) {
    if let names {
      if names.isEmpty { throw ExpressionFault("ExpressionAttributeNames must not be empty") }
      for key in names.keys.sorted() where !isPlaceholder(key.bytes[...], UInt8(ascii: "#")) {
        throw ExpressionFault(
          "ExpressionAttributeNames contains invalid key: Syntax error; key: \"\(key)\"")
      }
    }
    if let values {
      if values.isEmpty { throw ExpressionFault("ExpressionAttributeValues must not be empty") }
      for entry in values where !isPlaceholder(entry.name, UInt8(ascii: ":")) {
        throw ExpressionFault(
          "ExpressionAttributeValues contains invalid key: Syntax error; "
            + "key: \"\(ByteString(entry.name))\"")
      }
    }
  }

  private static func isPlaceholder(_ key: ArraySlice<UInt8>, _ sign: UInt8) -> Bool {
    guard key.count > 1, key.first == sign, key.count <= Limits.placeholderBytesMax else {
      return false
    }
    return key.dropFirst().allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  mutating func name(_ placeholder: ByteString) -> ByteString? {
    usedNames.insert(placeholder)
    return names[placeholder]
  }

  mutating func value(_ placeholder: ByteString) -> ValueView? {
    usedValues.insert(placeholder)
    return values[placeholder]
  }

  /// What is wrong when a placeholder was given and no expression used it.
  package var unused: ExpressionFault? {
    if names.isEmpty, values.isEmpty { return nil }
    let names = names.keys.filter { !usedNames.contains($0) }.sorted()
    guard names.isEmpty else { return unused("ExpressionAttributeNames", names) }
    let values = values.map { ByteString($0.name) }.filter { !usedValues.contains($0) }
    return values.isEmpty ? nil : unused("ExpressionAttributeValues", values)
  }

  package func checkAllUsed() throws(ExpressionFault) {
    if let unused { throw unused }
  }

  private func unused(_ parameter: String, _ keys: [ByteString]) -> ExpressionFault {
    ExpressionFault(
      "Value provided in \(parameter) unused in expressions: keys: "
        + "{\(keys.map(\.description).joined(separator: ", "))}")
  }

  /// The path as it is meant; a name that stands for nothing is noted.
  mutating func resolve(_ steps: [RawStep], _ ledger: inout FaultLedger) -> DocumentPath {
    var resolved: [DocumentPath.Step] = []
    resolved.reserveCapacity(steps.count)
    for step in steps {
      switch step {
      case .name(let name): resolved.append(.name(name))
      case .index(let index): resolved.append(.index(index))
      case .placeholder(let placeholder):
        if let name = name(placeholder) {
          resolved.append(.name(name))
        } else {
          ledger.note(.undefinedName, ExpressionMessage.undefinedName(placeholder))
          resolved.append(.name(placeholder))
        }
      }
    }
    guard case .name(let root)? = resolved.first else { return DocumentPath("") }
    return DocumentPath(root, Array(resolved.dropFirst()))
  }

  /// The value as it is meant; one that stands for nothing is noted.
  mutating func resolve(value placeholder: ByteString, _ ledger: inout FaultLedger) -> ValueView? {
    let value = value(placeholder)
    if value == nil {
      ledger.note(.undefinedValue, ExpressionMessage.undefinedValue(placeholder))
    }
    return value
  }
}
