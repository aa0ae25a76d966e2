// The DAX cluster in front of a table: nodes, their network, their parameters and their role.

import CloudFormation
import ComponentKit
import Provenance
import ServiceSpec
import Shapes

enum Accelerator {
  static func resources(_ settings: TableSettings) -> [Resource] {
    guard let wish = wish(settings) else { return [] }
    return [
      AcceleratorRole.role(settings, wish), AcceleratorRole.policy(settings, wish),
      subnets(settings, wish), parameterGroup(settings, wish), cluster(settings, wish),
    ].compactMap { $0 }
  }

  /// What only the deployment can know.
  static func parameters(_ settings: TableSettings) -> [Parameter] {
    guard let wish = wish(settings), wish.config.subnetIds.isAbsent,
      wish.config.subnetGroupName.isAbsent
    else { return [] }
    return [
      Parameter(
        settings.names.acceleratorSubnetIDs, type: "List<AWS::EC2::Subnet::Id>",
        description: "Subnets for the DAX cluster of table \(settings.table.entry.name.value)",
        cause: wish.cause.leading(to: "only the deployment knows its network"))
    ]
  }

  /// A cluster that is asked for.
  struct Wish: Sendable {
    let config: DAXCluster
    let cause: Cause
  }

  static func wish(_ settings: TableSettings) -> Wish? {
    guard let cluster = settings.config.daxCluster.value,
      case .given(true, let node) = cluster.enabled
    else { return nil }
    return Wish(config: cluster, cause: .stated(node))
  }

  // MARK: - The cluster

  /// EVIDENCE: the table of configuration: three nodes, encrypted at rest and in transit.
  private enum Unsaid {
    static let nodes = 3
    static let endpointEncryption = DAXEndpointEncryption.tls
  }

  private static func cluster(_ settings: TableSettings, _ wish: Wish) -> Resource? {
    let config = wish.config
    let context = settings.context
    guard let nodeType = context.leaf(config.nodeType) else { return nil }
    var cluster = AWSDAXCluster(
      nodeType: nodeType,
      replicationFactor: config.replicationFactor.leaf
        ?? .literal(
          Unsaid.nodes, wish.cause.leading(to: "DAX-3 (CP-10): three nodes outlive a zone")),
      iamRoleARN: context.leaf(config.iamRoleArn)
        ?? .expression(settings.names.acceleratorRole.attribute(.arn), wish.cause))
    cluster.clusterName = context.leaf(config.clusterName)
    cluster.description =
      context.leaf(config.description)
      ?? .literal("Cache of table \(settings.table.entry.name.value)", wish.cause)
    cluster.subnetGroupName =
      context.leaf(config.subnetGroupName)
      ?? .expression(settings.names.acceleratorSubnets.reference, wish.cause)
    cluster.securityGroupIds = config.securityGroupIds.value.map(context.leaves)
    cluster.parameterGroupName =
      context.leaf(config.parameterGroupName)
      ?? config.parameters.node.map {
        .expression(settings.names.acceleratorParameters.reference, .derived($0, "its parameters"))
      }
    var encryption = AWSDAXCluster.SSESpecification()
    encryption.sseEnabled =
      config.sseSpecification.value?.enabled.leaf
      ?? .literal(true, wish.cause.leading(to: "DAX-1 (SC-28(1)): encrypted at rest"))
    cluster.sseSpecification = encryption
    cluster.clusterEndpointEncryptionType =
      config.endpointEncryption.leaf
      ?? .literal(
        Unsaid.endpointEncryption.rawValue,
        wish.cause.leading(to: "DAX-2 (SC-8(1)): encrypted in transit"))
    cluster.networkType = config.networkType.leaf
    cluster.availabilityZones = config.availabilityZones.value.map(context.leaves)
    cluster.preferredMaintenanceWindow = context.leaf(config.maintenanceWindow)
    cluster.notificationTopicARN = context.leaf(config.notificationTopicArn)
    let tags = settings.tags
    cluster.tags =
      tags.isEmpty ? nil : NamedLeaves(tags.map { ($0.key, $0.value) }).templateValue
    let own = config.iamRoleArn.isAbsent
    return Resource(
      settings.names.accelerator, cluster,
      // It tries its role at once.
      dependsOn: own ? [(settings.names.acceleratorPolicy.id, wish.cause)] : [])
  }

  // MARK: - Around it

  private static func subnets(_ settings: TableSettings, _ wish: Wish) -> Resource? {
    guard wish.config.subnetGroupName.isAbsent else { return nil }
    let ids =
      wish.config.subnetIds.value.map(settings.context.leaves)
      ?? .expression(.reference(to: settings.names.acceleratorSubnetIDs), wish.cause)
    var group = AWSDAXSubnetGroup(subnetIds: ids)
    group.description = .literal(
      "Subnets of the cache of table \(settings.table.entry.name.value)", wish.cause)
    return Resource(settings.names.acceleratorSubnets, group)
  }

  private static func parameterGroup(_ settings: TableSettings, _ wish: Wish) -> Resource? {
    guard let parameters = wish.config.parameters.value, wish.config.parameterGroupName.isAbsent
    else { return nil }
    var group = AWSDAXParameterGroup()
    group.description = .literal(
      "Parameters of the cache of table \(settings.table.entry.name.value)", wish.cause)
    group.parameterNameValues =
      NamedLeaves(
        parameters.entries.compactMap { entry in
          settings.context.leaf(entry.value).map { (entry.key, $0) }
        }
      ).templateValue
    return Resource(settings.names.acceleratorParameters, group)
  }
}

extension TableSettings {
  /// What was written about a cluster that is not made: it was warned about.
  var unusedAcceleratorSettings: [NodeID] {
    guard Accelerator.wish(self) == nil, let node = config.daxCluster.node else { return [] }
    return [node]
  }
}
