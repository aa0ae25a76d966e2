// What a function becomes: the list of its parts. A worker adds what its mappings need.

package import CloudFormation
package import ComponentKit
import Provenance
package import ServiceSpec
import Shapes

package struct FunctionSynthesis: Sendable {
  package let settings: FunctionSettings
  private let grants: [BoundGrant]
  private var sids: Set<String> = []
  private var access = RoleStatements()
  private var lists = RoleStatements()
  private var runtime = RoleStatements()
  private var queues: [Resource] = []
  private var needs: [SharedNeed] = []

  package init(
    _ entry: ComponentEntry, _ config: FunctionConfig, stem: String, in context: SynthesisContext
  ) {
    settings = FunctionSettings(entry, config, stem: stem, in: context)
    grants = BoundGrant.all(of: settings)
    for bound in grants { add(bound.grant, for: [bound.label]) }
    runtime.add(RuntimeStatements.logs(settings), for: [], &sids)
    if let variables = RuntimeStatements.variables(settings) {
      runtime.add(variables, for: [], &sids)
      needs.append(.encryptionKey(.variables, cause: variables.cause))
    }
    if let (target, cause) = settings.deadLetterTarget {
      add(target, "SendDeadLetters", cause)
    }
    needs += LogGroupResource.needs(settings)
  }

  /// What a mapping reads without a bind.
  package mutating func add(_ grant: Grant, for binds: [String] = []) {
    for statement in grant.statements { access.add(statement, for: binds, &sids) }
    for statement in grant.wideStatements { lists.add(statement, for: binds, &sids) }
  }

  /// Where what failed goes; a queue of the function's own is made.
  package mutating func add(_ target: FailureTarget, _ sid: String, _ cause: Cause) {
    for statement in RuntimeStatements.failures(target, sid, settings, cause) {
      runtime.add(statement, for: [], &sids)
    }
    guard case .own(let names) = target else { return }
    let isThere = queues.contains { $0.logicalID == names.queue.id }
    guard !isThere else { return }
    queues += QueueResource.resources(names, settings, cause)
    if let need = QueueResource.need(settings) { needs.append(need) }
  }

  /// The parts, and the role for those who must wait for it.
  package func finished() -> (output: ComponentOutput, waits: PolicyWaits) {
    let role = FunctionRole(settings: settings, policies: policies)
    var output = ComponentOutput()
    output.parameters =
      FunctionCodeSource.parameters(settings) + FunctionNetworkSettings.parameters(settings)
      + grants.flatMap(\.grant.parameters) + settings.context.tagParameters
    output.resources = role.resources + queues
    output.resources.append(
      LogGroupResource.resource(
        settings.names.logGroup, called: "/aws/lambda/" + settings.names.functionName, settings))
    let waits = PolicyWaits(role)
    let variables = FunctionVariables.variables(settings, grants)
    output.findings += EnvironmentTooLarge.findings(variables)
    output.resources.append(
      FunctionResource.resource(settings, variables, after: waits.ofFunction))
    output.omissions = settings.omissions
    output.needs = needs
    output.access = role.access
    return (output, waits)
  }

  private var policies: [FunctionRole.Policy] {
    let names = settings.names
    var policies = FunctionRole.packed(access.all, settings)
    func add(
      _ name: LogicalName<AWSIAMManagedPolicy>, _ title: String, _ statements: [RoleStatement]
    ) {
      guard let first = statements.first else { return }
      policies.append(
        FunctionRole.Policy(
          name: name, description: "\(title) \(settings.entry.name.value)",
          statements: statements, cause: first.statement.cause))
    }
    add(names.streamListPolicy, "Lists streams, which have no narrower resource, for", lists.all)
    add(names.runtimePolicy, "What Lambda needs to run", runtime.all)
    if FunctionNetworkSettings.isInside(settings) {
      add(
        names.networkPolicy, "Network interfaces, which have no narrower resource, for",
        [RoleStatement(statement: RuntimeStatements.network(settings), binds: [])])
    }
    if let mode = settings.config.tracing.node {
      add(
        names.tracingPolicy, "Traces, which have no narrower resource, for",
        [
          RoleStatement(
            statement: RuntimeStatements.tracing(
              settings, .derived(mode, "MON-4: calls are traced")), binds: [])
        ])
    }
    return policies
  }
}

/// What must be granted before Lambda makes something: it tries, and refuses where it may not.
package struct PolicyWaits: Sendable {
  private let role: FunctionRole

  init(_ role: FunctionRole) { self.role = role }

  private func waits(_ actions: Set<String>, _ note: String) -> [(id: String, cause: Cause)] {
    role.policies(about: actions).map { ($0, role.settings.because(note)) }
  }

  /// EVIDENCE: Lambda API reference, CreateFunction: "The provided execution role does not have
  /// permissions" to call CreateNetworkInterface on EC2, SendMessage on SQS, Publish on SNS.
  var ofFunction: [(id: String, cause: Cause)] {
    var actions: Set<String> = []
    if FunctionNetworkSettings.isInside(role.settings) {
      actions.insert("ec2:CreateNetworkInterface")
    }
    if role.settings.deadLetterTarget != nil {
      actions.formUnion(["sqs:SendMessage", "sns:Publish"])
    }
    return waits(actions, "Lambda tries what the role may do when it makes the function")
  }

  /// The same of an event source mapping, and of the key of its stream.
  package func ofMapping(hasDestination: Bool) -> [(id: String, cause: Cause)] {
    var actions: Set<String> = ["dynamodb:GetRecords", "dynamodb:ListStreams", "kms:Decrypt"]
    if hasDestination { actions.formUnion(["sqs:SendMessage", "sns:Publish"]) }
    return waits(actions, "Lambda tries what the role may do when it makes the mapping")
  }
}
