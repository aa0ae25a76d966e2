// What was written for the table, read in another region.

import AWSNames
import CloudFormation

/// A region as a table's parts name it.
struct TableRegion: Sendable {
  /// Nil for the stack's own, which may be any.
  let name: String?
  /// What the stack's own region is called, where that is known.
  let home: String

  /// As a part of an ARN.
  var pieces: [SubstitutionPiece] { name.map { [.text($0)] } ?? [.pseudo(.region)] }

  /// The name of something that each region has for itself: whatever of it is the region's is this
  /// one's.
  func localized(_ pieces: [SubstitutionPiece]) -> [SubstitutionPiece] {
    guard let name else { return pieces }
    return pieces.map { piece in
      if case .reference(PseudoParameter.region.rawValue) = piece { return .text(name) }
      return piece
    }
  }

  func localized(_ leaf: Leaf<String>) -> Leaf<String> {
    leaf.pieces.map { TableRegion.leaf(localized($0), leaf.cause) } ?? leaf
  }

  private static func leaf(_ pieces: [SubstitutionPiece], _ cause: Cause) -> Leaf<String> {
    if let literal = SubstitutionPiece.literal(of: pieces) { return .literal(literal, cause) }
    return .expression(.joining(pieces), cause)
  }

  // MARK: - Policies

  /// The field of an ARN that names the region stands behind this.
  private static let service = ":dynamodb:"

  /// A policy of a table is about that table and nothing else, so an ARN of DynamoDB in it is the
  /// replica's, and so is a region by itself. Other ARNs and the table's name stay as they are: the
  /// name may hold the region of the stack, and is the same everywhere.
  private func localizedPolicy(_ pieces: [SubstitutionPiece]) -> [SubstitutionPiece] {
    guard let name else { return pieces }
    if pieces.count == 1 { return localizedPolicy(pieces[0]).map { [$0] } ?? localized(pieces) }
    var isRegion = false
    return pieces.map { piece in
      defer {
        if case .text(let text) = piece { isRegion = text.hasSuffix(TableRegion.service) }
      }
      if isRegion, case .reference(PseudoParameter.region.rawValue) = piece { return .text(name) }
      return localizedPolicy(piece) ?? piece
    }
  }

  /// A text with the stack's region in ARNs of DynamoDB; nil for what is no text.
  private func localizedPolicy(_ piece: SubstitutionPiece) -> SubstitutionPiece? {
    guard let name, case .text(let text) = piece else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      .reduce(into: [Substring]()) { parts, part in
        parts.append(part == home[...] && parts.last == "dynamodb" ? name[...] : part)
      }
    return .text(parts.joined(separator: ":"))
  }

  private func localizedPolicy(_ leaf: Leaf<String>) -> Leaf<String> {
    leaf.pieces.map { TableRegion.leaf(localizedPolicy($0), leaf.cause) } ?? leaf
  }

  func localized(_ value: TemplateValue) -> TemplateValue {
    guard name != nil else { return value }
    switch value {
    case .string(let text, let cause):
      return localizedPolicy(Leaf<String>.literal(text, cause)).templateValue
    case .expression(let expression, let cause):
      return localizedPolicy(Leaf<String>.expression(expression, cause)).templateValue
    case .list(let elements): return .list(elements.map(localized))
    case .object(let members):
      return .object(members.map { TemplateMember($0.key, localized($0.value)) })
    case .integer, .number, .boolean: return value
    }
  }
}

extension SubstitutionPiece {
  /// Means the same in every stack of the account: no resource, no name of the stack.
  var isPortable: Bool {
    switch self {
    case .text: return true
    case .attribute, .imported: return false
    case .reference(let id):
      let known: [PseudoParameter] = [.accountId, .partition, .region, .urlSuffix]
      return known.contains { $0.rawValue == id }
    }
  }
}
