// Policies and requests from JSON, and what was found on the way.

import Diagnostics
import IAMPolicy
import JSONText
import Provenance
import Testing

enum Reading {
  static func policy(_ json: String, as kind: PolicyKind = .identity) -> (
    document: PolicyDocument?, findings: [LocatedFinding]
  ) {
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      let file = SourceFile(name: "policy.json", bytes: Array(json.utf8))
      let root = try parseJSON(file, into: &tree, sink: &sink)
      return (try PolicyReader.read(root, as: kind, in: tree, sink: &sink), [])
    } catch { return (nil, Findings(sink, in: tree).located) }
  }

  static func question(_ json: String) throws -> AccessQuestion {
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      return try AnswerLine.read(
        SourceFile(name: "request.json", bytes: Array(json.utf8)), into: &tree, sink: &sink)
    } catch {
      let found = Findings(sink, in: tree).located.map {
        "\($0.finding.code.id) \($0.place.pointer): \($0.finding.message)"
      }
      throw Unreadable(found: found, text: json)
    }
  }

  struct Unreadable: Error {
    let found: [String]
    let text: String
  }
}

/// A request with one identity policy of one statement, and the rest as its defaults are.
struct Sample {
  var action = "dynamodb:GetItem"
  var resource = "arn:aws:dynamodb:us-east-1:111122223333:table/orders"
  var principal = "arn:aws:iam::111122223333:role/app"
  var version = "2012-10-17"
  var effect = "Allow"
  var actions = "\"Action\": \"*\""
  var resources = "\"Resource\": \"*\""
  var condition = "{}"
  var context = "{}"

  var json: String {
    """
    {"action": "\(action)", "resource": "\(resource)", "principal": "\(principal)",
     "context": \(context), "identityPolicies": [{"Version": "\(version)", "Statement": [
       {"Effect": "\(effect)", \(actions), \(resources), "Condition": \(condition)}]}]}
    """
  }

  func isAllowed() throws -> Bool { try Reading.question(json).answer.verdict == .allowed }
}
