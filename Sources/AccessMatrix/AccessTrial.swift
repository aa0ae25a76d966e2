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

extension StackAccess {
  /// Keys of a request that follow from the resource, whoever asks: a key has its aliases, or none.
  func facts(of resource: StackResource) -> RequestContext {
    var facts = RequestContext()
    if resource.kind == .key {
      facts.set("kms:ResourceAliases", toList: resource.aliases)
      facts.set("kms:CallerAccount", to: account)
    }
    return facts
  }

  /// The endpoint that a principal's requests come through: the stack's own, else the one that its
  /// policies name, which then stands elsewhere.
  package func endpoint(for principal: StackPrincipal) -> StackEndpoint? {
    if let own = endpoints.first { return own }
    var ids: Set<String> = []
    for statement in principal.policies.flatMap(\.narrow.document.statements) {
      for condition in statement.conditions
      where condition.key.lowercased() == "aws:sourcevpce"
        && !condition.comparison.comparison.isNegated
      {
        for value in condition.values { ids.insert(String(decoding: value, as: UTF8.self)) }
      }
    }
    guard ids.count == 1, let id = ids.first else { return nil }
    return StackEndpoint(logicalID: id, id: id, network: nil, policy: nil)
  }
}
