// The role with which a DAX cluster reads and writes its table on behalf of its callers.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import ServiceSpec
import Shapes

enum AcceleratorRole {
  /// Nil where somebody names a role that is there.
  static func role(_ settings: TableSettings, _ wish: Accelerator.Wish) -> Resource? {
    guard wish.config.iamRoleArn.isAbsent else { return nil }
    var role = AWSIAMRole(
      assumeRolePolicyDocument: TrustPolicy(service: "dax.amazonaws.com", cause: wish.cause)
        .templateValue)
    role.description = .literal(
      "Reads and writes table \(settings.table.entry.name.value) through its cache", wish.cause)
    role.tags = settings.tags { .init(key: $0, value: $1) }
    return Resource(settings.names.acceleratorRole, role)
  }

  static func policy(_ settings: TableSettings, _ wish: Accelerator.Wish) -> Resource? {
    guard wish.config.iamRoleArn.isAbsent else { return nil }
    var policy = AWSIAMManagedPolicy(
      policyDocument: TemplatePolicy(statements(settings, wish.cause)).templateValue)
    policy.description = .literal(
      "What caching table \(settings.table.entry.name.value) takes", wish.cause)
    policy.roles = LeafList([
      .expression(settings.names.acceleratorRole.reference, wish.cause)
    ])
    return Resource(settings.names.acceleratorPolicy, policy)
  }

  /// EVIDENCE: DAX developer guide, "DAX access control": what callers may ask of the cache, the
  /// cache asks of the table. It speaks no PartiQL.
  private static let tableActions = [
    "BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "DescribeTable",
    "GetItem", "PutItem", "Query", "Scan", "UpdateItem",
  ].map { "dynamodb:" + $0 }

  private static func statements(
    _ settings: TableSettings, _ cause: Cause
  ) -> [TemplateStatement] {
    let table = settings.names.tableAttribute(.arn)
    var statements = [
      TemplateStatement(
        "ReadAndWriteTheTable", actions: tableActions, resources: [.expression(table, cause)],
        cause: cause)
    ]
    let indexes = settings.table.keys.indexes.compactMap(\.name.value)
    if !indexes.isEmpty {
      statements.append(
        TemplateStatement(
          "ReadItsIndexes", actions: ["dynamodb:Query", "dynamodb:Scan"],
          resources: indexes.map { index in
            .expression(
              .substitution((table.pieces ?? []) + [.text("/index/\(index)")]), cause)
          }, cause: cause))
    }
    return statements + keyStatements(settings, cause)
  }

  /// The cluster is a caller like others: DynamoDB uses the table's key under its rights.
  private static func keyStatements(
    _ settings: TableSettings, _ cause: Cause
  ) -> [TemplateStatement] {
    guard let arn = settings.customerKeyARN else { return [] }
    let key = KeyResource(arn, cause)
    return [
      TemplateStatement(
        "DecryptThroughTheTable", actions: ["kms:Decrypt"], resources: [key.resource],
        conditions: [
          PolicyCondition(
            "StringEquals", "kms:ViaService",
            [
              .expression(
                .substitution([.text("dynamodb."), .pseudo(.region), .text(".amazonaws.com")]),
                cause)
            ])
        ] + key.conditions, cause: cause)
    ]
  }
}
