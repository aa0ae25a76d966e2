// The proof holds for what `synth` makes, and fails for what was widened by hand.

import AccessMatrix
import Compliance
import Diagnostics
import Foundation
import IAMPolicy
import Simulation
import TestKit
import Testing

/// An example under a tier and an environment.
struct ProvenExample: Sendable, CustomTestStringConvertible {
  let example: String
  let tier: Tier
  let environment: String?

  var testDescription: String {
    "\(example) \(tier.rawValue) \(environment ?? "")"
  }

  static let all: [ProvenExample] = ExampleStack.bound.compactMap { stack in
    let parts = stack.folder.split(separator: "/").map(String.init)
    guard parts.count == 5, let tier = Tier(rawValue: parts[3]) else { return nil }
    let text: String
    // Without its spec the environment would be guessed from the folder, and be wrong.
    do { text = try Checkout.text("examples/\(parts[1])/service.yml") } catch {
      preconditionFailure("the spec of example \(parts[1]) cannot be read: \(error)")
    }
    let service =
      text.split(separator: "\n").first { $0.hasPrefix("service: ") }?
      .dropFirst("service: ".count).description ?? ""
    let rest = parts[4].dropFirst(service.count + 1)
    return ProvenExample(
      example: parts[1], tier: tier, environment: rest.isEmpty ? nil : String(rest))
  }

  /// Each example under each tier; environments differ in names alone.
  static let oneOfEach: [ProvenExample] = {
    var seen: Set<String> = []
    return all.filter { seen.insert("\($0.example) \($0.tier.rawValue)").inserted }
  }()

  func stack() throws -> ProvenStack {
    try ProvenStack(
      try Checkout.bytes("examples/\(example)/service.yml"), tier: tier, environment: environment)
  }
}

/// A way to let more through than was promised.
enum Widening: String, CaseIterable, Sendable {
  case anotherAction, everyAction, everyResource, longerName, everyIndex, noCondition, deletion

  /// Whether it changed the statement.
  func widen(_ statement: inout [String: Any]) -> Bool {
    var actions = statement["Action"] as? [String] ?? []
    let service = actions.first?.split(separator: ":").first.map(String.init) ?? "dynamodb"
    let resources = statement["Resource"] as? [Any] ?? []
    switch self {
    case .anotherAction:
      actions.append(service == "kms" ? "kms:Encrypt" : "dynamodb:PutResourcePolicy")
      statement["Action"] = actions
    case .deletion:
      actions.append(service == "kms" ? "kms:ScheduleKeyDeletion" : "dynamodb:DeleteTable")
      statement["Action"] = actions
    // Neither an index nor a stream can be deleted so: the action would be idle.
    case .everyAction: statement["Action"] = "\(service):*"
    case .everyResource:
      if resources.first as? String == "*" { return false }
      statement["Resource"] = "*"
    case .longerName:
      guard let first = resources.first, !(first is String) else { return false }
      statement["Resource"] = [["Fn::Join": ["", [first, "*"]]]]
    case .everyIndex:
      guard let first = resources.first as? [String: Any], let text = first["Fn::Sub"] as? String,
        let range = text.range(of: "/index/")
      else { return false }
      statement["Resource"] = [["Fn::Sub": text[..<range.upperBound] + "*"]]
    case .noCondition:
      return statement.removeValue(forKey: "Condition") != nil
    }
    return true
  }
}

@Suite struct ProofTests {
  @Test(arguments: ProvenExample.all)
  func whatSynthMakesIsProven(_ example: ProvenExample) throws {
    let proof = try example.stack().proof()
    #expect(proof.holds, "\(ProvenStack.lines(proof))")
    #expect(!proof.accounts.isEmpty)
    #expect(proof.accounts.allSatisfy { $0.denials > 100 })
    #expect(proof.accounts.contains { $0.promises > 0 && $0.needed > 0 })
  }

  private static let tiers: Set<Tier> = [.commercial, .fedrampModerate, .fedrampHigh]

  /// More statements than any policy of the examples has.
  private static let positions = 0..<12

  /// Every widening of every statement is found, and the statement named.
  @Test(arguments: ProvenExample.oneOfEach)
  func whatIsWidenedIsFound(_ example: ProvenExample) throws {
    let stack = try example.stack()
    let opened = try OpenedTemplates(stack)
    var changes = 0
    for position in Self.positions {
      for widening in Widening.allCases {
        let (templates, places) = try opened.changed(at: position, widening.widen)
        if places.isEmpty { continue }
        changes += places.count
        let proof = try stack.proof(of: templates)
        for place in places {
          #expect(
            proof.faults.contains {
              $0.policy == place.policy && $0.statement == place.statement
            },
            "\(widening.rawValue) of \(place.statement) in \(place.policy)")
        }
      }
    }
    #expect(changes >= 3)
    // A tier of which no example is tried would prove nothing.
    #expect(Self.tiers.isSubset(of: ProvenExample.oneOfEach.map(\.tier)))
  }

  /// What is taken away is missed.
  @Test(arguments: ProvenExample.oneOfEach)
  func whatIsTakenAwayIsMissed(_ example: ProvenExample) throws {
    let stack = try example.stack()
    let opened = try OpenedTemplates(stack)
    for position in Self.positions {
      let (templates, places) = try opened.changed(at: position) { statement in
        statement["Effect"] = "Deny"
        return true
      }
      if places.isEmpty { continue }
      let proof = try stack.proof(of: templates)
      #expect(proof.faults.count { $0.code.id == "IAM030" } >= places.count)
    }
  }

  /// All levels with all options, alone and together.
  @Test(arguments: [Tier.commercial, .fedrampModerate, .fedrampHigh])
  func everyBindIsProven(_ tier: Tier) throws {
    var failures: [String] = []
    for (number, bind) in Self.binds.enumerated() {
      let spec = """
        service: grid
        components:
          - name: items
            type: dynamodb-table
            config:
              tableName: items
              partitionKey: { name: tenant, type: S }
              streamSpecification: { streamViewType: NEW_AND_OLD_IMAGES }
              globalSecondaryIndexes:
                - indexName: ByDay
                  partitionKey: { name: day, type: S }
                  projection: { projectionType: ALL }
                - indexName: ByName
                  partitionKey: { name: name, type: S }
                  projection: { projectionType: ALL }
          - name: other
            type: dynamodb-table
            config: { tableName: items-other, partitionKey: { name: id, type: S } }
          - name: user
            type: lambda-worker
            config: { handler: src/a.b }
            binds:
              - { to: items, \(bind) }
            waivers:
              - rule: IAM-2
                reason: Settings are changed by this function on purpose.
                owner: somebody
                expires: 2099-01-01

        """
      let stack = try ProvenStack(Array(spec.utf8), tier: tier)
      let proof = try stack.proof()
      if !proof.holds { failures.append("\(number) \(bind)\n\(ProvenStack.lines(proof))") }
    }
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  private static let binds: [String] = {
    let whole = #"capability: "database:dynamodb""#
    var binds: [String] = []
    for access in ["read", "write", "read-write"] {
      for options in [
        "", "scan: true", "transactions: true", "partiql: true", "describe: true",
        "indexes: [ByDay]", "indexes: []",
        "leadingKeys: [\"${aws:PrincipalTag/tenant}\"]",
        "attributes: [tenant, day, name]",
        "transactions: true, partiql: true, attributes: [tenant, day, name]",
        "transactions: true, partiql: true, leadingKeys: [a, b]",
        "indexes: [ByName], transactions: true, partiql: true, describe: true",
      ] {
        if access == "write", options.contains("scan") || options.hasPrefix("indexes") { continue }
        binds.append("\(whole), access: \(access), options: { \(options) }")
      }
    }
    binds.append("\(whole), access: admin")
    binds.append("\(whole), access: [read, admin]")
    binds.append(#"capability: "dynamodb:stream", access: stream-read"#)
    binds.append(#"capability: "dynamodb:index", access: read, options: { indexes: [ByDay] }"#)
    return binds
  }()

  // MARK: - Templates of others

  private static func stranger(_ statements: String) -> String {
    """
    Parameters: {Peer: {Type: String}}
    Resources:
      Orders:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: orders
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          KeySchema: [{AttributeName: id, KeyType: HASH}]
      Role:
        Type: AWS::IAM::Role
        Properties:
          Policies:
            - PolicyName: p
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
    """
      + statements.split(separator: "\n").map { "\n                \($0)" }.joined() + "\n"
  }

  @Test(
    arguments: [
      ("- {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn}", ""),
      ("- {Effect: Allow, Action: dynamodb:GetItem, Resource: !Sub '${Orders.Arn}*'}", "IAM031"),
      ("- {Effect: Allow, Action: dynamodb:Get*, Resource: !GetAtt Orders.Arn}", "IAM031"),
      ("- {Effect: Allow, Action: '*', Resource: '*'}", "IAM031"),
      ("- {Effect: Allow, NotAction: dynamodb:GetItem, Resource: '*'}", "IAM031"),
      ("- {Effect: Allow, Action: s3:GetObject, Resource: '*'}", ""),
      (
        "- {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn}\n"
          + "- {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn}", "IAM032"
      ),
      (
        "- {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn}\n"
          + "- {Effect: Deny, Action: '*', Resource: '*'}", "IAM030"
      ),
      ("- {Effect: Allow, Action: dynamodb:GetItem, Resource: !Ref Peer}", "IAM033"),
      (
        "- {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn,"
          + " Condition: {StringEquals: {'aws:SourceVpce': vpce-1}}}", ""
      ),
    ] as [(String, String)])
  func strangersStateWhatTheyPromise(_ statements: String, _ code: String) throws {
    let proof = AccessProof(statedIn: try Stacks.read(Self.stranger(statements)))
    #expect(Set(proof.faults.map(\.code.id)) == (code.isEmpty ? [] : [code]))
    if !code.isEmpty { #expect(proof.faults.allSatisfy { $0.policy == "Role/p" }) }
    #expect(proof.isStated)
  }
}
