// The policies of a template that anybody wrote: what IAM or a service would refuse of them is said
// where it stands.

import Diagnostics
import IAMPolicy
import Provenance

struct TemplatePolicies {
  /// Where a resource has a policy: the way to it through mappings and, at `[]`, lists.
  private struct Spot {
    let path: [String]
    let kind: PolicyKind

    init(_ kind: PolicyKind, _ path: String...) {
      self.path = path
      self.kind = kind
    }
  }

  private static let inline = Spot(.identity, "Policies", "[]", "PolicyDocument")
  private static let attached = [Spot(.identity, "PolicyDocument")]
  private static let shared = [Spot(.resource, "PolicyDocument")]
  private static let spots: [String: [Spot]] = [
    "AWS::IAM::Role": [Spot(.trust, "AssumeRolePolicyDocument"), inline],
    "AWS::IAM::User": [inline], "AWS::IAM::Group": [inline],
    "AWS::IAM::ManagedPolicy": attached, "AWS::IAM::Policy": attached,
    "AWS::IAM::RolePolicy": attached, "AWS::IAM::UserPolicy": attached,
    "AWS::IAM::GroupPolicy": attached,
    "AWS::KMS::Key": [Spot(.resource, "KeyPolicy")],
    "AWS::KMS::ReplicaKey": [Spot(.resource, "KeyPolicy")],
    "AWS::S3::BucketPolicy": shared, "AWS::SQS::QueuePolicy": shared,
    "AWS::SNS::TopicPolicy": shared,
    "AWS::Backup::BackupVault": [Spot(.resource, "AccessPolicy")],
    "AWS::EC2::VPCEndpoint": [Spot(.endpoint, "PolicyDocument")],
    "AWS::DynamoDB::Table": [
      Spot(.resource, "ResourcePolicy", "PolicyDocument"),
      Spot(.resource, "StreamSpecification", "ResourcePolicy", "PolicyDocument"),
    ],
    "AWS::DynamoDB::GlobalTable": [
      Spot(.resource, "Replicas", "[]", "ResourcePolicy", "PolicyDocument"),
      Spot(
        .resource, "Replicas", "[]", "ReplicaStreamSpecification", "ResourcePolicy",
        "PolicyDocument"),
    ],
  ]

  private let tree: Tree

  /// Says what is wrong in them. What only the deployment knows cannot be wrong yet.
  static func check(_ root: NodeID, in tree: Tree, _ sink: inout Sink) {
    let policies = TemplatePolicies(tree: tree)
    guard let resources = policies.value("Resources", of: root) else { return }
    for resource in policies.entries(of: resources) {
      guard let type = policies.value("Type", of: resource),
        let spots = spots[tree.text(of: tree.content(of: type))],
        let properties = policies.value("Properties", of: resource)
      else { continue }
      for spot in spots {
        for policy in policies.values(at: spot.path[...], of: properties) {
          PolicyReader.check(inTemplate: policy, as: spot.kind, in: tree, sink: &sink)
        }
      }
    }
  }

  private func value(_ key: String, of node: NodeID) -> NodeID? {
    let content = tree.content(of: node)
    return tree.kind(of: content) == .mapping ? tree.value(key, in: content) : nil
  }

  private func entries(of node: NodeID) -> [NodeID] {
    let content = tree.content(of: node)
    return tree.kind(of: content) == .mapping ? tree.entries(of: content).map(\.value) : []
  }

  private func values(at path: ArraySlice<String>, of node: NodeID) -> [NodeID] {
    guard let step = path.first else { return [node] }
    let rest = path.dropFirst()
    guard step == "[]" else {
      return value(step, of: node).map { values(at: rest, of: $0) } ?? []
    }
    let content = tree.content(of: node)
    guard tree.kind(of: content) == .sequence else { return [] }
    return tree.children(of: content).flatMap { values(at: rest, of: $0) }
  }
}
