// What CloudFormation gives back of resources: their names, their ARNs and other attributes.

import Provenance

extension TemplateOptions {
  /// The label of every stream: they are made when the stack is, and nobody knows yet when.
  package static let streamLabel = "2026-01-01T00:00:00.000"
}

extension TemplateResolver {
  /// The property that names a resource of a type.
  private static let namingProperties = [
    "AWS::IAM::Role": "RoleName", "AWS::IAM::User": "UserName", "AWS::IAM::Group": "GroupName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName", "AWS::Lambda::Function": "FunctionName",
    "AWS::KMS::Alias": "AliasName", "AWS::SQS::Queue": "QueueName", "AWS::SNS::Topic": "TopicName",
    "AWS::S3::Bucket": "BucketName", "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::DAX::Cluster": "ClusterName", "AWS::Backup::BackupVault": "BackupVaultName",
  ]

  /// The name as it is stated, else one made up of the stack's.
  func physicalName(
    _ name: String, _ resource: NodeID, depth: Int = 0
  ) throws(LoadFault) -> String {
    let naming = type(of: resource).flatMap { TemplateResolver.namingProperties[$0] }
    if let circle = account.enter(name) {
      throw places.fault(
        resource,
        "the name of `\(name)` is made of itself: "
          + circle.map { "`\($0)`" }.joined(separator: " → "),
        help: "write one of these names without `Ref`, `Fn::GetAtt` and `Fn::Sub`")
    }
    let stated = try stated(naming ?? "TableName", of: resource, depth)
    account.leave()
    if case .text(let text, _)? = stated { return text }
    return "\(options.stack)-\(name)"
  }

  private func stated(
    _ name: String, of resource: NodeID, _ depth: Int
  ) throws(LoadFault) -> ResolvedValue? {
    guard let properties = tree.value("Properties", in: resource),
      let stated = tree.value(name, in: tree.content(of: properties))
    else { return nil }
    return try resolve(stated, depth: depth + 1)
  }

  /// What `Ref` gives.
  func identifier(of name: String, _ resource: NodeID, depth: Int) throws(LoadFault) -> String {
    switch type(of: resource) {
    case "AWS::SNS::Topic", "AWS::IAM::ManagedPolicy":
      return try arn(of: name, resource, depth: depth) ?? name
    default: return try physicalName(name, resource, depth: depth)
    }
  }

  /// EVIDENCE: Service Authorization Reference, the resource types of each service. Those of other
  /// services name the service and the resource, so that no two are alike.
  func arn(
    of name: String, _ resource: NodeID, depth: Int = 0
  ) throws(LoadFault) -> String? {
    guard let type = type(of: resource) else { return nil }
    let physical = try physicalName(name, resource, depth: depth)
    let home = "\(options.region):\(options.account)"
    func arn(_ service: String, _ rest: String) -> String {
      "arn:\(options.partition):\(service):\(rest)"
    }
    switch type {
    case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable":
      return arn("dynamodb", "\(home):table/\(physical)")
    case "AWS::KMS::Key": return arn("kms", "\(home):key/\(physical)")
    case "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::ManagedPolicy", "AWS::IAM::Group":
      var path = "/"
      if case .text(let text, _)? = try stated("Path", of: resource, depth) { path = text }
      let kinds = [
        "AWS::IAM::Role": "role", "AWS::IAM::User": "user", "AWS::IAM::Group": "group",
      ]
      return arn("iam", ":\(options.account):\(kinds[type] ?? "policy")\(path)\(physical)")
    case "AWS::Lambda::Function": return arn("lambda", "\(home):function:\(physical)")
    case "AWS::Logs::LogGroup": return arn("logs", "\(home):log-group:\(physical):*")
    case "AWS::Backup::BackupVault": return arn("backup", "\(home):backup-vault:\(physical)")
    case "AWS::DAX::Cluster": return arn("dax", "\(home):cache/\(physical)")
    case "AWS::S3::Bucket": return arn("s3", "::\(physical)")
    default:
      let parts = type.split(separator: ":")
      return arn(parts.count == 3 ? parts[1].lowercased() : "cloudformation", "\(home):\(physical)")
    }
  }

  /// The value of an attribute. Of most resources nothing is made here: what is no ARN is a name
  /// that no other attribute has.
  func value(
    of attribute: String, of name: String, _ resource: NodeID, depth: Int
  ) throws(LoadFault) -> String {
    let isTable = type(of: resource)?.hasPrefix("AWS::DynamoDB::") ?? false
    let arn = try arn(of: name, resource, depth: depth)
    if isTable, attribute == "StreamArn", let arn {
      return "\(arn)/stream/\(TemplateOptions.streamLabel)"
    }
    if attribute.hasSuffix("Arn"), let arn { return arn }
    return "\(try physicalName(name, resource, depth: depth)).\(attribute)"
  }
}
