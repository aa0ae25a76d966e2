// The shapes of DynamoDB's operations as `schemas/dynamodb` holds them, and their Swift types.

import Diagnostics
import JSONText
import Provenance

/// A name and what is said of it.
struct WireMember {
  let name: String
  let shape: String
  let isRequired: Bool
  /// Its absence has a message of its own.
  let isNamed: Bool
}

struct WireFacts {
  static let folder = "schemas/dynamodb"

  private let tree: Tree
  private let shapes: NodeID
  private let operations: [String: NodeID]

  init(_ repository: any RepositoryFiles) throws {
    var tree = Tree()
    func parse(_ path: String) throws -> NodeID {
      var sink = Sink()
      let file = SourceFile(name: path, bytes: try repository.contents(of: path))
      do throws(Reported) { return try parseJSON(file, into: &tree, sink: &sink) } catch {
        throw GenerationFault("\(path) is no JSON")
      }
    }
    shapes = try parse("\(WireFacts.folder)/shapes.json")
    var operations: [String: NodeID] = [:]
    for name in try repository.names(in: "\(WireFacts.folder)/operations") {
      operations[String(name.dropLast(5))] = try parse("\(WireFacts.folder)/operations/\(name)")
    }
    self.operations = operations
    self.tree = tree
  }

  func knows(_ operation: String) -> Bool { operations[operation] != nil }

  func target(of operation: String) throws -> String {
    try text("target", of: try node(of: operation))
  }

  func members(of operation: String, _ side: String) throws -> [WireMember] {
    guard let structure = tree.value(side, in: try node(of: operation)) else {
      throw GenerationFault("\(operation) lacks its \(side)")
    }
    return members(of: structure)
  }

  private func node(of operation: String) throws -> NodeID {
    guard let node = operations[operation] else {
      throw GenerationFault("\(WireFacts.folder)/operations/\(operation).json is missing")
    }
    return node
  }

  func shape(_ name: String) throws -> NodeID {
    guard let node = tree.value(name, in: shapes) else {
      throw GenerationFault("\(WireFacts.folder)/shapes.json lacks \(name)")
    }
    return node
  }

  func text(_ key: String, of node: NodeID) throws -> String {
    guard let value = tree.value(key, in: node) else {
      throw GenerationFault("\(tree.pointer(to: node)) lacks `\(key)`")
    }
    return tree.text(of: value)
  }

  func optionalText(_ key: String, of node: NodeID) -> String? {
    tree.value(key, in: node).map { tree.text(of: $0) }
  }

  func strings(_ key: String, of node: NodeID) -> [String] {
    guard let list = tree.value(key, in: node) else { return [] }
    return tree.children(of: list).map { tree.text(of: $0) }
  }

  func type(of shape: String) throws -> String { try text("type", of: try self.shape(shape)) }

  func members(of structure: NodeID) -> [WireMember] {
    let required = strings("required", of: structure)
    let named = strings("named", of: structure)
    guard let members = tree.value("members", in: structure) else { return [] }
    return tree.entries(of: members).map { entry in
      let name = tree.text(of: entry.key)
      return WireMember(
        name: name, shape: tree.text(of: entry.value), isRequired: required.contains(name),
        isNamed: named.contains(name))
    }
  }
}

// MARK: - Swift types

extension WireFacts {
  func isStructure(_ shape: String) throws -> Bool {
    try type(of: shape) == "structure" && shape != "AttributeValue"
  }

  /// The type that stands for a shape.
  func swiftType(of shape: String) throws -> String {
    if shape == "AttributeValue" { return shape }
    // Counted in halves: a binary fraction would not be wrong, but could become so.
    if shape == "ConsumedCapacityUnits" { return "CapacityUnits" }
    let node = try self.shape(shape)
    switch try type(of: shape) {
    case "string": return "String"
    case "integer", "long": return "Int"
    case "boolean": return "Bool"
    case "double": return "Double"
    case "timestamp": return "Instant"
    case "list": return "[\(try swiftType(of: text("member", of: node)))]"
    case "map":
      let value = try text("value", of: node)
      return value == "AttributeValue" ? "Item" : "WireMap<\(try swiftType(of: value))>"
    case "structure": return "Wire.\(shape)"
    default: throw GenerationFault("\(shape) has a type that nobody reads")
    }
  }

  /// What stands in a required member until it is read.
  func placeholder(of shape: String) throws -> String {
    switch try swiftType(of: shape) {
    case "String": return "\"\""
    case "Int": return "0"
    case "Double": return "0"
    case "Bool": return "false"
    case "Instant": return "Instant(milliseconds: 0)"
    case "Item": return ".empty"
    case "AttributeValue": return ".null"
    case "CapacityUnits": return ".zero"
    case let type where type.hasPrefix("["): return "[]"
    case let type: return "\(type)()"
    }
  }

  /// The expression of a shape's rule; nil when it demands nothing.
  func rule(of shape: String) throws -> String? {
    let node = try self.shape(shape)
    var parts: [String] = []
    for key in ["min", "max"] {
      if let value = optionalText(key, of: node) { parts.append("\(key): \(value)") }
    }
    if let pattern = optionalText("pattern", of: node) {
      parts.append("pattern: NamePattern(\(SwiftName.literal(pattern)))")
    }
    let values = strings("enum", of: node)
    if !values.isEmpty {
      parts.append("among: [\(values.map(SwiftName.literal).joined(separator: ", "))]")
    }
    if optionalText("arn", of: node) != nil { parts.append("takesARN: true") }
    for (key, part) in [("member", "element"), ("key", "key"), ("value", "value")] {
      guard let inner = optionalText(key, of: node), try isRuled(inner, within: shape) else {
        continue
      }
      parts.append("\(part): .\(SwiftName.constant(inner))")
    }
    return parts.isEmpty ? nil : "Rule(\(parts.joined(separator: ", ")))"
  }

  /// Whether elements, keys or values of a shape are held against a rule there: structures check
  /// their own members, and items the engine.
  private func isRuled(_ inner: String, within shape: String) throws -> Bool {
    if try swiftType(of: shape) == "Item" { return false }
    return try !isStructure(inner) && inner != "AttributeValue" && rule(of: inner) != nil
  }
}

extension SwiftName {
  /// `SSESpecification` becomes `sSESpecification`, as the service's messages write it.
  static func constant(_ shape: String) -> String {
    shape.prefix(1).lowercased() + shape.dropFirst()
  }
}
