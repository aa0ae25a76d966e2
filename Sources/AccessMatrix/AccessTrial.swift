// The circumstances in which requests of a stack are made, as far as they follow from the stack.

package import IAMPolicy

/// What is tried on a resource.
package struct AccessTrial: Sendable {
  package let action: String
  package let resource: StackResource

  package init(action: String, resource: StackResource) {
    self.action = action
    self.resource = resource
  }
}

extension StackAccess {
  /// Past the endpoints of the stack, and through each of them.
  package var routes: [StackEndpoint?] { [nil] + endpoints.map { $0 } }

  /// The endpoint of the stack that a request comes through, if it comes through one.
  package func endpoint(of context: RequestContext) -> StackEndpoint? {
    context["aws:SourceVpce"]?.first.flatMap { id in endpoints.first { $0.id == id } }
  }

  /// What every request says of itself: it came over TLS, through an endpoint or not; one for a
  /// key, that DynamoDB makes it on behalf of the caller.
  ///
  /// EVIDENCE: KMS developer guide, "How Amazon DynamoDB uses AWS KMS", "AWS KMS condition keys".
  package func context(
    of trial: AccessTrial, through endpoint: StackEndpoint?
  ) -> RequestContext {
    var context = RequestContext()
    context.set("aws:SecureTransport", to: "true")
    context.set("aws:PrincipalAccount", to: account)
    context.set("aws:RequestedRegion", to: region)
    if let endpoint {
      context.set("aws:SourceVpce", to: endpoint.id)
      if let network = endpoint.network { context.set("aws:SourceVpc", to: network) }
    }
    if trial.resource.kind == .key {
      context.set("kms:CallerAccount", to: account)
      context.set("kms:ViaService", to: "dynamodb.\(region).amazonaws.com")
      context.set("kms:GrantIsForAWSResource", to: "true")
      if !trial.resource.aliases.isEmpty {
        context.set("kms:ResourceAliases", toList: trial.resource.aliases)
      }
    }
    return context
  }
}
