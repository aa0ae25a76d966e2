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

  /// What names the stack's region names this one instead. A policy of a table is about that table
  /// and nothing else, so an ARN of DynamoDB in it is the replica's.
  func localized(_ pieces: [SubstitutionPiece]) -> [SubstitutionPiece] {
    guard let name else { return pieces }
    return pieces.map { piece in
      switch piece {
      case .reference(PseudoParameter.region.rawValue): return .text(name)
      case .text(let text): return .text(localized(text))
      case .reference, .attribute: return piece
      }
    }
  }

  private func localized(_ text: String) -> String {
    guard let name else { return text }
    return text.split(separator: ":", omittingEmptySubsequences: false)
      .reduce(into: [Substring]()) { parts, part in
        parts.append(part == home[...] && parts.last == "dynamodb" ? name[...] : part)
      }
      .joined(separator: ":")
  }

  func localized(_ leaf: Leaf<String>) -> Leaf<String> {
    guard let pieces = leaf.pieces else { return leaf }
    let local = localized(pieces)
    if let literal = SubstitutionPiece.literal(of: local) { return .literal(literal, leaf.cause) }
    return .expression(.joining(local), leaf.cause)
  }

  func localized(_ value: TemplateValue) -> TemplateValue {
    guard name != nil else { return value }
    switch value {
    case .string(let text, let cause):
      return localized(Leaf<String>.literal(text, cause)).templateValue
    case .expression(let expression, let cause):
      return localized(Leaf<String>.expression(expression, cause)).templateValue
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
    case .attribute: return false
    case .reference(let id):
      let known: [PseudoParameter] = [.accountId, .partition, .region, .urlSuffix]
      return known.contains { $0.rawValue == id }
    }
  }
}
