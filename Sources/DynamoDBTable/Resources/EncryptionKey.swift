// The key that is made with a table: in the region of the stack, and one more for each replica,
// which the companion of its region makes before there is a table.

import ServiceSpec
import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import Shapes

enum EncryptionKey {
  /// The key and its alias, in the stack's own region.
  static func resources(_ settings: TableSettings) -> [Resource] {
    guard let create = settings.createdKey else { return [] }
    return resources(settings, create, isCompanion: false)
  }

  /// The keys of replicas in other regions.
  static func companions(_ settings: TableSettings) -> [RegionalPart] {
    guard let create = settings.createdKey else { return [] }
    return settings.replicas.compactMap { replica in
      guard let region = replica.region.name, replica.settings?.kmsKeyId.isAbsent != false else {
        return nil
      }
      var part = RegionalPart(region: region)
      part.parameters = settings.context.tagParameters
      part.resources = resources(settings, create, isCompanion: true)
      return part
    }
  }

  private static func resources(
    _ settings: TableSettings, _ create: NodeID, isCompanion: Bool
  ) -> [Resource] {
    let kept = Removal(
      .retain, .derived(create, "ENC-4 (SC-12): what the key encrypted may outlive the stack"))
    let target = settings.names.key.attribute(.arn)
    let alias = AWSKMSAlias(
      aliasName: settings.keyAlias,
      targetKeyId: .expression(target, .derived(create, "the key of the table")))
    return [
      Resource(settings.names.key, key(settings, create, isCompanion), removal: kept),
      Resource(settings.names.keyAlias, alias),
    ]
  }

  private static func key(
    _ settings: TableSettings, _ create: NodeID, _ isCompanion: Bool
  ) -> AWSKMSKey {
    let config = settings.config.kmsKey.value
    var key = AWSKMSKey()
    key.description = .literal(
      "Encrypts table \(settings.table.entry.name.value)",
      settings.because("a key says what it is for"))
    key.keyPolicy =
      KeyPolicy.policy(settings, create, isCompanion: isCompanion).templateValue
    let rotates =
      config?.enableKeyRotation.leaf
      ?? .literal(true, .derived(create, "ENC-2 (SC-12): a key that does not say rotates"))
    key.enableKeyRotation = rotates
    key.rotationPeriodInDays = config?.rotationPeriodInDays.leaf
    key.pendingWindowInDays = config?.pendingWindowInDays.leaf
    key.multiRegion = config?.multiRegion.leaf
    let tags = isCompanion ? settings.portableTags : settings.tags
    key.tags =
      tags.isEmpty
      ? nil : tags.map { .init(key: .literal($0.key, $0.value.cause), value: $0.value) }
    return key
  }
}

// MARK: - Which key

extension TableSettings {
  /// The key of the stack's own region that the table is encrypted with, where it is a customer's.
  var customerKey: Leaf<String>? {
    if let given = givenKey { return context.leaf(given) }
    guard let create = createdKey else { return nil }
    return .expression(names.key.attribute(.arn), .stated(create))
  }

  /// A key that exists already: the table names it, or the replica that is the table.
  private var givenKey: Traced<Text>? {
    config.sseSpecification.value?.kmsMasterKeyId.traced
      ?? replicas.first { $0.region.name == nil }?.settings?.kmsKeyId.traced
  }

  /// The ARN of the key, for policies and for other stacks, where only its name was given.
  var customerKeyARN: [SubstitutionPiece]? {
    guard let given = givenKey else { return customerKey?.pieces }
    let resource: String
    switch given.value.keyName {
    case .keyID(let id): resource = "key/" + id
    case .alias(let alias): resource = alias.name
    case .keyARN, .aliasARN, nil: return context.pieces(of: given.value)
    }
    return keyARNPieces(in: [.pseudo(.region)], [.text(resource)])
  }

  /// Where a key of the table's own is asked for; nil when it gets none.
  var createdKey: NodeID? {
    guard table.createsKey(in: context.tree) == true else { return nil }
    return config.kmsKey.value?.create.node
  }

  /// The key of a replica elsewhere: the one it names, the one its companion makes, or the name
  /// that means a key in every region.
  func customerKey(of replica: ReplicaPlace) -> Leaf<String>? {
    if let own = replica.settings?.kmsKeyId.traced {
      let named = [config.sseSpecification.value?.kmsMasterKeyId.node].compactMap { $0 }
      return replica.region.name == nil && !named.isEmpty
        ? context.leaf(own.value, .derived(from: [own.node] + named, note: "both name one key"))
        : context.leaf(own)
    }
    guard let region = replica.region.name, let create = createdKey else { return customerKey }
    return .expression(
      .substitution(
        keyARNPieces(in: [.text(region)], replica.region.localized(keyAlias.pieces ?? []))),
      .derived(
        from: [create] + keyAlias.cause.nodes,
        note: "the key that the companion of the region makes before"))
  }

  private func keyARNPieces(
    in region: [SubstitutionPiece], _ resource: [SubstitutionPiece]
  ) -> [SubstitutionPiece] {
    [.text("arn:"), .pseudo(.partition), .text(":kms:")] + region
      + [.text(":"), .pseudo(.accountId), .text(":")] + resource
  }

  /// The same in every region, or else the main template could not name keys of companions.
  var keyAlias: Leaf<String> {
    if let given = config.kmsKey.value?.alias.traced {
      let pieces = context.pieces(of: given.value)
      let isKnown = !table.isGlobal || pieces.allSatisfy(\.isPortable)
      if isKnown { return context.leaf(given) }
    }
    let asked = [config.kmsKey.value?.alias.node].compactMap { $0 }
    return .literal(
      table.usualKeyAlias(in: placement),
      .derived(
        from: [table.entry.name.node] + asked,
        note: "service, environment and component, in that order"))
  }

  /// The tags that a companion can state: it is deployed before what others may refer to.
  var portableTags: [(key: String, value: Leaf<String>)] {
    let parameters = Set(context.tagParameters.map(\.name))
    return tags.filter { tag in
      tag.value.pieces?.allSatisfy { piece in
        if case .reference(let id) = piece, parameters.contains(id) { return true }
        return piece.isPortable
      } ?? false
    }
  }

  /// The table's backups are encrypted with its key, where their vault names none of its own.
  var keyServesBackups: Bool {
    table.recovery.hasBackups == true
      && config.backupPolicy.value?.vault.value?.kmsKeyId.isAbsent != false
  }

  /// What was written about a key that is not made: it was warned about.
  var unusedKeySettings: [NodeID] {
    guard createdKey == nil, let key = config.kmsKey.node else { return [] }
    return [key]
  }
}
