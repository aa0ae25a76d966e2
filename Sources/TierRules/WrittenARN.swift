// An ARN as policies write it: with wildcards, and with references that only the deployment fills.

import CloudFormation

struct WrittenARN {
  /// What stands for a reference, and for the account that the stack is deployed to.
  static let reference: Character = "\u{1}"
  static let ownAccount: Character = "\u{2}"

  let service: String
  let region: String
  let account: String
  /// `table/orders`, `orders`.
  let resource: String

  /// Nil for what has not the six parts of an ARN.
  init?(_ text: String) {
    let parts = WrittenARN.sealed(text)
      .split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "arn", !Wildcard.isIn(parts[1]) else { return nil }
    service = parts[2]
    region = parts[3]
    account = parts[4]
    resource = parts[5]
  }

  /// A text with one character for each reference in it, so that it comes apart at its own colons.
  static func sealed(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var sealed = ""
    for piece in SubstitutionPiece.pieces(of: text) {
      switch piece {
      case .text(let part): sealed += part
      case .reference("AWS::AccountId"): sealed.append(ownAccount)
      case .reference, .attribute, .imported: sealed.append(reference)
      }
    }
    return sealed
  }

  /// It stands for those of one account alone; what has no account is told by its own name, as
  /// buckets are.
  var isOfKnownAccount: Bool {
    if Wildcard.isIn(account) || Wildcard.isIn(service) { return false }
    guard account.isEmpty else { return true }
    return !Wildcard.isIn(resource.prefix { $0 != "/" })
  }
}

/// The account that a text is about.
enum NamedAccount: Equatable {
  case own
  /// By its number.
  case other(String)
  /// A reference, which may be either.
  case unknown
  /// The text is about none.
  case none

  /// `111122223333`, or an ARN of that account; `own` is the number of the stack's, if it is known.
  init(_ text: String, own: String?) {
    let sealed = WrittenARN.sealed(text)
    let name = WrittenARN(text)?.account ?? sealed
    if name == String(WrittenARN.ownAccount) {
      self = .own
    } else if name.utf8.count == 12, name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      self = name == own ? .own : .other(name)
    } else {
      self = name.contains(WrittenARN.reference) ? .unknown : .none
    }
  }
}
