// What AWS allows besides the limits of a template: some of it until somebody asks for more.

import CloudFormation
import ComponentKit
import Diagnostics

extension Compilation {
  mutating func checkQuotas(of stack: Stack) {
    for finding in stack.findings { sink.report(finding) }
    checkRoles(of: stack)
    checkTrails(of: stack)
    checkEndpoints(of: stack)
  }

  private mutating func checkRoles(of stack: Stack) {
    for access in stack.access where access.policies.count > options.policiesOfRole {
      guard let owner = access.policies.first.flatMap({ stack.owners[$0] }) else { continue }
      sink.report(
        Finding(
          SynthesisCodes.overQuota, at: .node(owner),
          "the role of `\(access.component)` has \(access.policies.count) managed policies, and an"
            + " account attaches \(options.policiesOfRole) to a role unless its quota was raised",
          help: "make several functions of it, each bound to what it needs; or have the quota"
            + " `Managed policies per role` raised before the stack is deployed"))
    }
  }

  private mutating func checkTrails(of stack: Stack) {
    let trails = stack.template.resources.filter { $0.type == AWSCloudTrailTrail.typeName }
    guard trails.count > options.trailsOfRegion,
      let owner = stack.asker(of: trails[options.trailsOfRegion].logicalID)
    else { return }
    sink.report(
      Finding(
        SynthesisCodes.trails, at: .node(owner),
        "to record the tables takes \(trails.count) trails, and a region has"
          + " \(options.trailsOfRegion): from this table on there is none",
        help: "move tables to a service in another account; or, with a waiver for AUD-1, let a"
          + " trail of the account record them: `audit: { trail: external, trailArn: … }`"))
  }

  private mutating func checkEndpoints(of stack: Stack) {
    for endpoint in stack.template.resources where endpoint.type == AWSEC2VPCEndpoint.typeName {
      guard let policy = endpoint.properties.first(where: { $0.key == "PolicyDocument" })?.value,
        let owner = stack.asker(of: endpoint.logicalID)
      else { continue }
      let count = PolicySize.floor(of: policy)
      guard count > options.charactersOfEndpoint else { continue }
      sink.report(
        Finding(
          SynthesisCodes.endpoint, at: .node(owner),
          "the policy of the endpoint `\(endpoint.logicalID)` has \(count) characters or more, and"
            + " an endpoint takes \(options.charactersOfEndpoint)",
          help: "shorten what is written in `vpcEndpoint.policy`, leave out `tableName`s that do"
            + " not begin as the service is called, or name another VPC for some tables"))
    }
  }
}
