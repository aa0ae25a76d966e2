// The bounds of a promise: whatever a policy lets through beside them is found, however it is
// written.

import AccessMatrix
import Compliance
import Diagnostics
import Foundation
import Simulation
import Testing

@Suite struct BoundTests {
  /// One bind under its options.
  private static func stack(_ options: String) throws -> ProvenStack {
    let spec = """
      service: grid
      components:
        - name: items
          type: dynamodb-table
          config:
            tableName: items
            partitionKey: { name: tenant, type: S }
            globalSecondaryIndexes:
              - indexName: ByDay
                partitionKey: { name: day, type: S }
                projection: { projectionType: ALL }
        - name: user
          type: lambda-worker
          config: { handler: src/a.b }
          binds:
            - { to: items, capability: "database:dynamodb", access: read-write, options: \(options) }

      """
    return try ProvenStack(Array(spec.utf8), tier: .fedrampModerate)
  }

  /// What is done to the values of a key, and to the operator they stand under.
  struct Change: Sendable, CustomTestStringConvertible {
    let options: String
    let key: String
    var added: [String] = []
    var replaced: (@Sendable (String) -> String)?
    var operation: (@Sendable (String) -> String)?

    var testDescription: String {
      let sample = replaced.map { $0("VALUE") } ?? ""
      return "\(key) \(added) \(sample) \(operation.map { $0("StringEquals") } ?? "")"
    }

    /// Whether the statement has the key.
    func make(in statement: inout [String: Any]) -> Bool {
      guard let conditions = statement["Condition"] as? [String: [String: Any]] else {
        return false
      }
      var changed = conditions
      for (name, keys) in conditions {
        guard let written = keys[key] else { continue }
        let values = (written as? [Any] ?? [written]).map { value in
          (value as? String).map { replaced?($0) ?? $0 } ?? value
        }
        var rest = keys
        rest[key] = nil
        changed[name] = rest.isEmpty ? nil : rest
        let other = operation?(name) ?? name
        changed[other, default: [:]][key] = values + added
        statement["Condition"] = changed
        return true
      }
      return false
    }
  }

  private static let tenant = #"{ leadingKeys: ["${aws:PrincipalTag/tenant}"] }"#
  private static let columns = "{ attributes: [tenant, day, total] }"
  private static let keys = "dynamodb:LeadingKeys"
  private static let attributes = "dynamodb:Attributes"

  private static let like: @Sendable (String) -> String = {
    $0.replacingOccurrences(of: "StringEquals", with: "StringLike")
  }
  private static let inEitherCase: @Sendable (String) -> String = {
    $0.replacingOccurrences(of: "StringEquals", with: "StringEqualsIgnoreCase")
  }

  static let changes: [Change] = [
    Change(options: tenant, key: keys, added: ["public"]),
    Change(options: tenant, key: keys, replaced: { $0 + "*" }, operation: like),
    Change(options: tenant, key: keys, replaced: { "*-" + $0 }, operation: like),
    Change(options: tenant, key: keys, replaced: { $0 + "?" }, operation: like),
    Change(options: tenant, key: keys, operation: inEitherCase),
    Change(
      options: tenant, key: keys,
      replaced: { $0.replacingOccurrences(of: "}", with: ", 'root'}") }),
    Change(options: columns, key: attributes, added: ["secret"]),
    Change(options: columns, key: attributes, added: ["t*"], operation: like),
    Change(options: columns, key: attributes, added: ["total?"], operation: like),
    Change(options: columns, key: attributes, operation: inEitherCase),
    Change(options: columns, key: "dynamodb:Select", added: ["ALL_PROJECTED_ATTRIBUTES"]),
    Change(options: columns, key: "dynamodb:ReturnValues", added: ["ALL_NEW"]),
    Change(options: "{}", key: "kms:ViaService", added: ["s3.us-east-1.amazonaws.com"]),
  ]

  @Test(arguments: changes) func whatIsLetThroughIsFound(_ change: Change) throws {
    let stack = try BoundTests.stack(change.options)
    #expect(try stack.proof().holds)
    let opened = try OpenedTemplates(stack)
    var tried = 0
    for position in 0..<8 {
      let (templates, places) = try opened.changed(at: position, change.make)
      for place in places {
        tried += 1
        let proof = try stack.proof(of: templates)
        #expect(
          proof.faults.contains {
            $0.code.id == "IAM031" && $0.policy == place.policy && $0.statement == place.statement
          }, "\(place.statement): \(ProvenStack.lines(proof))")
      }
    }
    #expect(tried > 0)
  }

  /// Patterns of names, whatever they leave open.
  @Test(arguments: [
    "arn:aws:dynamodb:us-east-1:123456789012:table/*items",
    "arn:aws:dynamodb:us-east-1:123456789012:table/item?",
    "arn:aws:dynamodb:us-east-1:123456789012:table/i*s",
    "arn:aws:dynamodb:us-east-1:123456789012:table/?tems",
    "arn:aws:dynamodb:us-east-1:*:table/items", "arn:aws:dynamodb:us-*-1:123456789012:table/items",
    "arn:aws:dynamodb:us-east-1:12345678901?:table/items",
    "arn:*:dynamodb:us-east-1:123456789012:table/items",
  ])
  func whatAPatternFitsBesideIsFound(_ pattern: String) throws {
    let stack = try BoundTests.stack("{}")
    let (templates, places) = try OpenedTemplates(stack).changed(at: 0) { statement in
      statement["Resource"] = pattern
      return true
    }
    let place = try #require(places.first)
    let proof = try stack.proof(of: templates)
    #expect(
      proof.faults.contains { $0.code.id == "IAM031" && $0.statement == place.statement },
      "\(ProvenStack.lines(proof))")
  }

  /// A function that takes another role has what that role has, and not what was promised.
  @Test func aRoleThatNobodyTakesIsMissed() throws {
    let stack = try BoundTests.stack("{}")
    let template = try #require(stack.templates.first)
    let other = String(decoding: template.bytes, as: UTF8.self).replacing(
      #/"Role": \{\s*"Fn::GetAtt": \[\s*"UserFunctionRole",\s*"Arn"\s*\]\s*\}/#,
      with: #""Role": "arn:aws:iam::123456789012:role/Admin""#)
    #expect(other.contains("role/Admin"))
    let proof = try stack.proof(of: [StackTemplate(file: template.file, bytes: Array(other.utf8))])
    #expect(proof.faults.contains { $0.code.id == "IAM030" && $0.principal == "user" })
    #expect(proof.unbound.contains { $0.contains("User") })
  }
}
