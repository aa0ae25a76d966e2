// What a call to DynamoDB asks of IAM: a request for each thing that AWS authorises by itself.

/// One use of a table's items, as its request describes it.
package struct ItemAccess: Sendable {
  /// Without the service: `GetItem`, `PartiQLSelect`.
  package var action: String
  /// The table's ARN.
  package var table: String
  /// The index that is read; its own ARN is then what is asked for, and not the table's.
  package var index: String?
  /// The partition key of every item that is addressed, on the index where one is read. A key of
  /// several attributes has the values of the others behind it, an item a list.
  package var leadingKeys: [[String]] = []
  /// Top-level names in the key, item, projection, filter, condition and update.
  package var attributes: [String] = []
  package var hasProjection = false
  package var select: String?
  package var returnValues: String?
  package var returnConsumedCapacity: String?
  /// Of PartiQL's `SELECT`: nothing says which partition.
  package var isFullTableScan = false

  package init(_ action: String, on table: String) {
    self.action = action
    self.table = table
  }

  package var resource: String { index.map { "\(table)/index/\($0)" } ?? table }
}

package enum TableCall: Sendable {
  package enum Transaction: String, Sendable {
    case writeItems = "TransactWriteItems"
    case getItems = "TransactGetItems"
    case statements = "ExecuteTransaction"
  }

  case access(ItemAccess)
  /// `BatchGetItem`, `BatchWriteItem`: once for each table.
  case batch([ItemAccess])
  /// Statements of PartiQL outside of a transaction: each by itself.
  case statements([ItemAccess])
  /// Each member by itself.
  case transaction(Transaction, [ItemAccess])
  /// The making of a table, by its ARN: its tags and its own policy are authorised by themselves.
  case creation(of: String, tags: [RequestedTag] = [], hasPolicy: Bool = false)
  /// `TagResource` or `UntagResource`.
  case tagging(String, on: String, [RequestedTag])
  /// Whatever else is not about items: the action without its service, and the ARNs it is on.
  case control(String, on: [String])
}

/// A tag as a request has it: without a value where it is to be taken away.
package struct RequestedTag: Sendable {
  package let key: String
  package let value: String?

  package init(key: String, value: String? = nil) {
    self.key = key
    self.value = value
  }
}

/// One question to IAM; who asks is the caller's to add.
package struct AuthorizationRequest: Sendable {
  package let action: String
  package let resource: String
  package let context: RequestContext

  package init(action: String, resource: String, context: RequestContext) {
    self.action = action
    self.resource = resource
    self.context = context
  }

  /// `shared` is what the call says of itself: transport, endpoint, tags of the principal. What the
  /// access says is stronger.
  package func asked(
    by principal: RequestPrincipal?, sharing shared: RequestContext = RequestContext()
  ) -> AccessRequest {
    var whole = shared
    for entry in context.entries {
      whole.set(
        String(decoding: entry.key, as: UTF8.self), values: entry.values, isList: entry.isList)
    }
    return AccessRequest(
      action: action, resource: resource, principal: principal, context: whole)
  }
}

extension TableCall {
  /// In the order of the members; AWS refuses the call when one is refused.
  package var authorizations: [AuthorizationRequest] {
    switch self {
    case .access(let access): return [access.authorization(enclosedBy: nil)]
    case .batch(let accesses):
      return TableCall.merged(accesses).map { $0.authorization(enclosedBy: nil) }
    case .statements(let accesses):
      return accesses.map { $0.authorization(enclosedBy: nil) }
    case .transaction(let transaction, let accesses):
      return accesses.map { $0.authorization(enclosedBy: transaction) }
    case .creation(let table, let tags, let hasPolicy):
      return TableCall.creation(of: table, tags, hasPolicy)
    case .tagging(let action, let resource, let tags):
      return [TableCall.tagged(action, resource, tags)]
    case .control(let action, let resources):
      return TableCall.control(action, resources)
    }
  }

  /// EVIDENCE: Developer guide, "Tagging resources", permissions to tag while creating; "Creating a
  /// table with a resource-based policy".
  private static func creation(
    of table: String, _ tags: [RequestedTag], _ hasPolicy: Bool
  ) -> [AuthorizationRequest] {
    let actions =
      ["CreateTable"] + (tags.isEmpty ? [] : ["TagResource"])
      + (hasPolicy ? ["PutResourcePolicy"] : [])
    return actions.map { tagged($0, table, tags) }
  }

  private static func tagged(
    _ action: String, _ resource: String, _ tags: [RequestedTag]
  ) -> AuthorizationRequest {
    let name = "dynamodb:" + action
    let keys = ServiceAction.named(name)?.keys ?? []
    var context = RequestContext()
    if keys.contains(.tagKeys), !tags.isEmpty {
      context.set("aws:TagKeys", toList: tags.map(\.key))
    }
    if keys.contains(.requestTag) {
      for tag in tags {
        if let value = tag.value { context.set("aws:RequestTag/\(tag.key)", to: value) }
      }
    }
    return AuthorizationRequest(action: name, resource: resource, context: context)
  }

  /// A restoration writes the restored table on behalf of who asked for it.
  ///
  /// EVIDENCE: Service Authorization Reference, dependent actions of the two restoring actions.
  private static func control(_ action: String, _ resources: [String]) -> [AuthorizationRequest] {
    let name = "dynamodb:" + action
    let known = ServiceAction.named(name)
    let isOnNothing = known.map { $0.resources.isEmpty } ?? resources.isEmpty
    let asked = (isOnNothing ? ["*"] : resources).map {
      AuthorizationRequest(action: name, resource: $0, context: RequestContext())
    }
    guard action == "RestoreTableFromBackup" || action == "RestoreTableToPointInTime",
      let target = resources.last
    else { return asked }
    return asked
      + ServiceAction.ofRestoring.map {
        AuthorizationRequest(
          action: "dynamodb:" + $0, resource: target, context: RequestContext())
      }
  }

  /// What a batch asks of one table is one request: of all names together, and of the widest
  /// selection. AWS does not say how; this lets nothing through that a member would not be refused.
  private static func merged(_ accesses: [ItemAccess]) -> [ItemAccess] {
    var positions: [String: Int] = [:]
    var merged: [ItemAccess] = []
    for access in accesses {
      guard let position = positions[access.resource] else {
        positions[access.resource] = merged.count
        merged.append(access)
        continue
      }
      merged[position].leadingKeys += access.leadingKeys
      merged[position].attributes += access.attributes
      if !access.hasProjection { merged[position].hasProjection = false }
    }
    return merged
  }
}

extension ItemAccess {
  /// EVIDENCE: Developer guide, "Using IAM policy conditions for fine-grained access control": the
  /// keys, and their implied defaults.
  fileprivate func authorization(enclosedBy transaction: TableCall.Transaction?)
    -> AuthorizationRequest
  {
    let name = "dynamodb:" + action
    let keys = ServiceAction.named(name)?.keys ?? []
    var context = RequestContext()
    if keys.contains(.leadingKeys), !leadingKeys.isEmpty { setLeadingKeys(in: &context) }
    if keys.contains(.attributes), !attributes.isEmpty {
      context.set("dynamodb:Attributes", toList: ItemAccess.distinct(attributes))
    }
    if keys.contains(.select) { context.set("dynamodb:Select", to: impliedSelect) }
    if keys.contains(.returnValues) {
      context.set("dynamodb:ReturnValues", to: returnValues ?? "NONE")
    }
    if keys.contains(.returnConsumedCapacity) {
      context.set("dynamodb:ReturnConsumedCapacity", to: returnConsumedCapacity ?? "NONE")
    }
    if keys.contains(.enclosingOperation), let transaction {
      context.set("dynamodb:EnclosingOperation", to: transaction.rawValue)
    }
    if keys.contains(.fullTableScan) {
      context.set("dynamodb:FullTableScan", to: isFullTableScan ? "true" : "false")
    }
    return AuthorizationRequest(action: name, resource: resource, context: context)
  }

  /// The first has two names.
  private func setLeadingKeys(in context: inout RequestContext) {
    let names = [
      "dynamodb:LeadingKeys", "dynamodb:SecondPartitionKeyValues",
      "dynamodb:ThirdPartitionKeyValues", "dynamodb:FourthPartitionKeyValues",
    ]
    for (position, name) in names.enumerated() {
      let values = leadingKeys.compactMap { position < $0.count ? $0[position] : nil }
      if values.isEmpty { continue }
      context.set(name, toList: ItemAccess.distinct(values))
      if position == 0 {
        context.set(
          "dynamodb:FirstPartitionKeyValues", toList: ItemAccess.distinct(values))
      }
    }
  }

  private var impliedSelect: String {
    if let select { return select }
    if hasProjection { return "SPECIFIC_ATTRIBUTES" }
    return index == nil ? "ALL_ATTRIBUTES" : "ALL_PROJECTED_ATTRIBUTES"
  }

  /// In the order first named.
  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
