// A spec and the stack it becomes.

import Catalog
import Compiler
import Diagnostics
import Provenance
import Testing

struct Outcome {
  /// Errors and warnings.
  let codes: [String]
  let files: [String: JSON]
  let texts: [String: String]

  init(_ components: String, tier: String = "commercial", before: String = "") throws {
    let spec = """
      service: shop
      complianceFramework: \(tier)
      owner: team
      \(before)
      components:
      \(components)

      """
    let (findings, artifacts) = Compiler.synthesize(
      SourceFile(name: "service.yml", bytes: Array(spec.utf8)), with: Catalog.vocabulary(),
      options: CompileOptions(), format: .json)
    codes = findings.located.filter { $0.finding.code.severity != .note }
      .map(\.finding.code.id)
    texts = Dictionary(
      uniqueKeysWithValues: (artifacts?.files ?? []).map {
        ($0.path, String(decoding: $0.bytes, as: UTF8.self))
      })
    files = try texts.mapValues(JSON.init)
  }

  var template: JSON { files["shop.template.json"] ?? .null }

  func resource(_ id: String) -> JSON? { template["Resources"]?[id] }

  func properties(_ id: String) -> JSON? { resource(id)?["Properties"] }

  var ids: [String] { (template["Resources"]?.members ?? [:]).keys.sorted() }

  func ids(of type: String) -> [String] {
    ids.filter { resource($0)?["Type"]?.text == type }
  }

  /// The statements of a role's policy, each in a line.
  func statements(_ policy: String) -> [String] {
    let document = properties(policy)?["PolicyDocument"]
    return (document?["Statement"]?.elements ?? []).map(Outcome.line)
  }

  private static func line(_ statement: JSON) -> String {
    let actions = (statement["Action"]?.elements ?? []).map { action in
      let text = action.brief
      return text.hasPrefix("dynamodb:") ? String(text.dropFirst("dynamodb:".count)) : text
    }
    var line =
      "\(statement["Sid"]?.brief ?? "?"): \(actions.joined(separator: " ")) on "
      + (statement["Resource"]?.elements ?? []).map(\.brief).joined(separator: " ")
    let tests = (statement["Condition"]?.members ?? [:]).sorted { $0.key < $1.key }
    for (test, keys) in tests {
      for (key, value) in keys.members.sorted(by: { $0.key < $1.key }) {
        line += " if \(test) \(key) \(value.brief)"
      }
    }
    return line
  }

}

/// A table with two indexes and a stream, and whoever uses it.
enum Orders {
  static func table(_ more: String = "") -> String {
    """
      - name: orders
        type: dynamodb-table
        config:
          partitionKey: { name: orderId, type: S }
          globalSecondaryIndexes:
            - indexName: by-state
              partitionKey: { name: state, type: S }
              projection: { projectionType: KEYS_ONLY }
            - indexName: ByState
              partitionKey: { name: state, type: S }
              sortKey: { name: at, type: S }
              projection: { projectionType: ALL }
          streamSpecification: { streamViewType: NEW_AND_OLD_IMAGES }
    \(more)
    """
  }

  static func reader(
    _ bind: String, config: String = "", type: String = "lambda-api"
  ) -> String {
    """
      - name: reader
        type: \(type)
        config:
          handler: src/read.handler
    \(config)
        binds:
          - { to: orders, \(bind) }
    """
  }
}
