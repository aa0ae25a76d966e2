// The conditions under which a bind lets items be read and written.

import CloudFormation
import ComponentKit
import Compliance
import Provenance
import ServiceSpec
import Shapes

extension GrantTerms {
  enum Direction {
    case read, write, both
  }

  /// EVIDENCE: DynamoDB developer guide, "Using IAM policy conditions for fine-grained access
  /// control": `LeadingKeys` and `Attributes` take `ForAllValues`; attributes are worth nothing
  /// unless `Select` keeps reads, and `ReturnValues` keeps writes, from answering with all others.
  func conditions(_ direction: Direction) -> [PolicyCondition] {
    var conditions: [PolicyCondition] = []
    if let leadingKeys {
      conditions.append(
        PolicyCondition("ForAllValues:StringEquals", "dynamodb:LeadingKeys", leadingKeys))
    }
    if let attributes {
      conditions.append(
        PolicyCondition("ForAllValues:StringEquals", "dynamodb:Attributes", attributes))
      conditions += answers(direction)
    }
    return conditions + network
  }

  /// The answer holds what the request names.
  private func answers(_ direction: Direction) -> [PolicyCondition] {
    let select = PolicyCondition(
      "StringEqualsIfExists", "dynamodb:Select", [.literal("SPECIFIC_ATTRIBUTES", cause)])
    let returnValues = PolicyCondition(
      "StringEqualsIfExists", "dynamodb:ReturnValues",
      ["NONE", "UPDATED_OLD", "UPDATED_NEW"].map { .literal($0, cause) })
    switch direction {
    case .read: return [select]
    case .write: return [returnValues]
    case .both: return [select, returnValues]
    }
  }

  /// Without a key every item is read: PartiQL scans only where `scan` is granted.
  ///
  /// EVIDENCE: Service Authorization Reference: `dynamodb:FullTableScan` is true for a `SELECT`
  /// that names no partition key; `LeadingKeys` is absent then, which lets `ForAllValues` pass.
  var selectConditions: [PolicyCondition] {
    scans
      ? conditions(.read)
      : conditions(.read) + [
        PolicyCondition("BoolIfExists", "dynamodb:FullTableScan", [.literal("false", cause)])
      ]
  }
}

// MARK: - The network

extension GrantTerms {
  private static let endpointParameter = "DynamoDBEndpointId"

  private var networkCause: Cause {
    .derived(
      settings.placement.tierNode,
      "NET-1 (AC-4, SC-7, SC-7(5)): items move through an endpoint of the VPC only")
  }

  private var isConfined: Bool { settings.placement.tier >= .fedrampHigh }

  /// Not for streams: Lambda reads those from outside the VPC.
  private var network: [PolicyCondition] {
    guard isConfined else { return [] }
    let endpoint = settings.endpointName?.reference ?? parameter.reference
    return [
      PolicyCondition("StringEquals", "aws:SourceVpce", [.expression(endpoint, networkCause)])
    ]
  }

  private var parameter: Parameter {
    Parameter(
      GrantTerms.endpointParameter,
      description: "The VPC endpoint of DynamoDB that functions reach their tables through",
      cause: networkCause)
  }

  /// Where the stack makes no endpoint, the deployment has one.
  var parameters: [Parameter] {
    let movesItems = !request.levels.isDisjoint(with: [.read, .write])
    return isConfined && movesItems && settings.endpointName == nil ? [parameter] : []
  }
}
