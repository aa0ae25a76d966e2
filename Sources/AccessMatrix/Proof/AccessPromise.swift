// What somebody was promised: an action on a resource, and within which bounds.

import IAMPolicy

struct AccessPromise: Sendable {
  /// What a promise leaves out. A policy that lets more through says more than was promised.
  enum Bound: Sendable, Hashable {
    /// Items of these partitions only.
    case leadingKeys([String])
    /// These attributes only, and no answer that holds others.
    case attributes([String])
    /// Through the endpoint of the VPC only.
    case endpoint
    /// By this service on behalf of the caller only.
    case service(String)
    /// No reading of a whole table by a statement without a key.
    case partition
  }

  let action: String
  let resource: StackResource
  var bounds: [Bound] = []
  /// Who promised it: a bind, a mapping, the function, or a statement.
  let source: String

  var place: String { "\(action) \(resource.arn)" }
}

/// A bind, as the spec has it.
package struct PromisedBind: Sendable {
  package let component: String
  /// As people read it: `user-sessions:read-write`.
  package let label: String
  /// Begins the logical ids of the target's resources.
  package let targetStem: String
  package let isWhole: Bool
  package let reads: Bool
  package let writes: Bool
  package let readsStream: Bool
  package let administers: Bool
  package var indexes: [String]?
  package var scans = false
  package var transacts = false
  package var speaksPartiQL = false
  package var describes = false
  package var leadingKeys: [String]?
  package var attributes: [String]?
  package var isConfined = false

  package init(
    component: String, label: String, targetStem: String, isWhole: Bool, reads: Bool,
    writes: Bool, readsStream: Bool, administers: Bool
  ) {
    self.component = component
    self.label = label
    self.targetStem = targetStem
    self.isWhole = isWhole
    self.reads = reads
    self.writes = writes
    self.readsStream = readsStream
    self.administers = administers
  }
}

/// The promises of a bind. The list of actions stands here a second time on purpose: the policies
/// are made from another, and a proof that asked it would prove nothing.
struct BindPromises {
  let bind: PromisedBind
  let stack: StackAccess

  var all: [AccessPromise] {
    guard let table = stack.table(bind.targetStem + "Table") else { return [] }
    let parts = stack.parts(of: table)
    let indexes = parts.filter { part in
      guard part.kind == .index else { return false }
      guard let chosen = bind.indexes else { return true }
      return chosen.contains { part.arn == "\(table.arn)/index/\($0)" }
    }
    var promises: [AccessPromise] = []
    if bind.isWhole { promises += onTable(table) }
    if bind.reads { promises += indexes.flatMap(onIndex) }
    if bind.readsStream {
      promises += parts.filter { $0.kind == .stream }.flatMap {
        StreamPromises.all(on: $0, in: stack, by: bind.label)
      }
    }
    let opensItems = bind.reads || bind.writes || bind.readsStream
    if opensItems, let key = table.keyARN.flatMap(stack.resource(at:)) {
      promises.append(
        AccessPromise(
          action: "kms:Decrypt", resource: key, bounds: [.service("dynamodb")],
          source: bind.label))
    }
    return promises
  }

  private func promise(
    _ actions: [String], on resource: StackResource, _ bounds: [AccessPromise.Bound]
  ) -> [AccessPromise] {
    actions.map {
      AccessPromise(
        action: "dynamodb:" + $0, resource: resource, bounds: bounds, source: bind.label)
    }
  }

  private var bounds: [AccessPromise.Bound] {
    [
      bind.leadingKeys.map { .leadingKeys($0) }, bind.attributes.map { .attributes($0) },
      bind.isConfined ? .endpoint : nil,
    ].compactMap { $0 }
  }

  private var selectBounds: [AccessPromise.Bound] { bounds + (bind.scans ? [] : [.partition]) }

  private func onTable(_ table: StackResource) -> [AccessPromise] {
    let isRestricted = bind.attributes != nil
    var actions: [String] = []
    if bind.reads { actions += ["GetItem", "BatchGetItem", "Query"] }
    if bind.reads, bind.scans { actions.append("Scan") }
    if bind.writes {
      actions +=
        isRestricted ? ["UpdateItem"] : ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"]
    }
    if bind.transacts, bind.reads || bind.writes { actions.append("ConditionCheckItem") }
    var promises = promise(actions, on: table, bounds)
    if bind.speaksPartiQL {
      if bind.reads { promises += promise(["PartiQLSelect"], on: table, selectBounds) }
      if bind.writes {
        promises += promise(
          isRestricted ? ["PartiQLUpdate"] : ["PartiQLInsert", "PartiQLUpdate", "PartiQLDelete"],
          on: table, bounds)
      }
    }
    var settings = bind.describes ? ["DescribeTable"] : []
    if bind.administers {
      settings = [
        "DescribeTable", "UpdateTable", "DescribeTimeToLive", "UpdateTimeToLive",
        "DescribeContinuousBackups", "UpdateContinuousBackups", "CreateBackup",
        "ListTagsOfResource",
      ]
    }
    return promises + promise(settings, on: table, [])
  }

  private func onIndex(_ index: StackResource) -> [AccessPromise] {
    promise(["Query"] + (bind.scans ? ["Scan"] : []), on: index, bounds)
      + (bind.speaksPartiQL ? promise(["PartiQLSelect"], on: index, selectBounds) : [])
  }
}

enum StreamPromises {
  /// `ListStreams` knows no resource.
  static func all(
    on stream: StackResource, in stack: StackAccess, by source: String
  ) -> [AccessPromise] {
    ["DescribeStream", "GetRecords", "GetShardIterator"].map {
      AccessPromise(action: "dynamodb:" + $0, resource: stream, source: source)
    }
      + stack.accounts.map {
        AccessPromise(action: "dynamodb:ListStreams", resource: $0, source: source)
      }
  }
}

/// What a function needs to run at all, as far as it touches tables and keys: told from the
/// function, not from its policies.
enum RuntimePromises {
  static func all(of principal: StackPrincipal, in stack: StackAccess) -> [AccessPromise] {
    var promises: [AccessPromise] = []
    for need in stack.needs where principal.functions.contains(need.function) {
      switch need.what {
      case .stream(let arn):
        let stream =
          stack.resource(at: arn)
          ?? StackResource(kind: .stream, name: arn, logicalID: nil, arn: arn)
        promises += StreamPromises.all(on: stream, in: stack, by: "its event source mapping")
        if let key = stream.tableARN.flatMap(stack.resource(at:))?.keyARN.flatMap(stack.resource) {
          promises.append(
            AccessPromise(
              action: "kms:Decrypt", resource: key, bounds: [.service("dynamodb")],
              source: "its event source mapping"))
        }
      case .key(let arn, let service, let actions):
        guard let key = stack.resource(at: arn) else { continue }
        promises += actions.map {
          AccessPromise(
            action: $0, resource: key, bounds: [.service(service)], source: "running at all")
        }
      }
    }
    return promises
  }
}
