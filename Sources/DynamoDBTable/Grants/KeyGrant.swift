// The right to have DynamoDB decrypt with the table's key: it asks as whoever calls it.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import Shapes

/// EVIDENCE: KMS developer guide, "How Amazon DynamoDB uses AWS KMS": DynamoDB decrypts the table
/// key on behalf of the caller. DynamoDB developer guide, encryption at rest, usage notes: with
/// replicas the service is `dynamodb.*.amazonaws.com`.
enum KeyGrant {
  static func statement(_ terms: GrantTerms) -> TemplateStatement? {
    guard let key = terms.settings.customerKey, let named = NamedResource(key) else { return nil }
    let isGlobal = terms.settings.table.isGlobal
    let service: Leaf<String> =
      isGlobal
      ? .literal("dynamodb.*.amazonaws.com", terms.cause)
      : .expression(
        .substitution([
          .text("dynamodb."), .pseudo(.region), .text(".amazonaws.com"),
        ]), terms.cause)
    let cause = Cause.derived(
      from: [terms.request.node] + key.cause.nodes, note: "ENC-7: its items are encrypted")
    var conditions = [
      PolicyCondition(isGlobal ? "StringLike" : "StringEquals", "kms:ViaService", [service])
    ]
    if let alias = named.alias {
      conditions.append(
        PolicyCondition(
          "ForAnyValue:StringEquals", "kms:ResourceAliases", [leaf(alias, key.cause)]))
    }
    return TemplateStatement(
      terms.request.stem + "Decrypt", actions: ["kms:Decrypt"],
      resources: [leaf(named.resource, key.cause)], conditions: conditions, cause: cause)
  }

  private static func leaf(_ pieces: [SubstitutionPiece], _ cause: Cause) -> Leaf<String> {
    SynthesisContext.leaf(of: pieces, cause)
  }

}

/// A key as a policy can name it. No policy can name an alias as its resource: then any key of the
/// account is meant, as long as it bears the alias.
private struct NamedResource {
  let resource: [SubstitutionPiece]
  let alias: [SubstitutionPiece]?

  private init(_ resource: [SubstitutionPiece], alias: String? = nil) {
    self.resource = resource
    self.alias = alias.map { [.text($0)] }
  }

  /// Nil for a key that AWS manages: it opens itself to whoever may use the table.
  init?(_ key: Leaf<String>) {
    switch key {
    case .expression(let expression, _):
      guard let pieces = expression.pieces else { return nil }
      self.init(pieces: pieces)
    case .literal(let text, _): self.init(written: text)
    }
  }

  private init?(written text: String) {
    let name: KMSKeyName
    do throws(FormatFault) { name = try KMSKeyName(parsing: text) } catch { return nil }
    guard name.managingService == nil else { return nil }
    switch name {
    case .keyARN: self.init([.text(text)])
    case .keyID(let id): self.init(NamedResource.ownAccount("key/\(id)"))
    case .alias(let alias): self.init(NamedResource.ownAccount("key/*"), alias: alias.name)
    case .aliasARN(let arn):
      let owner = "arn:\(arn.partition.name):kms:\(arn.region?.name ?? ""):\(arn.account ?? "")"
      self.init([.text(owner + ":key/*")], alias: arn.resource)
    }
  }

  /// A name with parts that CloudFormation fills in.
  private init(pieces: [SubstitutionPiece]) {
    if let parts = AliasInName(pieces) {
      resource = parts.key
      alias = parts.alias
      return
    }
    resource = pieces
    alias = nil
  }

  private static func ownAccount(_ resource: String) -> [SubstitutionPiece] {
    [
      .text("arn:"), .pseudo(.partition), .text(":kms:"), .pseudo(.region), .text(":"),
      .pseudo(.accountId), .text(":" + resource),
    ]
  }
}
