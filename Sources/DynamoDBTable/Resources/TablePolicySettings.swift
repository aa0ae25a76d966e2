// The resource policy of the table in a region: what a person wrote, and what the tier and the
// endpoint add to it.

import AWSNames
import CloudFormation
import ComponentKit
import Compliance
import Provenance
import Shapes

extension TableSettings {
  /// Nil where nobody asks for one. `own` is what the replica says; the table speaks for those that
  /// say nothing.
  func resourcePolicy(
    _ own: Field<OpenDocument> = .absent, in region: TableRegion
  ) -> (document: TemplateValue, cause: Cause)? {
    let written = own.node ?? config.resourcePolicy.node
    var document = written.map { context.document($0) }
    if own.node == nil, let inherited = document { document = region.localized(inherited) }
    let names = statementNames(document)
    let added = addedStatements(in: region).map { statement in
      statement.renamed(awayFrom: names).templateValue
    }
    guard document != nil || !added.isEmpty else { return nil }
    let cause = written.map(Cause.stated) ?? transportCause
    guard let document else { return (TemplatePolicy([]).adding(added), cause) }
    return (document.adding(added), cause)
  }

  private func addedStatements(in region: TableRegion) -> [TemplateStatement] {
    [transportStatement(in: region), region.name == nil ? endpointStatement(in: region) : nil]
      .compactMap { $0 }
  }

  /// The table and its indexes. Its own policy cannot ask the table for its ARN.
  private func resources(in region: TableRegion, _ cause: Cause) -> [Leaf<String>] {
    ["", "/index/*"].map {
      .expression(.substitution(arnPieces(in: region.pieces, $0)), cause)
    }
  }

  // MARK: - TLS

  private var transportCause: Cause {
    .derived(placement.tierNode, "ENC-5 (SC-8, SC-8(1), SC-23, AC-17(2)): no request without TLS")
  }

  private func transportStatement(in region: TableRegion) -> TemplateStatement? {
    guard placement.tier > .commercial else { return nil }
    return TemplateStatement(
      "DenyRequestsWithoutTLS", .deny, principal: .anyone, actions: ["dynamodb:*"],
      resources: resources(in: region, transportCause),
      conditions: [
        PolicyCondition("Bool", "aws:SecureTransport", [.literal("false", transportCause)])
      ], cause: transportCause)
  }

  // MARK: - The endpoint

  /// What reads and writes items. Lambda polls streams from outside the VPC, and whoever
  /// administers the table may do so from anywhere.
  static let dataActions = [
    "BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "GetItem",
    "PartiQLDelete",
    "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate", "PutItem", "Query", "Scan", "UpdateItem",
  ].map { "dynamodb:" + $0 }

  /// The endpoint stands in one region: replicas elsewhere have none that they could demand.
  private func endpointStatement(in region: TableRegion) -> TemplateStatement? {
    guard let endpoint = config.vpcEndpoint.value, endpoint.restrictTable.value == true,
      let restriction = endpoint.restrictTable.node, let name = endpointName
    else { return nil }
    let cause = Cause.derived(restriction, "data moves through the endpoint only")
    var exempt: [Leaf<String>] = [
      // Replication and scaling are DynamoDB's own, under roles that nobody else can take.
      .expression(
        .substitution([
          .text("arn:"), .pseudo(.partition), .text(":iam::"), .pseudo(.accountId),
          .text(":role/aws-service-role/*"),
        ]), cause)
    ]
    if let role = acceleratorRole { exempt.append(role.caused(by: cause)) }
    return TemplateStatement(
      "DenyDataOutsideTheEndpoint", .deny, principal: .anyone,
      actions: TableSettings.dataActions, resources: resources(in: region, cause),
      conditions: [
        PolicyCondition(
          "StringNotEquals", "aws:SourceVpce", [.expression(name.reference, cause)]),
        PolicyCondition("ArnNotLike", "aws:PrincipalArn", exempt),
      ], cause: cause)
  }

  /// A DAX cluster reaches the table from a network of its own.
  private var acceleratorRole: Leaf<String>? {
    guard let accelerator = config.daxCluster.value, accelerator.enabled.value == true else {
      return nil
    }
    return context.leaf(accelerator.iamRoleArn)
      ?? .expression(
        names.acceleratorRole.attribute(.arn), because("the role of the cluster of the table"))
  }

  /// The endpoint that the table is reached through, made once for all tables that name one place.
  var endpointName: LogicalName<AWSEC2VPCEndpoint>? {
    guard let endpoint = config.vpcEndpoint.value, let type = endpoint.type.value else {
      return nil
    }
    let lists = [endpoint.routeTableIds, endpoint.subnetIds, endpoint.securityGroupIds]
    let place =
      [endpoint.vpcId.value?.written].compactMap { $0 }
      + lists.flatMap { ($0.value?.elements ?? []).map(\.value.written).sorted() }
    return SharedNames.endpoint(type == .gateway ? .gateway : .interface, in: place)
  }
}

// MARK: - Documents

/// The Sids of a document: no statement that we add may bear one of them.
private func statementNames(_ document: TemplateValue?) -> Set<String> {
  guard case .object(let members)? = document else { return [] }
  let statements = members.filter { $0.key == "Statement" }.flatMap { $0.value.elements }
  return Set(
    statements.compactMap { statement in
      guard case .object(let members) = statement,
        case .string(let name, _)? = members.first(where: { $0.key == "Sid" })?.value
      else { return nil }
      return name
    })
}

extension TemplateStatement {
  fileprivate func renamed(awayFrom names: Set<String>) -> TemplateStatement {
    var name = sid
    var number = 2
    while names.contains(name) {
      name = "\(sid)\(number)"
      number += 1
    }
    return TemplateStatement(
      name, effect, principal: principal, actions: actions, resources: resources,
      conditions: conditions, cause: cause)
  }
}

extension TemplatePolicy {
  fileprivate func adding(_ statements: [TemplateValue]) -> TemplateValue {
    templateValue.adding(statements)
  }
}

extension TemplateValue {
  /// One may stand for a list of one, everywhere in a policy.
  fileprivate var elements: [TemplateValue] {
    if case .list(let elements) = self { return elements }
    return [self]
  }

  /// A policy with further statements behind its own.
  fileprivate func adding(_ statements: [TemplateValue]) -> TemplateValue {
    guard !statements.isEmpty, case .object(let members) = self else { return self }
    return .object(
      members.map { member in
        guard member.key == "Statement" else { return member }
        return TemplateMember(member.key, .list(member.value.elements + statements))
      })
  }
}
