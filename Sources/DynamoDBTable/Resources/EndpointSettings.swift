// The endpoint through which a VPC reaches the table, as the table asks for it.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import Shapes

enum EndpointSettings {
  static func needs(_ settings: TableSettings) -> [SharedNeed] {
    guard let endpoint = settings.config.vpcEndpoint.value,
      let type = endpoint.type.traced, let name = settings.endpointName
    else { return [] }
    let context = settings.context
    return [
      .endpoint(
        EndpointNeed(
          name: name, kind: type.value == .gateway ? .gateway : .interface,
          vpcID: context.leaf(endpoint.vpcId),
          routeTableIDs: endpoint.routeTableIds.value.map(context.leaves),
          subnetIDs: endpoint.subnetIds.value.map(context.leaves),
          securityGroupIDs: endpoint.securityGroupIds.value.map(context.leaves),
          use: use(settings, endpoint, type.node), cause: .stated(type.node)))
    ]
  }

  private static func use(
    _ settings: TableSettings, _ endpoint: TableEndpoint, _ type: NodeID
  ) -> EndpointUse {
    if let written = endpoint.policy.node {
      return .written(settings.context.document(written).statements)
    }
    let cause = Cause.derived(type, "NET-1 (AC-4, SC-7, SC-7(5)): this table and nothing else")
    return .table(
      TableReach(
        stem: settings.names.stem,
        actions: ["dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive"]
          + TableSettings.dataActions,
        tableName: settings.tableNamePieces,
        // Its policy names the endpoint, so the endpoint cannot ask it for its ARN.
        resources: ["", "/index/*"].map {
          .expression(.substitution(settings.arnPieces($0)), cause)
        }, cause: cause))
  }
}

extension TemplateValue {
  /// Those of a policy; one may stand for a list of one.
  fileprivate var statements: [TemplateValue] {
    guard case .object(let members) = self else { return [] }
    return members.filter { $0.key == "Statement" }.flatMap { member in
      if case .list(let elements) = member.value { return elements }
      return [member.value]
    }
  }
}

extension TableSettings {
  /// What was written about the endpoint and rightly leaves no trace.
  var unusedEndpointSettings: [NodeID] {
    guard let endpoint = config.vpcEndpoint.value, let policy = endpoint.policy.node else {
      return []
    }
    // The document's version is the template's own.
    return context.tree.entries(of: context.tree.content(of: policy))
      .filter { context.tree.text(of: $0.key) != "Statement" }.map(\.value)
  }
}
