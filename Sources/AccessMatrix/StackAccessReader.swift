// Reads who and what a stack has from its templates.

import IAMPolicy
import Provenance
package import Simulation

/// A template of a stack, and what is known of where it is deployed.
package struct StackTemplate: Sendable {
  package let file: String
  package let bytes: [UInt8]
  /// Its stack, where the templates are of several.
  package let stack: String?

  package init(file: String, bytes: [UInt8], stack: String? = nil) {
    self.file = file
    self.bytes = bytes
    self.stack = stack
  }
}

extension StackAccess {
  /// The templates of one stack, in the order they are deployed in: each knows the exports of those
  /// before. `components` are names of components, where they are known.
  package static func read(
    _ templates: [StackTemplate], _ options: TemplateOptions, components: [String] = []
  ) throws(LoadFault) -> StackAccess {
    var reader = StackAccessReader(options, components)
    for template in templates { try reader.read(template) }
    return try reader.finished()
  }
}

struct StackAccessReader {
  private static let types: Set<String> = [
    "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::DAX::Cluster", "AWS::KMS::Key",
    "AWS::KMS::Alias", "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Policy",
    "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy",
    "AWS::IAM::Group", "AWS::IAM::GroupPolicy", "AWS::Lambda::Function", "AWS::EC2::VPCEndpoint",
    "AWS::Lambda::EventSourceMapping", "AWS::SQS::Queue",
  ]

  typealias Found = (resource: OpenResource, template: OpenTemplate)

  var options: TemplateOptions
  let components: [String]
  var access: StackAccess
  var found: [Found] = []
  /// By ARN, the managed policies of the stack.
  var managed: [String: StackPolicy] = [:]

  init(_ options: TemplateOptions, _ components: [String]) {
    self.options = options
    self.options.unknowns = .marked
    self.components = components
    access = StackAccess(
      region: options.region, account: options.account, partition: options.partition)
  }

  mutating func read(_ template: StackTemplate) throws(LoadFault) {
    var options = options
    options.stack = template.stack ?? options.stack
    let open = try OpenTemplate(template.bytes, named: template.file, options)
    if let transform = open.transform {
      access.notes.append(
        "`\(template.file)` is rewritten by `\(transform)` when it is deployed: what that adds is"
          + " not here")
    }
    for resource in try open.resources(of: StackAccessReader.types) {
      found.append((resource, open))
    }
    self.options.imports.merge(try open.exports()) { $1 }
  }

  mutating func finished() throws(LoadFault) -> StackAccess {
    try readTables()
    try readKeys()
    access.resources.append(
      StackResource(kind: .account, name: "no resource", logicalID: nil, arn: "*"))
    try readEndpoints()
    for (resource, template) in all("AWS::IAM::ManagedPolicy") {
      guard let arn = resource.arn else { continue }
      managed[arn] = try policy(
        resource.properties["PolicyDocument"], .identity, resource.logicalID, resource, template)
    }
    try readPrincipals()
    notePoliciesOfOthers()
    readNeeds()
    access.settle()
    return access
  }

  func all(_ types: String...) -> [Found] {
    found.filter { types.contains($0.resource.type) }
  }

  func policy(
    _ document: ResolvedValue?, _ kind: PolicyKind, _ name: String, _ resource: OpenResource,
    _ template: OpenTemplate
  ) throws(LoadFault) -> StackPolicy? {
    guard let document else { return nil }
    return try PolicyOfTemplate.read(
      document, as: kind, named: name, in: template, at: resource.node)
  }
}

// MARK: - Resources

extension StackAccessReader {
  private mutating func readTables() throws(LoadFault) {
    for (resource, template) in all("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable") {
      guard let arn = resource.arn.map(StackAccessReader.shown) else { continue }
      let properties = resource.properties
      let table = arn
      let own = properties["Replicas"]?.elements.first { $0["Region"]?.text == options.region }
      let id = resource.logicalID
      let name = StackAccessReader.shown(resource.name)
      func add(
        _ kind: StackResource.Kind, _ shown: String, _ arn: String, _ policy: StackPolicy?
      ) {
        var added = StackResource(kind: kind, name: shown, logicalID: id, arn: arn)
        added.tableARN = table
        added.policy = policy
        if kind == .table { added.keyARN = keyARN(of: properties, own) }
        access.resources.append(added)
      }
      let document = (own ?? properties)["ResourcePolicy"]?["PolicyDocument"]
      add(.table, name, arn, try policy(document, .resource, id, resource, template))
      for list in ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"] {
        for index in properties[list]?.elements ?? [] {
          guard let text = index["IndexName"]?.text else { continue }
          let index = StackAccessReader.shown(text)
          add(.index, "\(name)/\(index)", "\(arn)/index/\(index)", nil)
        }
      }
      if let stream = properties["StreamSpecification"] {
        let document =
          (own?["ReplicaStreamSpecification"] ?? stream)["ResourcePolicy"]?["PolicyDocument"]
        add(
          .stream, name, "\(arn)/stream/\(TemplateOptions.streamLabel)",
          try policy(document, .resource, "\(id)/Stream", resource, template))
      }
      // Made at run time, and named then: any stands for all.
      add(.backup, name, "\(arn)/backup/01700000000000-0a1b2c3d", nil)
      add(.export, name, "\(arn)/export/01700000000000-0a1b2c3d", nil)
    }
    for (resource, _) in all("AWS::DAX::Cluster") {
      guard let arn = resource.arn.map(StackAccessReader.shown) else { continue }
      access.resources.append(
        StackResource(
          kind: .cluster, name: StackAccessReader.shown(resource.name),
          logicalID: resource.logicalID, arn: arn))
    }
  }

  /// The customer's key of a table; nil for one that is AWS's own.
  private func keyARN(of properties: ResolvedValue, _ replica: ResolvedValue?) -> String? {
    let encryption = replica?["SSESpecification"] ?? properties["SSESpecification"]
    guard let written = encryption?["KMSMasterKeyId"]?.text else { return nil }
    let text = StackAccessReader.shown(written)
    let home = "arn:\(options.partition):kms:\(options.region):\(options.account):key/"
    if text.firstRange(of: "alias/aws/") != nil { return nil }
    if let alias = text.firstRange(of: "alias/") {
      let name = String(text[alias.lowerBound...])
      for (resource, _) in all("AWS::KMS::Alias") where resource.name == name {
        return keyARN(named: resource.properties["TargetKeyId"]?.text ?? name)
      }
      return home + name.map { $0 == "/" ? "-" : String($0) }.joined()
    }
    return keyARN(named: text)
  }

  func keyARN(named text: String) -> String {
    let text = StackAccessReader.shown(text)
    if text.hasPrefix("arn:") { return text }
    return "arn:\(options.partition):kms:\(options.region):\(options.account):key/\(text)"
  }

  private mutating func readKeys() throws(LoadFault) {
    for (resource, template) in all("AWS::KMS::Key") {
      guard let arn = resource.arn.map(StackAccessReader.shown) else { continue }
      var key = StackResource(
        kind: .key, name: resource.logicalID, logicalID: resource.logicalID, arn: arn)
      key.policy =
        try policy(
          resource.properties["KeyPolicy"], .resource, resource.logicalID, resource, template)
        ?? defaultPolicy(of: resource, template)
      for (alias, _) in all("AWS::KMS::Alias")
      where alias.properties["TargetKeyId"]?.text.map(keyARN(named:)) == arn {
        key.aliases.append(StackAccessReader.shown(alias.name))
      }
      access.resources.append(key)
    }
    for table in access.resources {
      guard let arn = table.keyARN, access.resource(at: arn) == nil else { continue }
      let name = arn.split(separator: "/").last.map(String.init) ?? arn
      var key = StackResource(kind: .key, name: name, logicalID: nil, arn: arn)
      if name.hasPrefix("alias-") { key.aliases = ["alias/" + name.dropFirst("alias-".count)] }
      access.resources.append(key)
      access.notes.append(
        "the key `\(name)` stands elsewhere: its policy is taken to leave the decision to IAM")
    }
  }

  private func defaultPolicy(of key: OpenResource, _ template: OpenTemplate) -> StackPolicy {
    let document = AttachedPolicy(
      FixedPolicies.ofKey(account: options.account, partition: options.partition),
      named: key.logicalID)
    let pointer = template.pointer(to: key.node)
    return StackPolicy(
      name: key.logicalID, file: template.file, pointer: pointer,
      statements: [StackStatement(name: "Default", pointer: pointer, unknowns: [])], text: [],
      narrow: document, wide: document)
  }

  private mutating func readEndpoints() throws(LoadFault) {
    for (resource, template) in all("AWS::EC2::VPCEndpoint") {
      let service = resource.properties["ServiceName"]?.text ?? ""
      guard service.hasSuffix(".dynamodb") else { continue }
      access.endpoints.append(
        StackEndpoint(
          logicalID: resource.logicalID, id: StackAccessReader.shown(resource.name),
          network: resource.properties["VpcId"]?.text.map(StackAccessReader.shown),
          policy: try policy(
            resource.properties["PolicyDocument"], .endpoint, resource.logicalID, resource,
            template)))
    }
  }

  /// A name in part unknown, as people read it.
  static func shown(_ text: String) -> String {
    UnknownValue.filled(text) { "<\($0)>" }
  }
}
