// ARNs of requests and of templates, which differ where names are made at run time.

import AccessMatrix
import IAMPolicy
import Simulation
import TableEngine

enum GateResource {
  /// The table's part of an ARN of DynamoDB.
  static func table(of arn: String) -> String? {
    guard arn.firstRange(of: ":table/") != nil else { return nil }
    let parts = arn.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count > 1 ? "\(parts[0])/\(parts[1])" : nil
  }

  /// Who has the policy that counts: a stream its own, an index and a backup none but the table's.
  static func holder(of arn: String) -> String {
    guard arn.firstRange(of: "/index/") != nil else { return arn }
    return table(of: arn) ?? arn
  }

  /// A stream of the stack under the label that its policies know.
  static func known(_ arn: String, in stack: StackAccess, _ engine: Engine) -> String {
    guard arn.firstRange(of: "/stream/") != nil, let table = table(of: arn),
      engine.facts(of: table)?.latestStreamARN == arn
    else { return arn }
    return "\(table)/stream/\(TemplateOptions.streamLabel)"
  }

  /// The ARN that a resource of the stack has in the engine; nil for one that is not there.
  static func arn(of resource: StackResource, in engine: Engine) -> String? {
    guard let table = resource.tableARN, let facts = engine.facts(of: table), facts.arn == table
    else { return nil }
    return resource.kind == .stream ? facts.latestStreamARN : facts.arn
  }

  /// Whether an action sees or writes items, in a table or in its stream.
  static func opensItems(_ action: String) -> Bool {
    guard let known = ServiceAction.named(action), known.service == .dynamodb else { return false }
    return known.keys.contains(.leadingKeys) || known.name == "Scan" || known.name == "GetRecords"
  }

  static func isOfStreams(_ action: String) -> Bool {
    [
      "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
    ].contains(action)
  }
}
