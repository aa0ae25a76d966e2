// What a file of a stack holds, as values that can be compared.

import Foundation

indirect enum JSON: Equatable, Decodable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try JSON.attempt({ try container.decode(Bool.self) }) {
      self = .boolean(value)
    } else if let value = try JSON.attempt({ try container.decode(Double.self) }) {
      self = .number(value)
    } else if let value = try JSON.attempt({ try container.decode(String.self) }) {
      self = .string(value)
    } else if let value = try JSON.attempt({ try container.decode([JSON].self) }) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  private static func attempt<Value>(_ decode: () throws -> Value) throws -> Value? {
    do { return try decode() } catch is DecodingError { return nil }
  }

  init(_ text: String) throws {
    self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }

  subscript(key: String) -> JSON? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  var elements: [JSON] {
    if case .array(let elements) = self { return elements }
    return [self]
  }

  var members: [String: JSON] {
    if case .object(let members) = self { return members }
    return [:]
  }

  /// In one line, with intrinsics as a person says them: `OrdersTable.Arn`.
  var brief: String {
    switch self {
    case .null: return "null"
    case .boolean(let value): return String(value)
    case .number(let value): return String(Int(value))
    case .string(let text): return text
    case .array(let elements): return "[" + elements.map(\.brief).joined(separator: " ") + "]"
    case .object(let members):
      if let name = members["Ref"]?.text { return "@" + name }
      if let parts = members["Fn::GetAtt"]?.elements {
        return "@" + parts.compactMap(\.text).joined(separator: ".")
      }
      if let text = members["Fn::Sub"]?.text { return text }
      return "{"
        + members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.brief)" }
        .joined(separator: ", ") + "}"
    }
  }
}
